from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("cash", "0003_statements_wait_and_returns")]

    operations = [
        row_security(
            "cash_bankstatementevent", "cash_confirmed_line", "cash_returned_line", "cash_returnedlineevent"
        ),
        append_only("cash_confirmed_line"),
    ]
