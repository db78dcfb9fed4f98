from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("receivables", "0008_journal"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "receivables_posting_templates",
            "receivables_postingtemplatesevent",
            "receivables_journal_batch",
            "receivables_journal_line",
            "receivables_journal_fact",
        ),
        append_only("receivables_journal_batch", "receivables_journal_line", "receivables_journal_fact"),
    ]
