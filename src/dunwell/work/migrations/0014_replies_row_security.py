from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("work", "0013_replies"), ("platform", "0002_row_security")]

    operations = [row_security("work_reply", "work_reply_transition"), append_only("work_reply_transition")]
