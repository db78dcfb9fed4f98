from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("platform", "0002_row_security")]

    operations = [
        row_security(
            "exchange_delivery",
            "exchange_delivery_chunk",
            "exchange_delivery_problem",
            "exchange_mapping_profile",
            "exchange_mappingprofileevent",
        ),
        append_only("exchange_delivery_chunk"),
    ]
