from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0003_disputes"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "outcomes_dispute", "outcomes_dispute_step", "outcomes_owner_link", "outcomes_proof", "outcomes_proof_file"
        ),
        append_only("outcomes_dispute_step", "outcomes_proof", "outcomes_proof_file"),
    ]
