from django.db import migrations

from dunwell.platform.rls import row_security


class Migration(migrations.Migration):
    dependencies = [("exposure", "0001_initial"), ("platform", "0002_row_security")]

    operations = [row_security("exposure_bucket_set", "exposure_bucketsetevent")]
