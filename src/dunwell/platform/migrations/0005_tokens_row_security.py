from django.db import migrations

from dunwell.platform.rls import row_security


class Migration(migrations.Migration):
    dependencies = [("platform", "0004_tokens_and_webhooks")]

    operations = [
        row_security(
            "platform_api_token",
            "platform_apitokenevent",
            "platform_idempotency_key",
            "platform_webhook_endpoint",
            "platform_webhookendpointevent",
            "platform_webhook_delivery",
        ),
    ]
