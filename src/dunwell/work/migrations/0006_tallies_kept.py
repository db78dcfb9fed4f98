from django.db import migrations

from dunwell.platform.rls import row_security

KIND = "creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency"
CHANGE = f"INSERT INTO work_tally ({KIND}, item_count, minutes, expected_amount)"
GONE = f"SELECT {KIND}, -1 AS n, -minutes::bigint AS m, -expected_amount AS e FROM gone_item"
COME = f"SELECT {KIND}, 1 AS n, minutes::bigint AS m, expected_amount AS e FROM come_item"
SUMS = "sum(n), sum(m), sum(e)"

KEPT = f"""
CREATE FUNCTION work_tally_come() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  {CHANGE} SELECT {KIND}, {SUMS} FROM ({COME}) k GROUP BY {KIND};
  RETURN NULL;
END $$;

CREATE FUNCTION work_tally_moved() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  {CHANGE} SELECT {KIND}, {SUMS} FROM ({GONE} UNION ALL {COME}) k
  GROUP BY {KIND} HAVING sum(n) <> 0 OR sum(m) <> 0 OR sum(e) <> 0;
  RETURN NULL;
END $$;

CREATE FUNCTION work_tally_gone() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  {CHANGE} SELECT {KIND}, {SUMS} FROM ({GONE}) k GROUP BY {KIND};
  RETURN NULL;
END $$;

CREATE TRIGGER work_item_tally_come AFTER INSERT ON work_item
    REFERENCING NEW TABLE AS come_item FOR EACH STATEMENT EXECUTE FUNCTION work_tally_come();
CREATE TRIGGER work_item_tally_moved AFTER UPDATE ON work_item
    REFERENCING OLD TABLE AS gone_item NEW TABLE AS come_item FOR EACH STATEMENT EXECUTE FUNCTION work_tally_moved();
CREATE TRIGGER work_item_tally_gone AFTER DELETE ON work_item
    REFERENCING OLD TABLE AS gone_item FOR EACH STATEMENT EXECUTE FUNCTION work_tally_gone();

SELECT set_config('dunwell.creditors', 'all', true);
{CHANGE} SELECT {KIND}, count(*), sum(minutes), sum(expected_amount) FROM work_item GROUP BY {KIND};
"""

DROPPED = """
DROP TRIGGER work_item_tally_come ON work_item;
DROP TRIGGER work_item_tally_moved ON work_item;
DROP TRIGGER work_item_tally_gone ON work_item;
DROP FUNCTION work_tally_come; DROP FUNCTION work_tally_moved; DROP FUNCTION work_tally_gone;
DELETE FROM work_tally;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0005_tallies")]

    operations = [row_security("work_tally"), migrations.RunSQL(KEPT, DROPPED)]
