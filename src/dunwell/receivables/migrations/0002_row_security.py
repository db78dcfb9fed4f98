from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("receivables", "0001_initial"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "receivables_open_item",
            "receivables_due_part",
            "receivables_entry",
            "receivables_hold",
            "receivables_holdevent",
            "receivables_payment_terms",
            "receivables_paymenttermsevent",
            "receivables_exchange_rate",
        ),
        append_only("receivables_entry", "receivables_due_part"),
    ]
