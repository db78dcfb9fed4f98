from django.db import migrations

from dunwell.platform.rls import row_security


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0005_write_offs"), ("platform", "0002_row_security")]

    operations = [row_security("outcomes_write_off", "outcomes_writeoffevent")]
