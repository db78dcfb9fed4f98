from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("cash", "0001_initial"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "cash_bank_account",
            "cash_bankaccountevent",
            "cash_bank_statement",
            "cash_statement_line",
            "cash_receipt",
            "cash_receipt_movement",
            "cash_remittance",
            "cash_remittance_line",
            "cash_payer_alias",
            "cash_payeraliasevent",
            "cash_matching_rules",
            "cash_matchingrulesevent",
            "cash_proposal",
            "cash_allocation",
            "cash_refund",
            "cash_refundevent",
        ),
        append_only("cash_statement_line", "cash_receipt_movement", "cash_allocation"),
    ]
