from django.db import migrations

# Whatever the code does: a message is handed over only with a permit of its own customer and channel that was used for
# it in this very transaction (which work_permit refuses once the facts have changed), and it is sent, or known to have
# been, only if it was handed over before. A text that is being handed over, or was, changes no more.
GUARD = """
CREATE FUNCTION work_message_leaves() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE held work_permit;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.permit_id IS NOT NULL THEN
      RAISE EXCEPTION 'work_message: a message begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state = 'sending' AND OLD.state <> 'sending' THEN
    SELECT * INTO held FROM work_permit WHERE id = NEW.permit_id;
    IF held.id IS NULL OR OLD.state <> 'scheduled' OR NEW.permit_id IS NOT DISTINCT FROM OLD.permit_id
       OR held.customer_id <> NEW.customer_id OR held.creditor_id <> NEW.creditor_id OR held.channel <> NEW.channel
       OR held.used_at IS NULL OR held.used_at IS DISTINCT FROM NEW.sending_at
       OR held.facts_version <> work_facts_version(NEW.customer_id) THEN
      RAISE EXCEPTION 'work_message: nothing leaves without a permit given after the facts last changed'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  IF NEW.state = 'sent' AND OLD.state NOT IN ('sent', 'sending', 'unknown') OR
     NEW.state IN ('unknown', 'bounced') AND OLD.state NOT IN ('sending', 'sent', 'unknown', 'bounced') OR
     NEW.state IN ('sent', 'unknown', 'bounced') AND NEW.permit_id IS NULL THEN
    RAISE EXCEPTION 'work_message: only what was handed over with a permit can have gone'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.state IN ('sending', 'sent', 'unknown', 'bounced')
     AND (NEW.body, NEW.subject, NEW.to_address, NEW.message_id, NEW.customer_id, NEW.permit_id)
       IS DISTINCT FROM (OLD.body, OLD.subject, OLD.to_address, OLD.message_id, OLD.customer_id, OLD.permit_id) THEN
    RAISE EXCEPTION 'work_message: what has left is not rewritten' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER work_message_leaves BEFORE INSERT OR UPDATE ON work_message
    FOR EACH ROW EXECUTE FUNCTION work_message_leaves();
"""

DROPPED = "DROP TRIGGER work_message_leaves ON work_message; DROP FUNCTION work_message_leaves;"


class Migration(migrations.Migration):
    dependencies = [("work", "0011_message_permit"), ("work", "0010_permits_kept")]

    operations = [migrations.RunSQL(GUARD, DROPPED)]
