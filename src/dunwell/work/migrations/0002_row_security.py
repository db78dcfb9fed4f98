from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "work_case",
            "work_deed",
            "work_item",
            "work_item_transition",
            "work_activity",
            "work_activity_item",
            "work_snooze",
            "work_publication",
            "work_saved_view",
        ),
        append_only("work_deed", "work_item_transition", "work_activity", "work_activity_item"),
    ]
