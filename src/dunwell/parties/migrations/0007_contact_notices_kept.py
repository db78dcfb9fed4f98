from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("parties", "0006_contact_notices")]

    operations = [row_security("parties_contact_notice"), append_only("parties_contact_notice")]
