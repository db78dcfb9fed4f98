from django.db import migrations


class Migration(migrations.Migration):
    """Taking the index of `reverses` away took the partial unique one with it, which is over the same column."""

    dependencies = [("receivables", "0009_journal_row_security")]

    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX IF NOT EXISTS entry_reversed_once ON receivables_entry (reverses_id)"
            " WHERE reverses_id IS NOT NULL",
            migrations.RunSQL.noop,
        )
    ]
