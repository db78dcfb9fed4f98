from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_promises_and_plans"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "outcomes_promise",
            "outcomes_promiseevent",
            "outcomes_promise_installment",
            "outcomes_promise_item",
            "outcomes_promise_transition",
            "outcomes_plan",
            "outcomes_planevent",
            "outcomes_plan_installment",
            "outcomes_plan_item",
            "outcomes_plan_transition",
            "outcomes_evidence",
        ),
        append_only("outcomes_promise_transition", "outcomes_plan_transition"),
    ]
