from django.db import migrations

from dunwell.platform.rls import kept_whole, row_security, scope_functions


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [
        scope_functions(),
        row_security("platform_creditor", column="id"),
        row_security("platform_creditorevent", column="id"),
        row_security("platform_membership", also="user_id = (SELECT dunwell_user())"),
        row_security("platform_membershipevent", "platform_outbox_event", "platform_run"),
        kept_whole("platform_userevent"),
    ]
