from django.db import migrations

from dunwell.platform.rls import row_security

# A version that was put in force is what a run was decided by: afterwards it may only be retired.
KEEP_PUBLISHED = """
CREATE FUNCTION strategy_keep_published() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF OLD.state = 'draft' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired'
     AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'published documents are kept as they are: % refused', TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER strategy_policy_version_kept BEFORE UPDATE OR DELETE ON strategy_policy_version
  FOR EACH ROW EXECUTE FUNCTION strategy_keep_published();
"""
LET_GO = """
DROP TRIGGER strategy_policy_version_kept ON strategy_policy_version;
DROP FUNCTION strategy_keep_published;
"""


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial"), ("platform", "0002_row_security")]

    operations = [
        row_security("strategy_policy_version", "strategy_policyversionevent", "strategy_decision"),
        migrations.RunSQL(KEEP_PUBLISHED, LET_GO),
    ]
