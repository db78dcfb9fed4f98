from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("work", "0007_messages"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "work_message",
            "work_message_item",
            "work_message_transition",
            "work_message_document",
            "work_step_autonomy",
            "work_sender",
            "work_senderevent",
            "work_template_version",
        ),
        append_only("work_message_transition", "work_message_document", "work_template_version"),
    ]
