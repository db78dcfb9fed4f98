from django.db import migrations

from dunwell.platform.rls import row_security

# Everything that a permit relies on, in one short text: two equal ones mean that nothing has changed between them. Rows
# are counted as well as their newest named, for a transaction may write an older number and end later.
VERSION = """
CREATE FUNCTION work_facts_version(customer bigint) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT md5(concat_ws('|',
  (SELECT concat_ws(',', c.kind, c.country, c.subdivision, c.city, c.postal_code, c.time_zone, c.language)
     FROM parties_customer c WHERE c.id = customer),
  (SELECT string_agg(concat_ws(',', p.id, p.phone, p.email, p.time_zone, p.language, p.is_active), ';' ORDER BY p.id)
     FROM parties_contact_person p WHERE p.customer_id = customer),
  (SELECT concat_ws(',', count(*), max(n.id)) FROM parties_contact_notice n WHERE n.customer_id = customer
     AND n.creditor_id = (SELECT creditor_id FROM parties_customer WHERE id = customer)),
  (SELECT string_agg(concat_ws(',', i.id, i.open_amount, i.due_date, i.is_disputed), ';' ORDER BY i.id)
     FROM receivables_open_item i WHERE i.customer_id = customer AND i.open_amount <> 0
     AND i.creditor_id = (SELECT creditor_id FROM parties_customer WHERE id = customer)),
  (SELECT concat_ws(',', count(*), max(h.id), count(h.lifted_date), max(h.lifted_at), max(h.until_date))
     FROM receivables_hold h WHERE h.customer_id = customer),
  (SELECT string_agg(concat_ws(',', r.id, r.suspense_amount, r.on_account_amount), ';' ORDER BY r.id)
     FROM cash_receipt r WHERE (r.customer_id = customer AND r.on_account_amount > 0) OR r.id IN (
       SELECT p.receipt_id FROM cash_proposal p WHERE p.is_current AND p.verdict <> 'weak' AND (
         p.customer_id = customer OR p.items @> jsonb_build_array(jsonb_build_object('customer_id', customer))))),
  (SELECT concat_ws(',', count(*), max(a.id)) FROM work_activity a WHERE a.customer_id = customer
     AND a.creditor_id = (SELECT creditor_id FROM parties_customer WHERE id = customer) AND a.kind <> 'note')
)) $$;

CREATE FUNCTION work_permit_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'used_at' - 'released_at' <> to_jsonb(OLD) - 'used_at' - 'released_at'
     OR OLD.used_at IS NOT NULL OR OLD.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'work_permit: a permit is used or given back once, and never changed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.used_at IS NOT NULL AND NEW.facts_version <> work_facts_version(NEW.customer_id) THEN
    RAISE EXCEPTION 'work_permit: the facts have changed since the permit was given'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION work_permit_begins_unused() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.used_at IS NOT NULL OR NEW.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'work_permit: a permit is given before it is used'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER work_permit_kept BEFORE UPDATE OR DELETE ON work_permit
    FOR EACH ROW EXECUTE FUNCTION work_permit_kept();
CREATE TRIGGER work_permit_begins_unused BEFORE INSERT ON work_permit
    FOR EACH ROW EXECUTE FUNCTION work_permit_begins_unused();
CREATE TRIGGER work_permit_no_truncate BEFORE TRUNCATE ON work_permit
    FOR EACH STATEMENT EXECUTE FUNCTION dunwell_refuse_change();
"""

DROPPED = """
DROP TRIGGER work_permit_no_truncate ON work_permit;
DROP TRIGGER work_permit_begins_unused ON work_permit;
DROP TRIGGER work_permit_kept ON work_permit;
DROP FUNCTION work_permit_begins_unused; DROP FUNCTION work_permit_kept; DROP FUNCTION work_facts_version;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0009_permits"),
        ("cash", "0006_proposals_by_item"),
        ("parties", "0008_customer_place"),
    ]

    operations = [row_security("work_permit"), migrations.RunSQL(VERSION, DROPPED)]
