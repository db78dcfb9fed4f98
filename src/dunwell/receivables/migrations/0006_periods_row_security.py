from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("receivables", "0005_periods"), ("platform", "0002_row_security")]

    operations = [row_security("receivables_period_lock"), append_only("receivables_period_lock")]
