from django.db import migrations

from dunwell.platform.rls import append_only, row_security


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_initial"), ("platform", "0002_row_security")]

    operations = [row_security("compliance_law_document"), append_only("compliance_law_document")]
