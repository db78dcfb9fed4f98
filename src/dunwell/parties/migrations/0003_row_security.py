from django.db import migrations

from dunwell.platform.rls import row_security


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_initial"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "parties_customer",
            "parties_customerevent",
            "parties_contact_person",
            "parties_contactpersonevent",
            "parties_identifier",
            "parties_identifierevent",
        )
    ]
