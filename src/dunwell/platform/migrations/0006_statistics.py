"""Let whoever wrote much at once tell the planner of it: only a table's owner may, and the desk is not the owner."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION dunwell_refresh_statistics(names text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS
$$
DECLARE
  found regclass;
BEGIN
  FOR found IN
    SELECT c.oid::regclass FROM pg_class c
    WHERE c.relname = ANY(names) AND c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname
  LOOP
    EXECUTE format('ANALYZE %s', found);
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0005_tokens_row_security")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION dunwell_refresh_statistics(text[])")]
