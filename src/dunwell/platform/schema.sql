-- Where the migrations lead: what an empty database is given. Written by scripts/schema.py; not to be edited.
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;
CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;
CREATE FUNCTION public.dunwell_creditors() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN COALESCE(current_setting('dunwell.creditors', true), '') IN ('', 'all') THEN '{}'::bigint[]
          ELSE string_to_array(current_setting('dunwell.creditors', true), ',')::bigint[] END $$;
CREATE FUNCTION public.dunwell_refresh_statistics(names text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO '$user', 'public'
    AS $$
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
CREATE FUNCTION public.dunwell_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION public.dunwell_sees_all() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT COALESCE(current_setting('dunwell.creditors', true), '') = 'all' $$;
CREATE FUNCTION public.dunwell_user() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('dunwell.user', true), '')::bigint $$;
CREATE FUNCTION public.pgtrigger_append_only_05c85() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_10233() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_11e3f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_1e297() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_23a48() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_37d46() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_441b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_5c759() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_5e369() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_68327() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_73dea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_7c426() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_8bdd2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_8d60e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_8dd8c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_a65a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_ad0a2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_d3a5f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_d3dda() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_e059f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_ec9d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_f0a73() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_f3fe1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_append_only_f76ce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_987ea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_membershipevent" ("capacity_minutes", "created_at", "creditor_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."capacity_minutes", OLD."created_at", OLD."creditor_id", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1389e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outcomes_writeoffevent" ("amount", "base_amount", "check_note", "checked_at", "checked_by", "checked_by_id", "creditor_id", "currency", "customer_id", "entry_id", "id", "is_forgiven", "is_split", "kind", "open_item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_date", "reason", "recovered_amount", "requested_at", "requested_by", "requested_by_id", "requested_date", "state") VALUES (NEW."amount", NEW."base_amount", NEW."check_note", NEW."checked_at", NEW."checked_by", NEW."checked_by_id", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."entry_id", NEW."id", NEW."is_forgiven", NEW."is_split", NEW."kind", NEW."open_item_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."posted_date", NEW."reason", NEW."recovered_amount", NEW."requested_at", NEW."requested_by", NEW."requested_by_id", NEW."requested_date", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_14f6e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "receivables_paymenttermsevent" ("code", "created_at", "creditor_id", "document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."code", NEW."created_at", NEW."creditor_id", NEW."document", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."title"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_337ba() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "exchange_mappingprofileevent" ("creditor_id", "document", "format", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by") VALUES (NEW."creditor_id", NEW."document", NEW."format", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."saved_at", NEW."saved_by"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_344a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "parties_identifierevent" ("creditor_id", "customer_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "valid_from_date", "valid_to_date", "value") VALUES (NEW."creditor_id", NEW."customer_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."scheme", NEW."valid_from_date", NEW."valid_to_date", NEW."value"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4026e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "parties_customerevent" ("city", "country", "created_at", "creditor_id", "id", "kind", "language", "name", "note", "number", "other_name", "owner_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "queue", "subdivision", "terms_code", "time_zone") VALUES (NEW."city", NEW."country", NEW."created_at", NEW."creditor_id", NEW."id", NEW."kind", NEW."language", NEW."name", NEW."note", NEW."number", NEW."other_name", NEW."owner_id", NEW."parent_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."postal_code", NEW."queue", NEW."subdivision", NEW."terms_code", NEW."time_zone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4f275() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_userevent" ("created_at", "density", "email", "full_name", "id", "is_active", "is_operator", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "single_keys", "theme") VALUES (NEW."created_at", NEW."density", NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."is_operator", NEW."language", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."single_keys", NEW."theme"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_5b090() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_webhookendpointevent" ("created_at", "created_by_name", "creditor_id", "event_names", "id", "is_active", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "secret_version", "url") VALUES (NEW."created_at", NEW."created_by_name", NEW."creditor_id", NEW."event_names", NEW."id", NEW."is_active", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."public_id", NEW."secret_version", NEW."url"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_6cdad() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_refundevent" ("amount", "check_note", "checked_at", "checked_by", "checked_by_id", "credit_item_id", "creditor_id", "currency", "customer_id", "id", "paid_date", "pay_to", "payment_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_key", "reason", "receipt_id", "requested_at", "requested_by", "requested_by_id", "state") VALUES (NEW."amount", NEW."check_note", NEW."checked_at", NEW."checked_by", NEW."checked_by_id", NEW."credit_item_id", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."id", NEW."paid_date", NEW."pay_to", NEW."payment_reference", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."posting_key", NEW."reason", NEW."receipt_id", NEW."requested_at", NEW."requested_by", NEW."requested_by_id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_752e8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "receivables_postingtemplatesevent" ("creditor_id", "document", "id", "is_live", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by", "version") VALUES (NEW."creditor_id", NEW."document", NEW."id", NEW."is_live", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."saved_at", NEW."saved_by", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_7b4f3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_bankstatementevent" ("account_name", "account_number", "bank", "bank_account_id", "booked_amount", "closing_amount", "closing_date", "created_at", "creditor_id", "currency", "delivery_id", "difference_amount", "duplicate_count", "id", "kind", "line_count", "number", "opening_amount", "opening_date", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference", "release_note", "released_by", "sequence", "state", "waiting_reason", "withdrawal_note", "withdrawn_by") VALUES (NEW."account_name", NEW."account_number", NEW."bank", NEW."bank_account_id", NEW."booked_amount", NEW."closing_amount", NEW."closing_date", NEW."created_at", NEW."creditor_id", NEW."currency", NEW."delivery_id", NEW."difference_amount", NEW."duplicate_count", NEW."id", NEW."kind", NEW."line_count", NEW."number", NEW."opening_amount", NEW."opening_date", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."position", NEW."reference", NEW."release_note", NEW."released_by", NEW."sequence", NEW."state", NEW."waiting_reason", NEW."withdrawal_note", NEW."withdrawn_by"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_95246() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "parties_contactpersonevent" ("created_at", "creditor_id", "customer_id", "email", "id", "is_active", "is_primary", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "role", "time_zone") VALUES (NEW."created_at", NEW."creditor_id", NEW."customer_id", NEW."email", NEW."id", NEW."is_active", NEW."is_primary", NEW."language", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."phone", NEW."preferred_channel", NEW."role", NEW."time_zone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_959c3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_membershipevent" ("capacity_minutes", "created_at", "creditor_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."capacity_minutes", NEW."created_at", NEW."creditor_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9c9dc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outcomes_planevent" ("acceptance", "accepted_at", "accepted_by", "accepted_date", "conditions", "contact_person_id", "creditor_id", "cure_days", "currency", "customer_id", "defaulted_date", "disposable_amount", "down_payment_amount", "ended_date", "first_date", "frequency", "grace_days", "has_acceleration", "id", "interest_amount", "last_date", "missed_count", "missed_date", "note", "offer_until_date", "offered_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_amount", "proposed_at", "proposed_by", "proposed_by_id", "proposed_date", "rate_percent", "received_amount", "recorded_at", "reinstated_count", "replaces_id", "state", "suspended_date", "tolerance_amount") VALUES (NEW."acceptance", NEW."accepted_at", NEW."accepted_by", NEW."accepted_date", NEW."conditions", NEW."contact_person_id", NEW."creditor_id", NEW."cure_days", NEW."currency", NEW."customer_id", NEW."defaulted_date", NEW."disposable_amount", NEW."down_payment_amount", NEW."ended_date", NEW."first_date", NEW."frequency", NEW."grace_days", NEW."has_acceleration", NEW."id", NEW."interest_amount", NEW."last_date", NEW."missed_count", NEW."missed_date", NEW."note", NEW."offer_until_date", NEW."offered_by", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."principal_amount", NEW."proposed_at", NEW."proposed_by", NEW."proposed_by_id", NEW."proposed_date", NEW."rate_percent", NEW."received_amount", NEW."recorded_at", NEW."reinstated_count", NEW."replaces_id", NEW."state", NEW."suspended_date", NEW."tolerance_amount"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a4b77() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "receivables_holdevent" ("amount", "created_at", "creditor_id", "currency", "customer_id", "id", "lift_note", "lifted_at", "lifted_by", "lifted_date", "note", "open_item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "placed_date", "reason", "source", "until_date") VALUES (NEW."amount", NEW."created_at", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."id", NEW."lift_note", NEW."lifted_at", NEW."lifted_by", NEW."lifted_date", NEW."note", NEW."open_item_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."placed_by", NEW."placed_date", NEW."reason", NEW."source", NEW."until_date"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_c4b37() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_apitokenevent" ("created_at", "created_by_name", "creditor_id", "expires_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate_per_minute", "revoked_at", "scopes", "shown_part", "user_id") VALUES (NEW."created_at", NEW."created_by_name", NEW."creditor_id", NEW."expires_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."rate_per_minute", NEW."revoked_at", NEW."scopes", NEW."shown_part", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_ce744() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_returnedlineevent" ("created_at", "creditor_id", "id", "line_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "receipt_id", "settled_by", "state") VALUES (NEW."created_at", NEW."creditor_id", NEW."id", NEW."line_id", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reasons", NEW."receipt_id", NEW."settled_by", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d2b16() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "work_senderevent" ("creditor_id", "document", "id", "is_on", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."creditor_id", NEW."document", NEW."id", NEW."is_on", NEW."kind", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d4357() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "exposure_bucketsetevent" ("basis", "created_at", "creditor_id", "edges", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."basis", NEW."created_at", NEW."creditor_id", NEW."edges", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_de37c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "strategy_policyversionevent" ("created_at", "created_by_id", "creditor_id", "id", "key", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "text", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."creditor_id", NEW."id", NEW."key", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."published_at", NEW."published_by_id", NEW."state", NEW."text", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e06f3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_bankaccountevent" ("bank", "created_at", "creditor_id", "currency", "id", "is_active", "ledger_account", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."bank", NEW."created_at", NEW."creditor_id", NEW."currency", NEW."id", NEW."is_active", NEW."ledger_account", NEW."name", NEW."number", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e3a35() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_matchingrulesevent" ("creditor_id", "document", "id", "is_live", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "saved_at", "saved_by", "version") VALUES (NEW."creditor_id", NEW."document", NEW."id", NEW."is_live", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."published_at", NEW."saved_at", NEW."saved_by", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_ee61d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_payeraliasevent" ("created_at", "creditor_id", "customer_id", "id", "is_confirmed", "kind", "learned_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."created_at", NEW."creditor_id", NEW."customer_id", NEW."id", NEW."is_confirmed", NEW."kind", NEW."learned_by", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."value"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_fd373() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outcomes_promiseevent" ("activity_id", "amount", "attempt", "checked_by", "contact_person_id", "creditor_id", "currency", "customer_id", "cutoff_date", "decided_date", "grace_days", "id", "is_kept_in_grace", "is_late_kept", "is_reversed", "late_amount", "level", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_date", "received_amount", "recorded_at", "source", "state", "status", "supersedes_id", "suspended_date", "taken_at", "taken_by", "taken_by_id", "taken_date", "tolerance_amount") VALUES (NEW."activity_id", NEW."amount", NEW."attempt", NEW."checked_by", NEW."contact_person_id", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."cutoff_date", NEW."decided_date", NEW."grace_days", NEW."id", NEW."is_kept_in_grace", NEW."is_late_kept", NEW."is_reversed", NEW."late_amount", NEW."level", NEW."method", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."promised_date", NEW."received_amount", NEW."recorded_at", NEW."source", NEW."state", NEW."status", NEW."supersedes_id", NEW."suspended_date", NEW."taken_at", NEW."taken_by", NEW."taken_by_id", NEW."taken_date", NEW."tolerance_amount"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_fde8b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_creditorevent" ("base_currency", "country", "created_at", "daily_run_at", "daily_run_on", "id", "is_active", "key", "language", "legal_name", "locale", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subdivision", "time_zone") VALUES (NEW."base_currency", NEW."country", NEW."created_at", NEW."daily_run_at", NEW."daily_run_on", NEW."id", NEW."is_active", NEW."key", NEW."language", NEW."legal_name", NEW."locale", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."subdivision", NEW."time_zone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_05cc8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "parties_customerevent" ("city", "country", "created_at", "creditor_id", "id", "kind", "language", "name", "note", "number", "other_name", "owner_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "queue", "subdivision", "terms_code", "time_zone") VALUES (NEW."city", NEW."country", NEW."created_at", NEW."creditor_id", NEW."id", NEW."kind", NEW."language", NEW."name", NEW."note", NEW."number", NEW."other_name", NEW."owner_id", NEW."parent_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."postal_code", NEW."queue", NEW."subdivision", NEW."terms_code", NEW."time_zone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_0f237() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_userevent" ("created_at", "density", "email", "full_name", "id", "is_active", "is_operator", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "single_keys", "theme") VALUES (NEW."created_at", NEW."density", NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."is_operator", NEW."language", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."single_keys", NEW."theme"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_0f6d7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outcomes_writeoffevent" ("amount", "base_amount", "check_note", "checked_at", "checked_by", "checked_by_id", "creditor_id", "currency", "customer_id", "entry_id", "id", "is_forgiven", "is_split", "kind", "open_item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_date", "reason", "recovered_amount", "requested_at", "requested_by", "requested_by_id", "requested_date", "state") VALUES (NEW."amount", NEW."base_amount", NEW."check_note", NEW."checked_at", NEW."checked_by", NEW."checked_by_id", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."entry_id", NEW."id", NEW."is_forgiven", NEW."is_split", NEW."kind", NEW."open_item_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."posted_date", NEW."reason", NEW."recovered_amount", NEW."requested_at", NEW."requested_by", NEW."requested_by_id", NEW."requested_date", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_190e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_bankaccountevent" ("bank", "created_at", "creditor_id", "currency", "id", "is_active", "ledger_account", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."bank", NEW."created_at", NEW."creditor_id", NEW."currency", NEW."id", NEW."is_active", NEW."ledger_account", NEW."name", NEW."number", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_1c0ec() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "exchange_mappingprofileevent" ("creditor_id", "document", "format", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by") VALUES (NEW."creditor_id", NEW."document", NEW."format", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."saved_at", NEW."saved_by"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_260a4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "receivables_paymenttermsevent" ("code", "created_at", "creditor_id", "document", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."code", NEW."created_at", NEW."creditor_id", NEW."document", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."title"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3576e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "parties_contactpersonevent" ("created_at", "creditor_id", "customer_id", "email", "id", "is_active", "is_primary", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "preferred_channel", "role", "time_zone") VALUES (NEW."created_at", NEW."creditor_id", NEW."customer_id", NEW."email", NEW."id", NEW."is_active", NEW."is_primary", NEW."language", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."phone", NEW."preferred_channel", NEW."role", NEW."time_zone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_4178d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_matchingrulesevent" ("creditor_id", "document", "id", "is_live", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "saved_at", "saved_by", "version") VALUES (NEW."creditor_id", NEW."document", NEW."id", NEW."is_live", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."published_at", NEW."saved_at", NEW."saved_by", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_56b95() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_creditorevent" ("base_currency", "country", "created_at", "daily_run_at", "daily_run_on", "id", "is_active", "key", "language", "legal_name", "locale", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subdivision", "time_zone") VALUES (NEW."base_currency", NEW."country", NEW."created_at", NEW."daily_run_at", NEW."daily_run_on", NEW."id", NEW."is_active", NEW."key", NEW."language", NEW."legal_name", NEW."locale", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."subdivision", NEW."time_zone"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5ee6b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_refundevent" ("amount", "check_note", "checked_at", "checked_by", "checked_by_id", "credit_item_id", "creditor_id", "currency", "customer_id", "id", "paid_date", "pay_to", "payment_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posting_key", "reason", "receipt_id", "requested_at", "requested_by", "requested_by_id", "state") VALUES (NEW."amount", NEW."check_note", NEW."checked_at", NEW."checked_by", NEW."checked_by_id", NEW."credit_item_id", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."id", NEW."paid_date", NEW."pay_to", NEW."payment_reference", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."posting_key", NEW."reason", NEW."receipt_id", NEW."requested_at", NEW."requested_by", NEW."requested_by_id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_610a3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_returnedlineevent" ("created_at", "creditor_id", "id", "line_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "receipt_id", "settled_by", "state") VALUES (NEW."created_at", NEW."creditor_id", NEW."id", NEW."line_id", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reasons", NEW."receipt_id", NEW."settled_by", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_6c51b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "receivables_postingtemplatesevent" ("creditor_id", "document", "id", "is_live", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by", "version") VALUES (NEW."creditor_id", NEW."document", NEW."id", NEW."is_live", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."saved_at", NEW."saved_by", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_7bdf6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "parties_identifierevent" ("creditor_id", "customer_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "valid_from_date", "valid_to_date", "value") VALUES (NEW."creditor_id", NEW."customer_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."scheme", NEW."valid_from_date", NEW."valid_to_date", NEW."value"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_86d6c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "work_senderevent" ("creditor_id", "document", "id", "is_on", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."creditor_id", NEW."document", NEW."id", NEW."is_on", NEW."kind", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_98c73() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outcomes_promiseevent" ("activity_id", "amount", "attempt", "checked_by", "contact_person_id", "creditor_id", "currency", "customer_id", "cutoff_date", "decided_date", "grace_days", "id", "is_kept_in_grace", "is_late_kept", "is_reversed", "late_amount", "level", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_date", "received_amount", "recorded_at", "source", "state", "status", "supersedes_id", "suspended_date", "taken_at", "taken_by", "taken_by_id", "taken_date", "tolerance_amount") VALUES (NEW."activity_id", NEW."amount", NEW."attempt", NEW."checked_by", NEW."contact_person_id", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."cutoff_date", NEW."decided_date", NEW."grace_days", NEW."id", NEW."is_kept_in_grace", NEW."is_late_kept", NEW."is_reversed", NEW."late_amount", NEW."level", NEW."method", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."promised_date", NEW."received_amount", NEW."recorded_at", NEW."source", NEW."state", NEW."status", NEW."supersedes_id", NEW."suspended_date", NEW."taken_at", NEW."taken_by", NEW."taken_by_id", NEW."taken_date", NEW."tolerance_amount"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_a01a7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_apitokenevent" ("created_at", "created_by_name", "creditor_id", "expires_at", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate_per_minute", "revoked_at", "scopes", "shown_part", "user_id") VALUES (NEW."created_at", NEW."created_by_name", NEW."creditor_id", NEW."expires_at", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."rate_per_minute", NEW."revoked_at", NEW."scopes", NEW."shown_part", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_bd50a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "outcomes_planevent" ("acceptance", "accepted_at", "accepted_by", "accepted_date", "conditions", "contact_person_id", "creditor_id", "cure_days", "currency", "customer_id", "defaulted_date", "disposable_amount", "down_payment_amount", "ended_date", "first_date", "frequency", "grace_days", "has_acceleration", "id", "interest_amount", "last_date", "missed_count", "missed_date", "note", "offer_until_date", "offered_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_amount", "proposed_at", "proposed_by", "proposed_by_id", "proposed_date", "rate_percent", "received_amount", "recorded_at", "reinstated_count", "replaces_id", "state", "suspended_date", "tolerance_amount") VALUES (NEW."acceptance", NEW."accepted_at", NEW."accepted_by", NEW."accepted_date", NEW."conditions", NEW."contact_person_id", NEW."creditor_id", NEW."cure_days", NEW."currency", NEW."customer_id", NEW."defaulted_date", NEW."disposable_amount", NEW."down_payment_amount", NEW."ended_date", NEW."first_date", NEW."frequency", NEW."grace_days", NEW."has_acceleration", NEW."id", NEW."interest_amount", NEW."last_date", NEW."missed_count", NEW."missed_date", NEW."note", NEW."offer_until_date", NEW."offered_by", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."principal_amount", NEW."proposed_at", NEW."proposed_by", NEW."proposed_by_id", NEW."proposed_date", NEW."rate_percent", NEW."received_amount", NEW."recorded_at", NEW."reinstated_count", NEW."replaces_id", NEW."state", NEW."suspended_date", NEW."tolerance_amount"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_c5365() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "exposure_bucketsetevent" ("basis", "created_at", "creditor_id", "edges", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."basis", NEW."created_at", NEW."creditor_id", NEW."edges", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d9278() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_payeraliasevent" ("created_at", "creditor_id", "customer_id", "id", "is_confirmed", "kind", "learned_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."created_at", NEW."creditor_id", NEW."customer_id", NEW."id", NEW."is_confirmed", NEW."kind", NEW."learned_by", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."value"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_db1d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "strategy_policyversionevent" ("created_at", "created_by_id", "creditor_id", "id", "key", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "text", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."creditor_id", NEW."id", NEW."key", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."published_at", NEW."published_by_id", NEW."state", NEW."text", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e5bcc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_membershipevent" ("capacity_minutes", "created_at", "creditor_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."capacity_minutes", NEW."created_at", NEW."creditor_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_e845e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "receivables_holdevent" ("amount", "created_at", "creditor_id", "currency", "customer_id", "id", "lift_note", "lifted_at", "lifted_by", "lifted_date", "note", "open_item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by", "placed_date", "reason", "source", "until_date") VALUES (NEW."amount", NEW."created_at", NEW."creditor_id", NEW."currency", NEW."customer_id", NEW."id", NEW."lift_note", NEW."lifted_at", NEW."lifted_by", NEW."lifted_date", NEW."note", NEW."open_item_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."placed_by", NEW."placed_date", NEW."reason", NEW."source", NEW."until_date"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_ee3bb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "platform_webhookendpointevent" ("created_at", "created_by_name", "creditor_id", "event_names", "id", "is_active", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "secret_version", "url") VALUES (NEW."created_at", NEW."created_by_name", NEW."creditor_id", NEW."event_names", NEW."id", NEW."is_active", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."public_id", NEW."secret_version", NEW."url"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_f412e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "cash_bankstatementevent" ("account_name", "account_number", "bank", "bank_account_id", "booked_amount", "closing_amount", "closing_date", "created_at", "creditor_id", "currency", "delivery_id", "difference_amount", "duplicate_count", "id", "kind", "line_count", "number", "opening_amount", "opening_date", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference", "release_note", "released_by", "sequence", "state", "waiting_reason", "withdrawal_note", "withdrawn_by") VALUES (NEW."account_name", NEW."account_number", NEW."bank", NEW."bank_account_id", NEW."booked_amount", NEW."closing_amount", NEW."closing_date", NEW."created_at", NEW."creditor_id", NEW."currency", NEW."delivery_id", NEW."difference_amount", NEW."duplicate_count", NEW."id", NEW."kind", NEW."line_count", NEW."number", NEW."opening_amount", NEW."opening_date", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."position", NEW."reference", NEW."release_note", NEW."released_by", NEW."sequence", NEW."state", NEW."waiting_reason", NEW."withdrawal_note", NEW."withdrawn_by"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.strategy_keep_published() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
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
CREATE FUNCTION public.work_facts_version(customer bigint) RETURNS text
    LANGUAGE sql STABLE
    AS $$ SELECT md5(concat_ws('|',
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
CREATE FUNCTION public.work_message_leaves() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ DECLARE held work_permit;
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
CREATE FUNCTION public.work_permit_begins_unused() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
  IF NEW.used_at IS NOT NULL OR NEW.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'work_permit: a permit is given before it is used'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.work_permit_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
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
CREATE FUNCTION public.work_tally_come() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
  INSERT INTO work_tally (creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, item_count, minutes, expected_amount) SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, sum(n), sum(m), sum(e) FROM (SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, 1 AS n, minutes::bigint AS m, expected_amount AS e FROM come_item) k GROUP BY creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency;
  RETURN NULL;
END $$;
CREATE FUNCTION public.work_tally_gone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
  INSERT INTO work_tally (creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, item_count, minutes, expected_amount) SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, sum(n), sum(m), sum(e) FROM (SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, -1 AS n, -minutes::bigint AS m, -expected_amount AS e FROM gone_item) k GROUP BY creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency;
  RETURN NULL;
END $$;
CREATE FUNCTION public.work_tally_moved() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
  INSERT INTO work_tally (creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, item_count, minutes, expected_amount) SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, sum(n), sum(m), sum(e) FROM (SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, -1 AS n, -minutes::bigint AS m, -expected_amount AS e FROM gone_item UNION ALL SELECT creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency, 1 AS n, minutes::bigint AS m, expected_amount AS e FROM come_item) k
  GROUP BY creditor_id, run_id, owner_id, queue, state, action, is_new, is_beyond_today, currency HAVING sum(n) <> 0 OR sum(m) <> 0 OR sum(e) <> 0;
  RETURN NULL;
END $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_allocation (
    id bigint NOT NULL,
    method character varying(20) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    item_amount numeric(18,4) NOT NULL,
    item_currency character varying(3) NOT NULL,
    rate numeric(18,10),
    discount_amount numeric(18,4) NOT NULL,
    tolerance_amount numeric(18,4) NOT NULL,
    fee_amount numeric(18,4) NOT NULL,
    withholding_amount numeric(18,4) NOT NULL,
    deduction_amount numeric(18,4) NOT NULL,
    deduction_code character varying(20) NOT NULL,
    effective_date date NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(200) NOT NULL,
    reason character varying(200) NOT NULL,
    posting_key character varying(120) NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    deduction_item_id bigint,
    on_account_item_id bigint NOT NULL,
    open_item_id bigint NOT NULL,
    reverses_id bigint,
    proposal_id bigint,
    receipt_id bigint NOT NULL,
    CONSTRAINT allocation_not_zero CHECK ((NOT (amount = (0)::numeric)))
);
ALTER TABLE ONLY public.cash_allocation FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_allocation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_allocation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_bank_account (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    bank character varying(60) NOT NULL,
    currency character varying(3) NOT NULL,
    ledger_account character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.cash_bank_account FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_bank_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_bank_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_bank_statement (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    number character varying(40) NOT NULL,
    reference character varying(80) NOT NULL,
    currency character varying(3) NOT NULL,
    opening_date date,
    opening_amount numeric(18,4),
    closing_date date,
    closing_amount numeric(18,4),
    difference_amount numeric(18,4),
    release_note text NOT NULL,
    released_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bank_account_id bigint,
    creditor_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    account_name character varying(120) NOT NULL,
    account_number character varying(60) NOT NULL,
    bank character varying(60) NOT NULL,
    booked_amount numeric(18,4) NOT NULL,
    duplicate_count integer NOT NULL,
    line_count integer NOT NULL,
    "position" integer NOT NULL,
    waiting_reason character varying(40) NOT NULL,
    withdrawal_note text NOT NULL,
    withdrawn_by character varying(200) NOT NULL,
    CONSTRAINT cash_bank_statement_duplicate_count_check CHECK ((duplicate_count >= 0)),
    CONSTRAINT cash_bank_statement_line_count_check CHECK ((line_count >= 0)),
    CONSTRAINT cash_bank_statement_position_check CHECK (("position" >= 0)),
    CONSTRAINT cash_bank_statement_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.cash_bank_statement FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_bank_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_bank_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_bankaccountevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    bank character varying(60) NOT NULL,
    currency character varying(3) NOT NULL,
    ledger_account character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.cash_bankaccountevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_bankaccountevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_bankaccountevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_bankstatementevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    sequence integer NOT NULL,
    "position" integer NOT NULL,
    account_number character varying(60) NOT NULL,
    account_name character varying(120) NOT NULL,
    bank character varying(60) NOT NULL,
    waiting_reason character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    number character varying(40) NOT NULL,
    reference character varying(80) NOT NULL,
    currency character varying(3) NOT NULL,
    opening_date date,
    opening_amount numeric(18,4),
    closing_date date,
    closing_amount numeric(18,4),
    difference_amount numeric(18,4),
    booked_amount numeric(18,4) NOT NULL,
    line_count integer NOT NULL,
    duplicate_count integer NOT NULL,
    release_note text NOT NULL,
    released_by character varying(200) NOT NULL,
    withdrawal_note text NOT NULL,
    withdrawn_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bank_account_id bigint,
    creditor_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT cash_bankstatementevent_duplicate_count_check CHECK ((duplicate_count >= 0)),
    CONSTRAINT cash_bankstatementevent_line_count_check CHECK ((line_count >= 0)),
    CONSTRAINT cash_bankstatementevent_position_check CHECK (("position" >= 0)),
    CONSTRAINT cash_bankstatementevent_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.cash_bankstatementevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_bankstatementevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_bankstatementevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_confirmed_line (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    creditor_id bigint NOT NULL,
    line_id bigint NOT NULL,
    statement_id bigint NOT NULL,
    CONSTRAINT cash_confirmed_line_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.cash_confirmed_line FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_confirmed_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_confirmed_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_matching_rules (
    id bigint NOT NULL,
    version integer NOT NULL,
    document jsonb NOT NULL,
    is_live boolean NOT NULL,
    note text NOT NULL,
    saved_by character varying(200) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    CONSTRAINT cash_matching_rules_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.cash_matching_rules FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_matching_rules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_matching_rules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_matchingrulesevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    version integer NOT NULL,
    document jsonb NOT NULL,
    is_live boolean NOT NULL,
    note text NOT NULL,
    saved_by character varying(200) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT cash_matchingrulesevent_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.cash_matchingrulesevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_matchingrulesevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_matchingrulesevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_payer_alias (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    value character varying(300) NOT NULL,
    seen_count integer NOT NULL,
    is_confirmed boolean NOT NULL,
    learned_by character varying(200) NOT NULL,
    last_seen_date date,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    CONSTRAINT cash_payer_alias_seen_count_check CHECK ((seen_count >= 0))
);
ALTER TABLE ONLY public.cash_payer_alias FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_payer_alias ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_payer_alias_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_payeraliasevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    value character varying(300) NOT NULL,
    is_confirmed boolean NOT NULL,
    learned_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.cash_payeraliasevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_payeraliasevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_payeraliasevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_posting_review (
    id bigint NOT NULL,
    verdict character varying(10) NOT NULL,
    note character varying(200) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(200) NOT NULL,
    allocation_id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    receipt_id bigint NOT NULL
);
ALTER TABLE ONLY public.cash_posting_review FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_posting_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_posting_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_proposal (
    id bigint NOT NULL,
    rank integer NOT NULL,
    score numeric(5,4) NOT NULL,
    verdict character varying(10) NOT NULL,
    items jsonb NOT NULL,
    residual_amount numeric(18,4) NOT NULL,
    residual_kind character varying(20) NOT NULL,
    arithmetic jsonb NOT NULL,
    reasons jsonb NOT NULL,
    solution_count integer NOT NULL,
    is_current boolean NOT NULL,
    proposed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    rules_id bigint,
    run_id bigint,
    receipt_id bigint NOT NULL,
    CONSTRAINT cash_proposal_rank_check CHECK ((rank >= 0)),
    CONSTRAINT cash_proposal_solution_count_check CHECK ((solution_count >= 0))
);
ALTER TABLE ONLY public.cash_proposal FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_receipt (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    state character varying(20) NOT NULL,
    method character varying(20) NOT NULL,
    booking_date date NOT NULL,
    value_date date NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    suspense_amount numeric(18,4) NOT NULL,
    on_account_amount numeric(18,4) NOT NULL,
    applied_amount numeric(18,4) NOT NULL,
    refunded_amount numeric(18,4) NOT NULL,
    returned_amount numeric(18,4) NOT NULL,
    payer_name character varying(300) NOT NULL,
    payer_account character varying(60) NOT NULL,
    reference character varying(140) NOT NULL,
    text text NOT NULL,
    details jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    bank_account_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    statement_line_id bigint,
    CONSTRAINT cash_receipt_version_check CHECK ((version >= 0)),
    CONSTRAINT receipt_above_zero CHECK ((amount > (0)::numeric)),
    CONSTRAINT receipt_places_not_negative CHECK (((applied_amount >= (0)::numeric) AND (on_account_amount >= (0)::numeric) AND (refunded_amount >= (0)::numeric) AND (returned_amount >= (0)::numeric) AND (suspense_amount >= (0)::numeric))),
    CONSTRAINT receipt_places_sum CHECK ((amount = ((((suspense_amount + on_account_amount) + applied_amount) + refunded_amount) + returned_amount)))
);
ALTER TABLE ONLY public.cash_receipt FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_receipt_movement (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    from_place character varying(20) NOT NULL,
    to_place character varying(20) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    effective_date date NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(200) NOT NULL,
    reason character varying(200) NOT NULL,
    posting_key character varying(120) NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    on_account_item_id bigint,
    receipt_id bigint NOT NULL,
    reverses_id bigint,
    CONSTRAINT receipt_movement_above_zero CHECK ((amount > (0)::numeric))
);
ALTER TABLE ONLY public.cash_receipt_movement FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_receipt_movement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_receipt_movement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_refund (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    reason character varying(200) NOT NULL,
    pay_to character varying(200) NOT NULL,
    requested_by_id bigint,
    requested_by character varying(200) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    checked_by_id bigint,
    checked_by character varying(200) NOT NULL,
    checked_at timestamp with time zone,
    check_note character varying(200) NOT NULL,
    paid_date date,
    payment_reference character varying(80) NOT NULL,
    posting_key character varying(120) NOT NULL,
    credit_item_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    receipt_id bigint,
    CONSTRAINT refund_above_zero CHECK ((amount > (0)::numeric))
);
ALTER TABLE ONLY public.cash_refund FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_refundevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    reason character varying(200) NOT NULL,
    pay_to character varying(200) NOT NULL,
    requested_by_id bigint,
    requested_by character varying(200) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    checked_by_id bigint,
    checked_by character varying(200) NOT NULL,
    checked_at timestamp with time zone,
    check_note character varying(200) NOT NULL,
    paid_date date,
    payment_reference character varying(80) NOT NULL,
    posting_key character varying(120) NOT NULL,
    credit_item_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    receipt_id bigint
);
ALTER TABLE ONLY public.cash_refundevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_refundevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_refundevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_remittance (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    payer character varying(300) NOT NULL,
    payer_number character varying(80) NOT NULL,
    payer_account character varying(60) NOT NULL,
    number character varying(80) NOT NULL,
    trace character varying(80) NOT NULL,
    method character varying(20) NOT NULL,
    payment_date date,
    currency character varying(3) NOT NULL,
    amount numeric(18,4),
    difference_amount numeric(18,4),
    adjustments jsonb NOT NULL,
    text text NOT NULL,
    recorded_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    delivery_id bigint,
    receipt_id bigint,
    is_withdrawn boolean NOT NULL,
    linked_by character varying(200) NOT NULL,
    natural_key character varying(64) NOT NULL,
    reasons jsonb NOT NULL,
    CONSTRAINT cash_remittance_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.cash_remittance FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_remittance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_remittance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_remittance_line (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    number character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    gross_amount numeric(18,4),
    discount_amount numeric(18,4),
    paid_amount numeric(18,4),
    document_date date,
    adjustments jsonb NOT NULL,
    creditor_id bigint NOT NULL,
    remittance_id bigint NOT NULL,
    CONSTRAINT cash_remittance_line_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.cash_remittance_line FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_remittance_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_remittance_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_returned_line (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    reasons jsonb NOT NULL,
    note character varying(200) NOT NULL,
    settled_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    line_id bigint NOT NULL,
    receipt_id bigint
);
ALTER TABLE ONLY public.cash_returned_line FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_returned_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_returned_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_returnedlineevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    reasons jsonb NOT NULL,
    note character varying(200) NOT NULL,
    settled_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    line_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    receipt_id bigint
);
ALTER TABLE ONLY public.cash_returnedlineevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_returnedlineevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_returnedlineevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cash_statement_line (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    natural_key character varying(64) NOT NULL,
    occurrence integer NOT NULL,
    booking_date date NOT NULL,
    value_date date NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    kind character varying(20) NOT NULL,
    reference character varying(140) NOT NULL,
    end_to_end_id character varying(140) NOT NULL,
    payer character varying(300) NOT NULL,
    payer_account character varying(60) NOT NULL,
    payer_bank character varying(60) NOT NULL,
    text text NOT NULL,
    check_number character varying(40) NOT NULL,
    creditor_reference character varying(60) NOT NULL,
    bank_code character varying(40) NOT NULL,
    return_code character varying(20) NOT NULL,
    is_reversal boolean NOT NULL,
    is_pending boolean NOT NULL,
    batch character varying(80) NOT NULL,
    details jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    bank_account_id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    statement_id bigint NOT NULL,
    CONSTRAINT cash_statement_line_occurrence_check CHECK ((occurrence >= 0)),
    CONSTRAINT cash_statement_line_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT statement_line_not_zero CHECK ((NOT (amount = (0)::numeric)))
);
ALTER TABLE ONLY public.cash_statement_line FORCE ROW LEVEL SECURITY;
ALTER TABLE public.cash_statement_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cash_statement_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.compliance_law_document (
    id bigint NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    note text NOT NULL,
    published_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT compliance_law_document_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.compliance_law_document FORCE ROW LEVEL SECURITY;
ALTER TABLE public.compliance_law_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compliance_law_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.exchange_delivery (
    id bigint NOT NULL,
    source character varying(80) NOT NULL,
    file_name character varying(200) NOT NULL,
    format character varying(40) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size_bytes bigint NOT NULL,
    mode character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    profile jsonb NOT NULL,
    layout jsonb NOT NULL,
    counts jsonb NOT NULL,
    received_by character varying(200) NOT NULL,
    received_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    posted_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    CONSTRAINT delivery_size_not_negative CHECK ((size_bytes >= 0))
);
ALTER TABLE ONLY public.exchange_delivery FORCE ROW LEVEL SECURITY;
CREATE TABLE public.exchange_delivery_chunk (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    content bytea NOT NULL,
    creditor_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    CONSTRAINT exchange_delivery_chunk_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.exchange_delivery_chunk FORCE ROW LEVEL SECURITY;
ALTER TABLE public.exchange_delivery_chunk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_delivery_chunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.exchange_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_delivery_problem (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    code character varying(120) NOT NULL,
    text text NOT NULL,
    facts jsonb NOT NULL,
    sheet character varying(120) NOT NULL,
    "row" integer,
    "column" character varying(200) NOT NULL,
    cells jsonb,
    creditor_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    CONSTRAINT exchange_delivery_problem_row_check CHECK (("row" >= 0)),
    CONSTRAINT exchange_delivery_problem_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.exchange_delivery_problem FORCE ROW LEVEL SECURITY;
ALTER TABLE public.exchange_delivery_problem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_delivery_problem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_mapping_profile (
    id bigint NOT NULL,
    format character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    document jsonb NOT NULL,
    saved_by character varying(200) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.exchange_mapping_profile FORCE ROW LEVEL SECURITY;
ALTER TABLE public.exchange_mapping_profile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_mapping_profile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_mappingprofileevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    format character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    document jsonb NOT NULL,
    saved_by character varying(200) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.exchange_mappingprofileevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.exchange_mappingprofileevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_mappingprofileevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exposure_bucket_set (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    basis character varying(10) NOT NULL,
    edges jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.exposure_bucket_set FORCE ROW LEVEL SECURITY;
ALTER TABLE public.exposure_bucket_set ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exposure_bucket_set_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exposure_bucketsetevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    basis character varying(10) NOT NULL,
    edges jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.exposure_bucketsetevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.exposure_bucketsetevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exposure_bucketsetevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_dispute (
    id bigint NOT NULL,
    state character varying(20) NOT NULL,
    reason_code character varying(20) NOT NULL,
    raw_code character varying(20) NOT NULL,
    channel character varying(20) NOT NULL,
    source character varying(20) NOT NULL,
    received_date date NOT NULL,
    clock_date date NOT NULL,
    currency character varying(3) NOT NULL,
    original_amount numeric(18,4) NOT NULL,
    disputed_amount numeric(18,4) NOT NULL,
    paid_amount numeric(18,4) NOT NULL,
    credited_amount numeric(18,4) NOT NULL,
    written_off_amount numeric(18,4) NOT NULL,
    upheld_amount numeric(18,4) NOT NULL,
    entry_seen bigint NOT NULL,
    customer_position text NOT NULL,
    our_position text NOT NULL,
    owner_department character varying(20) NOT NULL,
    owner_name character varying(200) NOT NULL,
    assigned_date date,
    asked_customer_date date,
    reminder_count integer NOT NULL,
    escalation_level integer NOT NULL,
    decision character varying(20) NOT NULL,
    resolution character varying(20) NOT NULL,
    decided_credit_amount numeric(18,4),
    decided_date date,
    root_cause character varying(60) NOT NULL,
    closed_date date,
    opened_by character varying(200) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    activity_id bigint,
    contact_person_id bigint,
    credit_item_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    hold_id bigint,
    open_item_id bigint NOT NULL,
    owner_id bigint,
    CONSTRAINT dispute_adds_up CHECK ((original_amount = ((((disputed_amount + paid_amount) + credited_amount) + written_off_amount) + upheld_amount))),
    CONSTRAINT dispute_closed_with_cause CHECK (((NOT ((state)::text = 'closed'::text)) OR (NOT ((root_cause)::text = ''::text)))),
    CONSTRAINT dispute_not_negative CHECK (((credited_amount >= (0)::numeric) AND (disputed_amount >= (0)::numeric) AND (original_amount > (0)::numeric) AND (paid_amount >= (0)::numeric) AND (upheld_amount >= (0)::numeric) AND (written_off_amount >= (0)::numeric))),
    CONSTRAINT outcomes_dispute_escalation_level_check CHECK ((escalation_level >= 0)),
    CONSTRAINT outcomes_dispute_reminder_count_check CHECK ((reminder_count >= 0))
);
ALTER TABLE ONLY public.outcomes_dispute FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_dispute_step (
    id bigint NOT NULL,
    event character varying(20) NOT NULL,
    from_state character varying(20) NOT NULL,
    to_state character varying(20) NOT NULL,
    note text NOT NULL,
    facts jsonb NOT NULL,
    done_by_id bigint,
    done_by character varying(200) NOT NULL,
    done_date date NOT NULL,
    done_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    dispute_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_dispute_step FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_dispute_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_dispute_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_evidence (
    id bigint NOT NULL,
    value_date date NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    is_late boolean NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    open_item_id bigint,
    receipt_id bigint,
    plan_installment_id bigint,
    promise_installment_id bigint,
    CONSTRAINT evidence_above_zero CHECK ((amount > (0)::numeric)),
    CONSTRAINT evidence_of_one CHECK ((((promise_installment_id IS NULL) OR (plan_installment_id IS NULL)) AND (1 = (
CASE
    WHEN (promise_installment_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (plan_installment_id IS NULL) THEN 1
    ELSE 0
END))))
);
ALTER TABLE ONLY public.outcomes_evidence FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_owner_link (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    email character varying(254) NOT NULL,
    question text NOT NULL,
    made_by character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    seen_at timestamp with time zone,
    answered_at timestamp with time zone,
    answer character varying(10) NOT NULL,
    answer_count integer NOT NULL,
    window_at timestamp with time zone,
    window_count integer NOT NULL,
    creditor_id bigint NOT NULL,
    dispute_id bigint NOT NULL,
    CONSTRAINT outcomes_owner_link_answer_count_check CHECK ((answer_count >= 0)),
    CONSTRAINT outcomes_owner_link_window_count_check CHECK ((window_count >= 0))
);
ALTER TABLE ONLY public.outcomes_owner_link FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_owner_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_owner_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_plan (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    currency character varying(3) NOT NULL,
    principal_amount numeric(18,4) NOT NULL,
    down_payment_amount numeric(18,4) NOT NULL,
    interest_amount numeric(18,4) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    tolerance_amount numeric(18,4) NOT NULL,
    rate_percent numeric(7,4) NOT NULL,
    frequency character varying(12) NOT NULL,
    first_date date NOT NULL,
    last_date date NOT NULL,
    grace_days smallint NOT NULL,
    cure_days smallint NOT NULL,
    has_acceleration boolean NOT NULL,
    disposable_amount numeric(18,4),
    conditions text NOT NULL,
    note text NOT NULL,
    proposed_by_id bigint,
    proposed_by character varying(200) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    proposed_date date NOT NULL,
    offer_until_date date,
    offered_by character varying(200) NOT NULL,
    accepted_at timestamp with time zone,
    accepted_date date,
    accepted_by character varying(200) NOT NULL,
    acceptance character varying(200) NOT NULL,
    missed_date date,
    missed_count smallint NOT NULL,
    defaulted_date date,
    suspended_date date,
    reinstated_count smallint NOT NULL,
    ended_date date,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    replaces_id bigint,
    CONSTRAINT outcomes_plan_cure_days_check CHECK ((cure_days >= 0)),
    CONSTRAINT outcomes_plan_grace_days_check CHECK ((grace_days >= 0)),
    CONSTRAINT outcomes_plan_missed_count_check CHECK ((missed_count >= 0)),
    CONSTRAINT outcomes_plan_reinstated_count_check CHECK ((reinstated_count >= 0)),
    CONSTRAINT plan_above_zero CHECK ((principal_amount > (0)::numeric))
);
ALTER TABLE ONLY public.outcomes_plan FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_plan_installment (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    due_date date NOT NULL,
    cutoff_date date NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    principal_amount numeric(18,4) NOT NULL,
    interest_amount numeric(18,4) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    missed_date date,
    creditor_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT outcomes_plan_installment_position_check CHECK (("position" >= 0)),
    CONSTRAINT plan_installment_parts CHECK ((amount = (principal_amount + interest_amount)))
);
ALTER TABLE ONLY public.outcomes_plan_installment FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_plan_installment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_plan_installment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_plan_item (
    id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    hold_id bigint,
    open_item_id bigint NOT NULL,
    plan_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_plan_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_plan_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_plan_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_plan_transition (
    id bigint NOT NULL,
    event character varying(12) NOT NULL,
    from_state character varying(12) NOT NULL,
    to_state character varying(12) NOT NULL,
    effective_date date NOT NULL,
    currency character varying(3) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    done_by character varying(200) NOT NULL,
    note character varying(300) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    plan_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_plan_transition FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_plan_transition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_plan_transition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_planevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    currency character varying(3) NOT NULL,
    principal_amount numeric(18,4) NOT NULL,
    down_payment_amount numeric(18,4) NOT NULL,
    interest_amount numeric(18,4) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    tolerance_amount numeric(18,4) NOT NULL,
    rate_percent numeric(7,4) NOT NULL,
    frequency character varying(12) NOT NULL,
    first_date date NOT NULL,
    last_date date NOT NULL,
    grace_days smallint NOT NULL,
    cure_days smallint NOT NULL,
    has_acceleration boolean NOT NULL,
    disposable_amount numeric(18,4),
    conditions text NOT NULL,
    note text NOT NULL,
    proposed_by_id bigint,
    proposed_by character varying(200) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    proposed_date date NOT NULL,
    offer_until_date date,
    offered_by character varying(200) NOT NULL,
    accepted_at timestamp with time zone,
    accepted_date date,
    accepted_by character varying(200) NOT NULL,
    acceptance character varying(200) NOT NULL,
    missed_date date,
    missed_count smallint NOT NULL,
    defaulted_date date,
    suspended_date date,
    reinstated_count smallint NOT NULL,
    ended_date date,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    replaces_id bigint,
    CONSTRAINT outcomes_planevent_cure_days_check CHECK ((cure_days >= 0)),
    CONSTRAINT outcomes_planevent_grace_days_check CHECK ((grace_days >= 0)),
    CONSTRAINT outcomes_planevent_missed_count_check CHECK ((missed_count >= 0)),
    CONSTRAINT outcomes_planevent_reinstated_count_check CHECK ((reinstated_count >= 0))
);
ALTER TABLE ONLY public.outcomes_planevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_planevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_planevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_promise (
    id bigint NOT NULL,
    state character varying(20) NOT NULL,
    status character varying(10) NOT NULL,
    level character varying(10) NOT NULL,
    source character varying(12) NOT NULL,
    method character varying(20) NOT NULL,
    attempt smallint NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    tolerance_amount numeric(18,4) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    late_amount numeric(18,4) NOT NULL,
    promised_date date NOT NULL,
    grace_days smallint NOT NULL,
    cutoff_date date NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    taken_date date NOT NULL,
    taken_by_id bigint,
    taken_by character varying(200) NOT NULL,
    checked_by character varying(200) NOT NULL,
    decided_date date,
    suspended_date date,
    is_kept_in_grace boolean NOT NULL,
    is_late_kept boolean NOT NULL,
    is_reversed boolean NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    activity_id bigint,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    supersedes_id bigint,
    CONSTRAINT outcomes_promise_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT outcomes_promise_grace_days_check CHECK ((grace_days >= 0)),
    CONSTRAINT promise_above_zero CHECK ((amount > (0)::numeric)),
    CONSTRAINT promise_received_within CHECK (((received_amount >= (0)::numeric) AND (received_amount <= amount)))
);
ALTER TABLE ONLY public.outcomes_promise FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_promise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_promise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_promise_installment (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    due_date date NOT NULL,
    cutoff_date date NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    creditor_id bigint NOT NULL,
    promise_id bigint NOT NULL,
    CONSTRAINT outcomes_promise_installment_position_check CHECK (("position" >= 0)),
    CONSTRAINT promise_installment_above_zero CHECK ((amount > (0)::numeric))
);
ALTER TABLE ONLY public.outcomes_promise_installment FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_promise_installment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_promise_installment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_promise_item (
    id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    hold_id bigint,
    open_item_id bigint,
    promise_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_promise_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_promise_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_promise_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_promise_transition (
    id bigint NOT NULL,
    event character varying(12) NOT NULL,
    from_state character varying(20) NOT NULL,
    to_state character varying(20) NOT NULL,
    effective_date date NOT NULL,
    currency character varying(3) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    done_by character varying(200) NOT NULL,
    note character varying(300) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    promise_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_promise_transition FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_promise_transition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_promise_transition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_promiseevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    state character varying(20) NOT NULL,
    status character varying(10) NOT NULL,
    level character varying(10) NOT NULL,
    source character varying(12) NOT NULL,
    method character varying(20) NOT NULL,
    attempt smallint NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    tolerance_amount numeric(18,4) NOT NULL,
    received_amount numeric(18,4) NOT NULL,
    late_amount numeric(18,4) NOT NULL,
    promised_date date NOT NULL,
    grace_days smallint NOT NULL,
    cutoff_date date NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    taken_date date NOT NULL,
    taken_by_id bigint,
    taken_by character varying(200) NOT NULL,
    checked_by character varying(200) NOT NULL,
    decided_date date,
    suspended_date date,
    is_kept_in_grace boolean NOT NULL,
    is_late_kept boolean NOT NULL,
    is_reversed boolean NOT NULL,
    note text NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    activity_id bigint,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    supersedes_id bigint,
    CONSTRAINT outcomes_promiseevent_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT outcomes_promiseevent_grace_days_check CHECK ((grace_days >= 0))
);
ALTER TABLE ONLY public.outcomes_promiseevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_promiseevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_promiseevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_proof (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    file_name character varying(120) NOT NULL,
    media_type character varying(100) NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    note character varying(500) NOT NULL,
    added_by character varying(200) NOT NULL,
    added_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    dispute_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_proof FORCE ROW LEVEL SECURITY;
CREATE TABLE public.outcomes_proof_file (
    id bigint NOT NULL,
    content bytea NOT NULL,
    creditor_id bigint NOT NULL,
    proof_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_proof_file FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_proof_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_proof_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.outcomes_proof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_proof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_write_off (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    base_amount numeric(18,4) NOT NULL,
    recovered_amount numeric(18,4) NOT NULL,
    reason character varying(200) NOT NULL,
    is_forgiven boolean NOT NULL,
    is_split boolean NOT NULL,
    requested_by_id bigint,
    requested_by character varying(200) NOT NULL,
    requested_date date NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    checked_by_id bigint,
    checked_by character varying(200) NOT NULL,
    checked_at timestamp with time zone,
    check_note character varying(200) NOT NULL,
    posted_date date,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    entry_id bigint,
    open_item_id bigint NOT NULL,
    CONSTRAINT write_off_above_zero CHECK ((amount > (0)::numeric)),
    CONSTRAINT write_off_recovered_within CHECK (((recovered_amount >= (0)::numeric) AND (recovered_amount <= amount)))
);
ALTER TABLE ONLY public.outcomes_write_off FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_write_off ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_write_off_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outcomes_writeoffevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    base_amount numeric(18,4) NOT NULL,
    recovered_amount numeric(18,4) NOT NULL,
    reason character varying(200) NOT NULL,
    is_forgiven boolean NOT NULL,
    is_split boolean NOT NULL,
    requested_by_id bigint,
    requested_by character varying(200) NOT NULL,
    requested_date date NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    checked_by_id bigint,
    checked_by character varying(200) NOT NULL,
    checked_at timestamp with time zone,
    check_note character varying(200) NOT NULL,
    posted_date date,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    entry_id bigint,
    open_item_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.outcomes_writeoffevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_writeoffevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcomes_writeoffevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_contact_notice (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    channel character varying(10) NOT NULL,
    purpose character varying(20) NOT NULL,
    address character varying(254) NOT NULL,
    weekdays character varying(7) NOT NULL,
    from_time time without time zone,
    until_time time without time zone,
    place character varying(60) NOT NULL,
    value character varying(200) NOT NULL,
    until_date date,
    note text NOT NULL,
    source character varying(20) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    recorded_by_name character varying(200) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    recorded_by_id bigint,
    withdraws_id bigint
);
ALTER TABLE ONLY public.parties_contact_notice FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_contact_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_contact_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_contact_person (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    role character varying(30) NOT NULL,
    phone character varying(20) NOT NULL,
    email character varying(254) NOT NULL,
    preferred_channel character varying(10) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(64) NOT NULL,
    is_primary boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.parties_contact_person FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_contact_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_contact_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_contactpersonevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    role character varying(30) NOT NULL,
    phone character varying(20) NOT NULL,
    email character varying(254) NOT NULL,
    preferred_channel character varying(10) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(64) NOT NULL,
    is_primary boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.parties_contactpersonevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_contactpersonevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_contactpersonevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_customer (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    name character varying(300) NOT NULL,
    other_name character varying(300) NOT NULL,
    kind character varying(10) NOT NULL,
    queue character varying(40) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(64) NOT NULL,
    country character varying(2) NOT NULL,
    terms_code character varying(40) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    owner_id bigint,
    parent_id bigint,
    city character varying(100) DEFAULT ''::character varying NOT NULL,
    postal_code character varying(20) DEFAULT ''::character varying NOT NULL,
    subdivision character varying(10) DEFAULT ''::character varying NOT NULL
);
ALTER TABLE ONLY public.parties_customer FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_customerevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    name character varying(300) NOT NULL,
    other_name character varying(300) NOT NULL,
    kind character varying(10) NOT NULL,
    queue character varying(40) NOT NULL,
    language character varying(20) NOT NULL,
    time_zone character varying(64) NOT NULL,
    country character varying(2) NOT NULL,
    terms_code character varying(40) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    owner_id bigint,
    parent_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    city character varying(100) DEFAULT ''::character varying NOT NULL,
    postal_code character varying(20) DEFAULT ''::character varying NOT NULL,
    subdivision character varying(10) DEFAULT ''::character varying NOT NULL
);
ALTER TABLE ONLY public.parties_customerevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_customerevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_customerevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_identifier (
    id bigint NOT NULL,
    scheme character varying(30) NOT NULL,
    value character varying(80) NOT NULL,
    valid_from_date date NOT NULL,
    valid_to_date date,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE ONLY public.parties_identifier FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_identifier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_identifier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_identifierevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    scheme character varying(30) NOT NULL,
    value character varying(80) NOT NULL,
    valid_from_date date NOT NULL,
    valid_to_date date,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.parties_identifierevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.parties_identifierevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_identifierevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);
CREATE TABLE public.platform_api_token (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    shown_part character varying(20) NOT NULL,
    digest character varying(64) NOT NULL,
    scopes character varying(40)[] NOT NULL,
    rate_per_minute integer NOT NULL,
    created_by_name character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    window_at timestamp with time zone,
    window_count integer NOT NULL,
    creditor_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT platform_api_token_rate_per_minute_check CHECK ((rate_per_minute >= 0)),
    CONSTRAINT platform_api_token_window_count_check CHECK ((window_count >= 0))
);
ALTER TABLE ONLY public.platform_api_token FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_api_token ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_api_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_apitokenevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    shown_part character varying(20) NOT NULL,
    scopes character varying(40)[] NOT NULL,
    rate_per_minute integer NOT NULL,
    created_by_name character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT platform_apitokenevent_rate_per_minute_check CHECK ((rate_per_minute >= 0))
);
ALTER TABLE ONLY public.platform_apitokenevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_apitokenevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_apitokenevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE TABLE public.platform_creditor (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    legal_name character varying(200) NOT NULL,
    base_currency character varying(3) NOT NULL,
    country character varying(2) NOT NULL,
    subdivision character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    locale character varying(20) NOT NULL,
    language character varying(20) NOT NULL,
    daily_run_at time without time zone NOT NULL,
    daily_run_on boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT creditor_currency_code CHECK (((base_currency)::text ~ '^[A-Z]{3}$'::text))
);
ALTER TABLE ONLY public.platform_creditor FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_creditor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_creditor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_creditorevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    legal_name character varying(200) NOT NULL,
    base_currency character varying(3) NOT NULL,
    country character varying(2) NOT NULL,
    subdivision character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    locale character varying(20) NOT NULL,
    language character varying(20) NOT NULL,
    daily_run_at time without time zone NOT NULL,
    daily_run_on boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.platform_creditorevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_creditorevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_creditorevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_idempotency_key (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    request_digest character varying(64) NOT NULL,
    status smallint,
    answer text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    token_id bigint NOT NULL,
    CONSTRAINT platform_idempotency_key_status_check CHECK ((status >= 0))
);
ALTER TABLE ONLY public.platform_idempotency_key FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_idempotency_key ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_idempotency_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_membership (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    capacity_minutes integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT platform_membership_capacity_minutes_check CHECK ((capacity_minutes >= 0))
);
ALTER TABLE ONLY public.platform_membership FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_membershipevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    capacity_minutes integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT platform_membershipevent_capacity_minutes_check CHECK ((capacity_minutes >= 0))
);
ALTER TABLE ONLY public.platform_membershipevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_membershipevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_membershipevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_outbox_event (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    payload jsonb NOT NULL,
    emitted_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    attempt_count integer NOT NULL,
    failure text NOT NULL,
    creditor_id bigint NOT NULL,
    CONSTRAINT platform_outbox_event_attempt_count_check CHECK ((attempt_count >= 0))
);
ALTER TABLE ONLY public.platform_outbox_event FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_outbox_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_outbox_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_run (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    as_of_date date NOT NULL,
    engine character varying(20) NOT NULL,
    state character varying(10) NOT NULL,
    steps jsonb NOT NULL,
    counts jsonb NOT NULL,
    sums jsonb NOT NULL,
    versions jsonb NOT NULL,
    decisions_hash character varying(64) NOT NULL,
    failure text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    recorded_through_at timestamp with time zone,
    finished_at timestamp with time zone,
    published_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    started_by_id bigint
);
ALTER TABLE ONLY public.platform_run FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    full_name character varying(200) NOT NULL,
    language character varying(20) NOT NULL,
    theme character varying(10) NOT NULL,
    density character varying(12) NOT NULL,
    single_keys boolean NOT NULL,
    is_operator boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE public.platform_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_userevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    full_name character varying(200) NOT NULL,
    language character varying(20) NOT NULL,
    theme character varying(10) NOT NULL,
    density character varying(12) NOT NULL,
    single_keys boolean NOT NULL,
    is_operator boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.platform_userevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_userevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_webhook_delivery (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempt_count integer NOT NULL,
    total_attempt_count integer NOT NULL,
    attempts jsonb NOT NULL,
    next_attempt_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    event_id bigint NOT NULL,
    endpoint_id bigint NOT NULL,
    CONSTRAINT platform_webhook_delivery_attempt_count_check CHECK ((attempt_count >= 0)),
    CONSTRAINT platform_webhook_delivery_total_attempt_count_check CHECK ((total_attempt_count >= 0))
);
ALTER TABLE ONLY public.platform_webhook_delivery FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_webhook_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_webhook_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_webhook_endpoint (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    url character varying(500) NOT NULL,
    note character varying(200) NOT NULL,
    event_names character varying(80)[] NOT NULL,
    secret_version integer NOT NULL,
    is_active boolean NOT NULL,
    created_by_name character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    CONSTRAINT platform_webhook_endpoint_secret_version_check CHECK ((secret_version >= 0))
);
ALTER TABLE ONLY public.platform_webhook_endpoint FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_webhook_endpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_webhook_endpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.platform_webhookendpointevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    url character varying(500) NOT NULL,
    note character varying(200) NOT NULL,
    event_names character varying(80)[] NOT NULL,
    secret_version integer NOT NULL,
    is_active boolean NOT NULL,
    created_by_name character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT platform_webhookendpointevent_secret_version_check CHECK ((secret_version >= 0))
);
ALTER TABLE ONLY public.platform_webhookendpointevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.platform_webhookendpointevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.platform_webhookendpointevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_due_part (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    due_date date NOT NULL,
    amount numeric(18,4) NOT NULL,
    creditor_id bigint NOT NULL,
    open_item_id bigint NOT NULL,
    CONSTRAINT receivables_due_part_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.receivables_due_part FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_due_part ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_due_part_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_entry (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    effective_date date NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    reason character varying(200) NOT NULL,
    posting_key character varying(120) NOT NULL,
    realized_fx_amount numeric(18,4),
    recorded_by character varying(200) NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    delivery_id bigint,
    reverses_id bigint,
    open_item_id bigint NOT NULL
);
ALTER TABLE ONLY public.receivables_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_exchange_rate (
    id bigint NOT NULL,
    currency character varying(3) NOT NULL,
    rate_date date NOT NULL,
    rate numeric(18,10) NOT NULL,
    source character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    CONSTRAINT rate_above_zero CHECK ((rate > (0)::numeric))
);
ALTER TABLE ONLY public.receivables_exchange_rate FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_exchange_rate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_exchange_rate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_hold (
    id bigint NOT NULL,
    reason character varying(30) NOT NULL,
    amount numeric(18,4),
    currency character varying(3) NOT NULL,
    placed_date date NOT NULL,
    until_date date,
    lifted_date date,
    note text NOT NULL,
    source character varying(40) NOT NULL,
    placed_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    open_item_id bigint,
    lift_note text DEFAULT ''::text NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by character varying(200) DEFAULT ''::character varying NOT NULL
);
ALTER TABLE ONLY public.receivables_hold FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_holdevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    reason character varying(30) NOT NULL,
    amount numeric(18,4),
    currency character varying(3) NOT NULL,
    placed_date date NOT NULL,
    until_date date,
    lifted_date date,
    note text NOT NULL,
    source character varying(40) NOT NULL,
    placed_by character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    open_item_id bigint,
    lift_note text DEFAULT ''::text NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by character varying(200) DEFAULT ''::character varying NOT NULL
);
ALTER TABLE ONLY public.receivables_holdevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_holdevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_holdevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_journal_batch (
    id bigint NOT NULL,
    number integer NOT NULL,
    journal_date date NOT NULL,
    base_currency character varying(3) NOT NULL,
    templates_version integer NOT NULL,
    fact_count integer NOT NULL,
    line_count integer NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(200) NOT NULL,
    creditor_id bigint NOT NULL,
    CONSTRAINT receivables_journal_batch_fact_count_check CHECK ((fact_count >= 0)),
    CONSTRAINT receivables_journal_batch_line_count_check CHECK ((line_count >= 0)),
    CONSTRAINT receivables_journal_batch_number_check CHECK ((number >= 0)),
    CONSTRAINT receivables_journal_batch_templates_version_check CHECK ((templates_version >= 0))
);
ALTER TABLE ONLY public.receivables_journal_batch FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_journal_batch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_journal_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_journal_fact (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    fact_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.receivables_journal_fact FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_journal_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_journal_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_journal_line (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    posting_key character varying(140) NOT NULL,
    account character varying(40) NOT NULL,
    account_number character varying(40) NOT NULL,
    effective_date date NOT NULL,
    currency character varying(3) NOT NULL,
    amount numeric(18,4) NOT NULL,
    base_amount numeric(18,4) NOT NULL,
    customer_number character varying(60) NOT NULL,
    item_number character varying(80) NOT NULL,
    text character varying(200) NOT NULL,
    batch_id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    CONSTRAINT receivables_journal_line_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE ONLY public.receivables_journal_line FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_journal_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_journal_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_open_item (
    id bigint NOT NULL,
    item_number character varying(80) NOT NULL,
    kind character varying(20) NOT NULL,
    document_date date NOT NULL,
    posting_date date NOT NULL,
    due_date date NOT NULL,
    currency character varying(3) NOT NULL,
    original_amount numeric(18,4) NOT NULL,
    open_amount numeric(18,4) NOT NULL,
    booking_rate numeric(18,10),
    reference character varying(200) NOT NULL,
    purchase_order character varying(120) NOT NULL,
    terms_code character varying(40) NOT NULL,
    discount_date date,
    discount_amount numeric(18,4),
    settled_date date,
    is_disputed boolean NOT NULL,
    source character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    origin_id bigint,
    reason_code character varying(20) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT open_item_not_zero CHECK ((NOT (original_amount = (0)::numeric)))
);
ALTER TABLE ONLY public.receivables_open_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_open_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_open_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_payment_terms (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    document jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.receivables_payment_terms FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_payment_terms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_payment_terms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_paymenttermsevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    document jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.receivables_paymenttermsevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_paymenttermsevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_paymenttermsevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_period_lock (
    id bigint NOT NULL,
    through_date date,
    is_reopening boolean NOT NULL,
    reason character varying(200) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    recorded_by character varying(200) NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.receivables_period_lock FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_period_lock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_period_lock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_posting_templates (
    id bigint NOT NULL,
    version integer NOT NULL,
    document jsonb NOT NULL,
    is_live boolean NOT NULL,
    note text NOT NULL,
    saved_by character varying(200) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    CONSTRAINT receivables_posting_templates_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.receivables_posting_templates FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_posting_templates ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_posting_templates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.receivables_postingtemplatesevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    version integer NOT NULL,
    document jsonb NOT NULL,
    is_live boolean NOT NULL,
    note text NOT NULL,
    saved_by character varying(200) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT receivables_postingtemplatesevent_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.receivables_postingtemplatesevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.receivables_postingtemplatesevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.receivables_postingtemplatesevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.strategy_decision (
    id bigint NOT NULL,
    segment character varying(40) NOT NULL,
    policy_key character varying(40) NOT NULL,
    policy_version integer NOT NULL,
    step character varying(40) NOT NULL,
    action character varying(10) NOT NULL,
    tone character varying(2) NOT NULL,
    queue character varying(60) NOT NULL,
    minutes integer NOT NULL,
    points integer NOT NULL,
    expected_amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    rank integer,
    floor_due boolean NOT NULL,
    exclusions jsonb NOT NULL,
    factors jsonb NOT NULL,
    facts jsonb NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    owner_id bigint,
    run_id bigint NOT NULL
);
ALTER TABLE ONLY public.strategy_decision FORCE ROW LEVEL SECURITY;
ALTER TABLE public.strategy_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.strategy_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.strategy_policy_version (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    key character varying(40) NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    state character varying(10) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    created_by_id bigint,
    creditor_id bigint NOT NULL,
    published_by_id bigint
);
ALTER TABLE ONLY public.strategy_policy_version FORCE ROW LEVEL SECURITY;
ALTER TABLE public.strategy_policy_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.strategy_policy_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.strategy_policyversionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    key character varying(40) NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    state character varying(10) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    created_by_id bigint,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    published_by_id bigint
);
ALTER TABLE ONLY public.strategy_policyversionevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.strategy_policyversionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.strategy_policyversionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_activity (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    direction character varying(3) NOT NULL,
    reached boolean,
    outcome character varying(20) NOT NULL,
    duration_seconds integer,
    note text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    occurred_date date NOT NULL,
    recorded_by_name character varying(200) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    contact_person_id bigint,
    corrects_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    recorded_by_id bigint,
    deed_id bigint,
    work_item_id bigint,
    permit_reasons jsonb DEFAULT '[]'::jsonb NOT NULL,
    permit_use character varying(10) DEFAULT ''::character varying NOT NULL,
    permit_id bigint,
    CONSTRAINT work_activity_duration_seconds_check CHECK ((duration_seconds >= 0))
);
ALTER TABLE ONLY public.work_activity FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_activity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_activity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_activity_item (
    id bigint NOT NULL,
    activity_id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    open_item_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_activity_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_activity_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_activity_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_case (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    opened_date date NOT NULL,
    closed_date date,
    queue character varying(60) NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    owner_id bigint
);
ALTER TABLE ONLY public.work_case FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_deed (
    id bigint NOT NULL,
    verb character varying(40) NOT NULL,
    done_by_name character varying(200) NOT NULL,
    done_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    idempotency_key character varying(120) NOT NULL,
    creditor_id bigint NOT NULL,
    done_by_id bigint,
    undo_of_id bigint
);
ALTER TABLE ONLY public.work_deed FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_deed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_deed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_item (
    id bigint NOT NULL,
    action character varying(20) NOT NULL,
    step character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    segment character varying(40) NOT NULL,
    queue character varying(60) NOT NULL,
    rank integer NOT NULL,
    points integer NOT NULL,
    minutes integer NOT NULL,
    expected_amount numeric(18,4) NOT NULL,
    open_amount numeric(18,4),
    past_due_amount numeric(18,4),
    currency character varying(3) NOT NULL,
    oldest_days_past_due integer,
    state character varying(10) NOT NULL,
    snoozed_until_date date,
    closed_date date,
    changed_at timestamp with time zone,
    is_beyond_today boolean NOT NULL,
    carried_from_id bigint,
    case_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    decision_id bigint,
    deed_id bigint,
    owner_id bigint,
    run_id bigint,
    is_new boolean DEFAULT false NOT NULL,
    CONSTRAINT work_item_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT work_item_snoozed_until CHECK ((((snoozed_until_date IS NOT NULL) AND ((state)::text = 'snoozed'::text)) OR ((NOT ((state)::text = 'snoozed'::text)) AND (snoozed_until_date IS NULL))))
);
ALTER TABLE ONLY public.work_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_item_transition (
    id bigint NOT NULL,
    event character varying(20) NOT NULL,
    from_state character varying(10) NOT NULL,
    to_state character varying(10) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    reason character varying(300) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    deed_id bigint NOT NULL,
    item_id bigint NOT NULL,
    undo_of_id bigint
);
ALTER TABLE ONLY public.work_item_transition FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_item_transition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_item_transition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_message (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    channel character varying(10) NOT NULL,
    language character varying(20) NOT NULL,
    step character varying(40) NOT NULL,
    tone character varying(2) NOT NULL,
    template_key character varying(60) NOT NULL,
    template_version integer,
    to_name character varying(300) NOT NULL,
    to_address character varying(1000) NOT NULL,
    source_subject character varying(500) NOT NULL,
    source_body text NOT NULL,
    subject character varying(500) NOT NULL,
    body text NOT NULL,
    "values" jsonb NOT NULL,
    with_statement boolean NOT NULL,
    message_id character varying(255) NOT NULL,
    reply_token character varying(12) NOT NULL,
    "references" jsonb NOT NULL,
    state character varying(10) NOT NULL,
    refusal jsonb NOT NULL,
    scheduled_at timestamp with time zone,
    sending_at timestamp with time zone,
    sent_at timestamp with time zone,
    provider_id character varying(255) NOT NULL,
    failure character varying(500) NOT NULL,
    is_permanent boolean NOT NULL,
    drafted_by_name character varying(200) NOT NULL,
    approved_by_name character varying(200) NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    idempotency_key character varying(120) NOT NULL,
    activity_id bigint,
    approved_by_id bigint,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    drafted_by_id bigint,
    work_item_id bigint,
    permit_id bigint,
    CONSTRAINT work_message_template_version_check CHECK ((template_version >= 0))
);
ALTER TABLE ONLY public.work_message FORCE ROW LEVEL SECURITY;
CREATE TABLE public.work_message_document (
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    media_type character varying(100) NOT NULL,
    digest character varying(64) NOT NULL,
    content bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_message_document FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_message_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_message_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.work_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_message_item (
    id bigint NOT NULL,
    open_amount numeric(18,4) NOT NULL,
    currency character varying(3) NOT NULL,
    creditor_id bigint NOT NULL,
    message_id bigint NOT NULL,
    open_item_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_message_item FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_message_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_message_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_message_transition (
    id bigint NOT NULL,
    event character varying(10) NOT NULL,
    from_state character varying(10) NOT NULL,
    to_state character varying(10) NOT NULL,
    note character varying(500) NOT NULL,
    done_by_name character varying(200) NOT NULL,
    done_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    done_by_id bigint,
    message_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_message_transition FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_message_transition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_message_transition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_permit (
    id bigint NOT NULL,
    channel character varying(10) NOT NULL,
    address character varying(254) NOT NULL,
    open_item_ids jsonb NOT NULL,
    remaining jsonb NOT NULL,
    conditions jsonb NOT NULL,
    facts_version character varying(64) NOT NULL,
    law jsonb NOT NULL,
    taken_by_name character varying(200) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    released_at timestamp with time zone,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    taken_by_id bigint,
    CONSTRAINT permit_used_in_time CHECK (((used_at IS NULL) OR ((used_at >= issued_at) AND (used_at <= expires_at)))),
    CONSTRAINT permit_used_or_released CHECK (((used_at IS NULL) OR (released_at IS NULL)))
);
ALTER TABLE ONLY public.work_permit FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_permit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_permit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_publication (
    id bigint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    run_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_publication FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_publication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_reply (
    id bigint NOT NULL,
    found_by character varying(10) NOT NULL,
    mail_id character varying(500) NOT NULL,
    thread character varying(500) NOT NULL,
    sender_name character varying(200) NOT NULL,
    sender_address character varying(320) NOT NULL,
    subject character varying(500) NOT NULL,
    words text NOT NULL,
    language character varying(10) NOT NULL,
    intent character varying(30) NOT NULL,
    guess character varying(30) NOT NULL,
    confidence numeric(4,3) NOT NULL,
    amounts jsonb NOT NULL,
    days jsonb NOT NULL,
    numbers jsonb NOT NULL,
    attachments jsonb NOT NULL,
    is_automatic boolean NOT NULL,
    state character varying(10) NOT NULL,
    confirmed_intent character varying(30) NOT NULL,
    sent_at timestamp with time zone,
    landed_at timestamp with time zone NOT NULL,
    activity_id bigint,
    contact_person_id bigint,
    creditor_id bigint NOT NULL,
    customer_id bigint,
    delivery_id bigint NOT NULL,
    message_id bigint
);
ALTER TABLE ONLY public.work_reply FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_reply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_reply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_reply_transition (
    id bigint NOT NULL,
    event character varying(10) NOT NULL,
    from_state character varying(10) NOT NULL,
    to_state character varying(10) NOT NULL,
    intent character varying(30) NOT NULL,
    note character varying(500) NOT NULL,
    done_by_name character varying(200) NOT NULL,
    done_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    done_by_id bigint,
    reply_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_reply_transition FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_reply_transition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_reply_transition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_saved_view (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    query jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL,
    user_id bigint
);
ALTER TABLE ONLY public.work_saved_view FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_saved_view ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_saved_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_sender (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    document jsonb NOT NULL,
    is_on boolean NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_sender FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_sender ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_sender_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_senderevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    document jsonb NOT NULL,
    is_on boolean NOT NULL,
    creditor_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_senderevent FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_senderevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_senderevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_snooze (
    id bigint NOT NULL,
    placed_date date NOT NULL,
    until_date date NOT NULL,
    placed_by_name character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by_name character varying(200) NOT NULL,
    creditor_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    deed_id bigint NOT NULL,
    placed_by_id bigint
);
ALTER TABLE ONLY public.work_snooze FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_snooze ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_snooze_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_step_autonomy (
    id bigint NOT NULL,
    step character varying(40) NOT NULL,
    level character varying(10) NOT NULL,
    set_by_name character varying(200) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    creditor_id bigint NOT NULL
);
ALTER TABLE ONLY public.work_step_autonomy FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_step_autonomy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_step_autonomy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_tally (
    id bigint NOT NULL,
    queue character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    action character varying(20) NOT NULL,
    is_new boolean NOT NULL,
    is_beyond_today boolean NOT NULL,
    currency character varying(3) NOT NULL,
    item_count integer NOT NULL,
    minutes bigint NOT NULL,
    expected_amount numeric(18,4) NOT NULL,
    creditor_id bigint NOT NULL,
    owner_id bigint,
    run_id bigint
);
ALTER TABLE ONLY public.work_tally FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.work_template_version (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    language character varying(20) NOT NULL,
    version integer NOT NULL,
    text text NOT NULL,
    is_retired boolean NOT NULL,
    note character varying(300) NOT NULL,
    saved_by_name character varying(200) NOT NULL,
    recorded_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    creditor_id bigint NOT NULL,
    saved_by_id bigint,
    CONSTRAINT work_template_version_version_check CHECK ((version >= 0))
);
ALTER TABLE ONLY public.work_template_version FORCE ROW LEVEL SECURITY;
ALTER TABLE public.work_template_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_template_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_activity_item
    ADD CONSTRAINT activity_item_once UNIQUE (activity_id, open_item_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_bank_account
    ADD CONSTRAINT bank_account_number_once UNIQUE (creditor_id, number, currency);
ALTER TABLE ONLY public.cash_bank_statement
    ADD CONSTRAINT bank_statement_once UNIQUE (delivery_id, sequence);
ALTER TABLE ONLY public.exposure_bucket_set
    ADD CONSTRAINT bucket_set_name_once UNIQUE (creditor_id, name);
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_reverses_id_key UNIQUE (reverses_id);
ALTER TABLE ONLY public.cash_bank_account
    ADD CONSTRAINT cash_bank_account_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_bank_statement
    ADD CONSTRAINT cash_bank_statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_bankaccountevent
    ADD CONSTRAINT cash_bankaccountevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_bankstatementevent
    ADD CONSTRAINT cash_bankstatementevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_confirmed_line
    ADD CONSTRAINT cash_confirmed_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_matching_rules
    ADD CONSTRAINT cash_matching_rules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_matchingrulesevent
    ADD CONSTRAINT cash_matchingrulesevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_payer_alias
    ADD CONSTRAINT cash_payer_alias_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_payeraliasevent
    ADD CONSTRAINT cash_payeraliasevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_posting_review
    ADD CONSTRAINT cash_posting_review_allocation_id_key UNIQUE (allocation_id);
ALTER TABLE ONLY public.cash_posting_review
    ADD CONSTRAINT cash_posting_review_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_proposal
    ADD CONSTRAINT cash_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movement_reverses_id_key UNIQUE (reverses_id);
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT cash_receipt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT cash_receipt_statement_line_id_key UNIQUE (statement_line_id);
ALTER TABLE ONLY public.cash_refund
    ADD CONSTRAINT cash_refund_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_refundevent
    ADD CONSTRAINT cash_refundevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_remittance_line
    ADD CONSTRAINT cash_remittance_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_remittance
    ADD CONSTRAINT cash_remittance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_returned_line
    ADD CONSTRAINT cash_returned_line_line_id_key UNIQUE (line_id);
ALTER TABLE ONLY public.cash_returned_line
    ADD CONSTRAINT cash_returned_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_returnedlineevent
    ADD CONSTRAINT cash_returnedlineevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_statement_line
    ADD CONSTRAINT cash_statement_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.compliance_law_document
    ADD CONSTRAINT compliance_law_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cash_confirmed_line
    ADD CONSTRAINT confirmed_line_once UNIQUE (statement_id, line_id);
ALTER TABLE ONLY public.parties_customer
    ADD CONSTRAINT customer_number_once UNIQUE (creditor_id, number);
ALTER TABLE ONLY public.parties_customer
    ADD CONSTRAINT customer_of_creditor UNIQUE (id, creditor_id);
ALTER TABLE ONLY public.strategy_decision
    ADD CONSTRAINT decision_once_per_run UNIQUE (run_id, customer_id);
ALTER TABLE ONLY public.exchange_delivery_chunk
    ADD CONSTRAINT delivery_chunk_once UNIQUE (delivery_id, sequence);
ALTER TABLE ONLY public.exchange_delivery
    ADD CONSTRAINT delivery_once_per_source UNIQUE (creditor_id, source, sha256);
ALTER TABLE ONLY public.exchange_delivery_problem
    ADD CONSTRAINT delivery_problem_once UNIQUE (delivery_id, sequence);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.receivables_due_part
    ADD CONSTRAINT due_part_sequence_once UNIQUE (open_item_id, sequence);
ALTER TABLE ONLY public.exchange_delivery_chunk
    ADD CONSTRAINT exchange_delivery_chunk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_delivery
    ADD CONSTRAINT exchange_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_delivery_problem
    ADD CONSTRAINT exchange_delivery_problem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_mapping_profile
    ADD CONSTRAINT exchange_mapping_profile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_mappingprofileevent
    ADD CONSTRAINT exchange_mappingprofileevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.exposure_bucket_set
    ADD CONSTRAINT exposure_bucket_set_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exposure_bucketsetevent
    ADD CONSTRAINT exposure_bucketsetevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.platform_idempotency_key
    ADD CONSTRAINT idempotency_key_once UNIQUE (token_id, key);
ALTER TABLE ONLY public.parties_identifier
    ADD CONSTRAINT identifier_once_from UNIQUE (creditor_id, scheme, value, valid_from_date);
ALTER TABLE ONLY public.receivables_journal_batch
    ADD CONSTRAINT journal_batch_number_once UNIQUE (creditor_id, number);
ALTER TABLE ONLY public.receivables_journal_fact
    ADD CONSTRAINT journal_fact_once UNIQUE (creditor_id, kind, fact_id);
ALTER TABLE ONLY public.receivables_journal_line
    ADD CONSTRAINT journal_line_once UNIQUE (batch_id, sequence);
ALTER TABLE ONLY public.compliance_law_document
    ADD CONSTRAINT law_document_version_once UNIQUE (creditor_id, version);
ALTER TABLE ONLY public.exchange_mapping_profile
    ADD CONSTRAINT mapping_profile_name_once UNIQUE (creditor_id, format, name);
ALTER TABLE ONLY public.cash_matching_rules
    ADD CONSTRAINT matching_rules_version_once UNIQUE (creditor_id, version);
ALTER TABLE ONLY public.platform_membership
    ADD CONSTRAINT membership_once_per_creditor UNIQUE (creditor_id, user_id);
ALTER TABLE ONLY public.work_message_document
    ADD CONSTRAINT message_document_once UNIQUE (message_id, role, digest);
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT message_id_once UNIQUE (message_id);
ALTER TABLE ONLY public.work_message_item
    ADD CONSTRAINT message_item_once UNIQUE (message_id, open_item_id);
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT message_token_once UNIQUE (creditor_id, reply_token);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_open_item
    ADD CONSTRAINT open_item_number_once UNIQUE (creditor_id, customer_id, kind, item_number);
ALTER TABLE ONLY public.receivables_open_item
    ADD CONSTRAINT open_item_of_customer UNIQUE (customer_id, creditor_id, id);
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_dispute_step
    ADD CONSTRAINT outcomes_dispute_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_owner_link
    ADD CONSTRAINT outcomes_owner_link_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.outcomes_owner_link
    ADD CONSTRAINT outcomes_owner_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_plan_installment
    ADD CONSTRAINT outcomes_plan_installment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT outcomes_plan_item_hold_id_key UNIQUE (hold_id);
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT outcomes_plan_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_plan
    ADD CONSTRAINT outcomes_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_plan
    ADD CONSTRAINT outcomes_plan_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.outcomes_plan_transition
    ADD CONSTRAINT outcomes_plan_transition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_planevent
    ADD CONSTRAINT outcomes_planevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.outcomes_promise_installment
    ADD CONSTRAINT outcomes_promise_installment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT outcomes_promise_item_hold_id_key UNIQUE (hold_id);
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT outcomes_promise_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_supersedes_id_key UNIQUE (supersedes_id);
ALTER TABLE ONLY public.outcomes_promise_transition
    ADD CONSTRAINT outcomes_promise_transition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_promiseevent
    ADD CONSTRAINT outcomes_promiseevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.outcomes_proof_file
    ADD CONSTRAINT outcomes_proof_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_proof_file
    ADD CONSTRAINT outcomes_proof_file_proof_id_key UNIQUE (proof_id);
ALTER TABLE ONLY public.outcomes_proof
    ADD CONSTRAINT outcomes_proof_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_write_off
    ADD CONSTRAINT outcomes_write_off_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_writeoffevent
    ADD CONSTRAINT outcomes_writeoffevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_notice_withdraws_id_key UNIQUE (withdraws_id);
ALTER TABLE ONLY public.parties_contact_person
    ADD CONSTRAINT parties_contact_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_contactpersonevent
    ADD CONSTRAINT parties_contactpersonevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.parties_customer
    ADD CONSTRAINT parties_customer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_customerevent
    ADD CONSTRAINT parties_customerevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.parties_identifier
    ADD CONSTRAINT parties_identifier_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.parties_identifierevent
    ADD CONSTRAINT parties_identifierevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_payer_alias
    ADD CONSTRAINT payer_alias_once UNIQUE (creditor_id, kind, value, customer_id);
ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_plan_installment
    ADD CONSTRAINT plan_installment_once UNIQUE (plan_id, "position");
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT plan_item_once UNIQUE (plan_id, open_item_id);
ALTER TABLE ONLY public.platform_api_token
    ADD CONSTRAINT platform_api_token_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.platform_api_token
    ADD CONSTRAINT platform_api_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_apitokenevent
    ADD CONSTRAINT platform_apitokenevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.platform_cache
    ADD CONSTRAINT platform_cache_pkey PRIMARY KEY (cache_key);
ALTER TABLE ONLY public.platform_creditor
    ADD CONSTRAINT platform_creditor_key_key UNIQUE (key);
ALTER TABLE ONLY public.platform_creditor
    ADD CONSTRAINT platform_creditor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_creditorevent
    ADD CONSTRAINT platform_creditorevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.platform_idempotency_key
    ADD CONSTRAINT platform_idempotency_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_membership
    ADD CONSTRAINT platform_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_membershipevent
    ADD CONSTRAINT platform_membershipevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.platform_outbox_event
    ADD CONSTRAINT platform_outbox_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_run
    ADD CONSTRAINT platform_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_user
    ADD CONSTRAINT platform_user_email_key UNIQUE (email);
ALTER TABLE ONLY public.platform_user
    ADD CONSTRAINT platform_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_userevent
    ADD CONSTRAINT platform_userevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.platform_webhook_delivery
    ADD CONSTRAINT platform_webhook_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_webhook_endpoint
    ADD CONSTRAINT platform_webhook_endpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.platform_webhook_endpoint
    ADD CONSTRAINT platform_webhook_endpoint_public_id_key UNIQUE (public_id);
ALTER TABLE ONLY public.platform_webhookendpointevent
    ADD CONSTRAINT platform_webhookendpointevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.strategy_policy_version
    ADD CONSTRAINT policy_version_once UNIQUE (creditor_id, kind, key, version);
ALTER TABLE ONLY public.receivables_posting_templates
    ADD CONSTRAINT posting_templates_version_once UNIQUE (creditor_id, version);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outcomes_promise_installment
    ADD CONSTRAINT promise_installment_once UNIQUE (promise_id, "position");
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT promise_item_once UNIQUE NULLS NOT DISTINCT (promise_id, open_item_id);
ALTER TABLE ONLY public.receivables_exchange_rate
    ADD CONSTRAINT rate_once_a_day UNIQUE (creditor_id, currency, rate_date);
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT receipt_number_once UNIQUE (creditor_id, number);
ALTER TABLE ONLY public.receivables_due_part
    ADD CONSTRAINT receivables_due_part_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_entry
    ADD CONSTRAINT receivables_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_exchange_rate
    ADD CONSTRAINT receivables_exchange_rate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_hold
    ADD CONSTRAINT receivables_hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_holdevent
    ADD CONSTRAINT receivables_holdevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.receivables_journal_batch
    ADD CONSTRAINT receivables_journal_batch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_journal_fact
    ADD CONSTRAINT receivables_journal_fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_journal_line
    ADD CONSTRAINT receivables_journal_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_open_item
    ADD CONSTRAINT receivables_open_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_payment_terms
    ADD CONSTRAINT receivables_payment_terms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_paymenttermsevent
    ADD CONSTRAINT receivables_paymenttermsevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.receivables_period_lock
    ADD CONSTRAINT receivables_period_lock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_posting_templates
    ADD CONSTRAINT receivables_posting_templates_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.receivables_postingtemplatesevent
    ADD CONSTRAINT receivables_postingtemplatesevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.cash_remittance_line
    ADD CONSTRAINT remittance_line_once UNIQUE (remittance_id, sequence);
ALTER TABLE ONLY public.work_saved_view
    ADD CONSTRAINT saved_view_once UNIQUE NULLS NOT DISTINCT (creditor_id, user_id, name);
ALTER TABLE ONLY public.work_sender
    ADD CONSTRAINT sender_once UNIQUE (creditor_id, kind);
ALTER TABLE ONLY public.cash_statement_line
    ADD CONSTRAINT statement_line_once UNIQUE (bank_account_id, natural_key, occurrence);
ALTER TABLE ONLY public.work_step_autonomy
    ADD CONSTRAINT step_autonomy_once UNIQUE (creditor_id, step);
ALTER TABLE ONLY public.strategy_decision
    ADD CONSTRAINT strategy_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.strategy_policy_version
    ADD CONSTRAINT strategy_policy_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.strategy_policyversionevent
    ADD CONSTRAINT strategy_policyversionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.work_template_version
    ADD CONSTRAINT template_version_once UNIQUE (creditor_id, key, language, version);
ALTER TABLE ONLY public.receivables_payment_terms
    ADD CONSTRAINT terms_code_once UNIQUE (creditor_id, code);
ALTER TABLE ONLY public.platform_webhook_delivery
    ADD CONSTRAINT webhook_delivery_once UNIQUE (endpoint_id, event_id);
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_corrects_id_key UNIQUE (corrects_id);
ALTER TABLE ONLY public.work_activity_item
    ADD CONSTRAINT work_activity_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_permit_id_key UNIQUE (permit_id);
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_case
    ADD CONSTRAINT work_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_deed
    ADD CONSTRAINT work_deed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_deed
    ADD CONSTRAINT work_deed_undo_of_id_key UNIQUE (undo_of_id);
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_item_transition
    ADD CONSTRAINT work_item_transition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_message_document
    ADD CONSTRAINT work_message_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_message_item
    ADD CONSTRAINT work_message_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_permit_id_key UNIQUE (permit_id);
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_public_id_key UNIQUE (public_id);
ALTER TABLE ONLY public.work_message_transition
    ADD CONSTRAINT work_message_transition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_permit
    ADD CONSTRAINT work_permit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_publication
    ADD CONSTRAINT work_publication_creditor_id_key UNIQUE (creditor_id);
ALTER TABLE ONLY public.work_publication
    ADD CONSTRAINT work_publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_delivery_id_key UNIQUE (delivery_id);
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_reply_transition
    ADD CONSTRAINT work_reply_transition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_saved_view
    ADD CONSTRAINT work_saved_view_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_sender
    ADD CONSTRAINT work_sender_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_senderevent
    ADD CONSTRAINT work_senderevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.work_snooze
    ADD CONSTRAINT work_snooze_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_step_autonomy
    ADD CONSTRAINT work_step_autonomy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_tally
    ADD CONSTRAINT work_tally_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.work_template_version
    ADD CONSTRAINT work_template_version_pkey PRIMARY KEY (id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX activity_by_day ON public.work_activity USING btree (creditor_id, occurred_date);
CREATE INDEX activity_of_customer ON public.work_activity USING btree (creditor_id, customer_id, occurred_at DESC);
CREATE INDEX allocation_by_day ON public.cash_allocation USING btree (creditor_id, effective_date);
CREATE INDEX allocation_of_item ON public.cash_allocation USING btree (open_item_id);
CREATE INDEX api_token_of ON public.platform_api_token USING btree (creditor_id, user_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX bank_statement_by_day ON public.cash_bank_statement USING btree (creditor_id, bank_account_id, closing_date);
CREATE UNIQUE INDEX case_one_open ON public.work_case USING btree (creditor_id, customer_id) WHERE ((state)::text = 'open'::text);
CREATE INDEX cash_allocation_creditor_id_3ab8f762 ON public.cash_allocation USING btree (creditor_id);
CREATE INDEX cash_allocation_customer_id_3752df70 ON public.cash_allocation USING btree (customer_id);
CREATE INDEX cash_allocation_deduction_item_id_4378dcfa ON public.cash_allocation USING btree (deduction_item_id);
CREATE INDEX cash_allocation_on_account_item_id_599a9e89 ON public.cash_allocation USING btree (on_account_item_id);
CREATE INDEX cash_allocation_open_item_id_a2b287c3 ON public.cash_allocation USING btree (open_item_id);
CREATE INDEX cash_allocation_proposal_id_03c8c9bc ON public.cash_allocation USING btree (proposal_id);
CREATE INDEX cash_allocation_receipt_id_14d7d2d8 ON public.cash_allocation USING btree (receipt_id);
CREATE INDEX cash_bank_account_creditor_id_0ce66f7b ON public.cash_bank_account USING btree (creditor_id);
CREATE INDEX cash_bank_statement_bank_account_id_54db0946 ON public.cash_bank_statement USING btree (bank_account_id);
CREATE INDEX cash_bank_statement_creditor_id_1a5b24bd ON public.cash_bank_statement USING btree (creditor_id);
CREATE INDEX cash_bank_statement_delivery_id_cfb9dbce ON public.cash_bank_statement USING btree (delivery_id);
CREATE INDEX cash_bankaccountevent_creditor_id_dddf4f05 ON public.cash_bankaccountevent USING btree (creditor_id);
CREATE INDEX cash_bankaccountevent_pgh_context_id_ffbb2470 ON public.cash_bankaccountevent USING btree (pgh_context_id);
CREATE INDEX cash_bankaccountevent_pgh_obj_id_e7317309 ON public.cash_bankaccountevent USING btree (pgh_obj_id);
CREATE INDEX cash_bankstatementevent_bank_account_id_9531f62a ON public.cash_bankstatementevent USING btree (bank_account_id);
CREATE INDEX cash_bankstatementevent_creditor_id_0cef8646 ON public.cash_bankstatementevent USING btree (creditor_id);
CREATE INDEX cash_bankstatementevent_delivery_id_64b8d032 ON public.cash_bankstatementevent USING btree (delivery_id);
CREATE INDEX cash_bankstatementevent_pgh_context_id_604c09ae ON public.cash_bankstatementevent USING btree (pgh_context_id);
CREATE INDEX cash_bankstatementevent_pgh_obj_id_bde50bb9 ON public.cash_bankstatementevent USING btree (pgh_obj_id);
CREATE INDEX cash_confirmed_line_creditor_id_d77abb00 ON public.cash_confirmed_line USING btree (creditor_id);
CREATE INDEX cash_confirmed_line_line_id_8ba03e39 ON public.cash_confirmed_line USING btree (line_id);
CREATE INDEX cash_confirmed_line_statement_id_81b394e7 ON public.cash_confirmed_line USING btree (statement_id);
CREATE INDEX cash_matching_rules_creditor_id_02fed4c7 ON public.cash_matching_rules USING btree (creditor_id);
CREATE INDEX cash_matchingrulesevent_creditor_id_2ca4a818 ON public.cash_matchingrulesevent USING btree (creditor_id);
CREATE INDEX cash_matchingrulesevent_pgh_context_id_907f2be4 ON public.cash_matchingrulesevent USING btree (pgh_context_id);
CREATE INDEX cash_matchingrulesevent_pgh_obj_id_4df01bc7 ON public.cash_matchingrulesevent USING btree (pgh_obj_id);
CREATE INDEX cash_payer_alias_creditor_id_c0c2883d ON public.cash_payer_alias USING btree (creditor_id);
CREATE INDEX cash_payer_alias_customer_id_9779399d ON public.cash_payer_alias USING btree (customer_id);
CREATE INDEX cash_payeraliasevent_creditor_id_88a19ee7 ON public.cash_payeraliasevent USING btree (creditor_id);
CREATE INDEX cash_payeraliasevent_customer_id_7888ad63 ON public.cash_payeraliasevent USING btree (customer_id);
CREATE INDEX cash_payeraliasevent_pgh_context_id_726db5e6 ON public.cash_payeraliasevent USING btree (pgh_context_id);
CREATE INDEX cash_payeraliasevent_pgh_obj_id_97282276 ON public.cash_payeraliasevent USING btree (pgh_obj_id);
CREATE INDEX cash_posting_review_creditor_id_8bc61d03 ON public.cash_posting_review USING btree (creditor_id);
CREATE INDEX cash_posting_review_receipt_id_af0494f0 ON public.cash_posting_review USING btree (receipt_id);
CREATE INDEX cash_proposal_creditor_id_ab40c243 ON public.cash_proposal USING btree (creditor_id);
CREATE INDEX cash_proposal_customer_id_2a218364 ON public.cash_proposal USING btree (customer_id);
CREATE INDEX cash_proposal_receipt_id_ed420b0e ON public.cash_proposal USING btree (receipt_id);
CREATE INDEX cash_proposal_rules_id_5fe9d315 ON public.cash_proposal USING btree (rules_id);
CREATE INDEX cash_proposal_run_id_76261f6a ON public.cash_proposal USING btree (run_id);
CREATE INDEX cash_receipt_bank_account_id_d44b1e74 ON public.cash_receipt USING btree (bank_account_id);
CREATE INDEX cash_receipt_creditor_id_c01a1d00 ON public.cash_receipt USING btree (creditor_id);
CREATE INDEX cash_receipt_customer_id_2b107b91 ON public.cash_receipt USING btree (customer_id);
CREATE INDEX cash_receipt_movement_creditor_id_8576aa90 ON public.cash_receipt_movement USING btree (creditor_id);
CREATE INDEX cash_receipt_movement_customer_id_471bc56e ON public.cash_receipt_movement USING btree (customer_id);
CREATE INDEX cash_receipt_movement_on_account_item_id_31405439 ON public.cash_receipt_movement USING btree (on_account_item_id);
CREATE INDEX cash_receipt_movement_receipt_id_3a9ad813 ON public.cash_receipt_movement USING btree (receipt_id);
CREATE INDEX cash_refund_credit_item_id_e04dcb7a ON public.cash_refund USING btree (credit_item_id);
CREATE INDEX cash_refund_creditor_id_231c85f1 ON public.cash_refund USING btree (creditor_id);
CREATE INDEX cash_refund_customer_id_a118e22d ON public.cash_refund USING btree (customer_id);
CREATE INDEX cash_refund_receipt_id_1cac16ef ON public.cash_refund USING btree (receipt_id);
CREATE INDEX cash_refundevent_credit_item_id_24ccac0f ON public.cash_refundevent USING btree (credit_item_id);
CREATE INDEX cash_refundevent_creditor_id_35e176e9 ON public.cash_refundevent USING btree (creditor_id);
CREATE INDEX cash_refundevent_customer_id_8459d4f6 ON public.cash_refundevent USING btree (customer_id);
CREATE INDEX cash_refundevent_pgh_context_id_16dc174d ON public.cash_refundevent USING btree (pgh_context_id);
CREATE INDEX cash_refundevent_pgh_obj_id_0548e6b5 ON public.cash_refundevent USING btree (pgh_obj_id);
CREATE INDEX cash_refundevent_receipt_id_fbeb4b12 ON public.cash_refundevent USING btree (receipt_id);
CREATE INDEX cash_remittance_creditor_id_551fd6dc ON public.cash_remittance USING btree (creditor_id);
CREATE INDEX cash_remittance_customer_id_73df67ea ON public.cash_remittance USING btree (customer_id);
CREATE INDEX cash_remittance_delivery_id_49a16a35 ON public.cash_remittance USING btree (delivery_id);
CREATE INDEX cash_remittance_line_creditor_id_9586c75f ON public.cash_remittance_line USING btree (creditor_id);
CREATE INDEX cash_remittance_line_remittance_id_1e1cf7f9 ON public.cash_remittance_line USING btree (remittance_id);
CREATE INDEX cash_remittance_receipt_id_4f77443e ON public.cash_remittance USING btree (receipt_id);
CREATE INDEX cash_returned_line_creditor_id_b2d1e8dd ON public.cash_returned_line USING btree (creditor_id);
CREATE INDEX cash_returned_line_receipt_id_af2e215e ON public.cash_returned_line USING btree (receipt_id);
CREATE INDEX cash_returnedlineevent_creditor_id_e2fa8ca2 ON public.cash_returnedlineevent USING btree (creditor_id);
CREATE INDEX cash_returnedlineevent_line_id_c963c2f4 ON public.cash_returnedlineevent USING btree (line_id);
CREATE INDEX cash_returnedlineevent_pgh_context_id_a92b33fe ON public.cash_returnedlineevent USING btree (pgh_context_id);
CREATE INDEX cash_returnedlineevent_pgh_obj_id_835db9ea ON public.cash_returnedlineevent USING btree (pgh_obj_id);
CREATE INDEX cash_returnedlineevent_receipt_id_f6caee3e ON public.cash_returnedlineevent USING btree (receipt_id);
CREATE INDEX cash_statement_line_bank_account_id_8b5e7602 ON public.cash_statement_line USING btree (bank_account_id);
CREATE INDEX cash_statement_line_creditor_id_71fa951c ON public.cash_statement_line USING btree (creditor_id);
CREATE INDEX cash_statement_line_statement_id_a98b19dc ON public.cash_statement_line USING btree (statement_id);
CREATE INDEX compliance_law_document_creditor_id_be45c285 ON public.compliance_law_document USING btree (creditor_id);
CREATE INDEX compliance_law_document_published_by_id_e410dab9 ON public.compliance_law_document USING btree (published_by_id);
CREATE INDEX contact_by_customer ON public.parties_contact_person USING btree (customer_id, is_active);
CREATE INDEX contact_by_email ON public.parties_contact_person USING btree (creditor_id, email varchar_pattern_ops);
CREATE INDEX contact_by_phone ON public.parties_contact_person USING btree (creditor_id, phone varchar_pattern_ops);
CREATE INDEX customer_by_name ON public.parties_customer USING btree (creditor_id, name);
CREATE INDEX customer_by_owner ON public.parties_customer USING btree (creditor_id, owner_id);
CREATE INDEX decision_by_rank ON public.strategy_decision USING btree (run_id, rank) WHERE (rank IS NOT NULL);
CREATE INDEX deed_by_person ON public.work_deed USING btree (creditor_id, done_by_id, id DESC);
CREATE UNIQUE INDEX deed_once ON public.work_deed USING btree (creditor_id, idempotency_key) WHERE (NOT ((idempotency_key)::text = ''::text));
CREATE INDEX delivery_latest ON public.exchange_delivery USING btree (creditor_id, received_at DESC);
CREATE INDEX dispute_by_state ON public.outcomes_dispute USING btree (creditor_id, state);
CREATE INDEX dispute_of_customer ON public.outcomes_dispute USING btree (customer_id, received_date DESC);
CREATE INDEX dispute_of_item ON public.outcomes_dispute USING btree (open_item_id);
CREATE INDEX dispute_step_of ON public.outcomes_dispute_step USING btree (dispute_id, id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX entry_by_customer ON public.receivables_entry USING btree (customer_id, effective_date);
CREATE INDEX entry_by_day ON public.receivables_entry USING btree (creditor_id, effective_date);
CREATE INDEX entry_by_item ON public.receivables_entry USING btree (open_item_id, effective_date);
CREATE UNIQUE INDEX entry_reversed_once ON public.receivables_entry USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX exchange_delivery_chunk_creditor_id_2cc63788 ON public.exchange_delivery_chunk USING btree (creditor_id);
CREATE INDEX exchange_delivery_chunk_delivery_id_7bd2db20 ON public.exchange_delivery_chunk USING btree (delivery_id);
CREATE INDEX exchange_delivery_creditor_id_817b32e2 ON public.exchange_delivery USING btree (creditor_id);
CREATE INDEX exchange_delivery_problem_creditor_id_3642ae43 ON public.exchange_delivery_problem USING btree (creditor_id);
CREATE INDEX exchange_delivery_problem_delivery_id_80c0e28b ON public.exchange_delivery_problem USING btree (delivery_id);
CREATE INDEX exchange_mapping_profile_creditor_id_8b114daf ON public.exchange_mapping_profile USING btree (creditor_id);
CREATE INDEX exchange_mappingprofileevent_creditor_id_33cfc5a4 ON public.exchange_mappingprofileevent USING btree (creditor_id);
CREATE INDEX exchange_mappingprofileevent_pgh_context_id_93248c5f ON public.exchange_mappingprofileevent USING btree (pgh_context_id);
CREATE INDEX exchange_mappingprofileevent_pgh_obj_id_015157ab ON public.exchange_mappingprofileevent USING btree (pgh_obj_id);
CREATE INDEX exposure_bucket_set_creditor_id_f5ec06fa ON public.exposure_bucket_set USING btree (creditor_id);
CREATE INDEX exposure_bucketsetevent_creditor_id_964fad5b ON public.exposure_bucketsetevent USING btree (creditor_id);
CREATE INDEX exposure_bucketsetevent_pgh_context_id_d72e87ad ON public.exposure_bucketsetevent USING btree (pgh_context_id);
CREATE INDEX exposure_bucketsetevent_pgh_obj_id_ff2588c7 ON public.exposure_bucketsetevent USING btree (pgh_obj_id);
CREATE INDEX hold_not_lifted ON public.receivables_hold USING btree (creditor_id, customer_id) WHERE (lifted_date IS NULL);
CREATE INDEX idempotency_key_age ON public.platform_idempotency_key USING btree (created_at);
CREATE INDEX identifier_by_customer ON public.parties_identifier USING btree (customer_id);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX journal_line_by_account ON public.receivables_journal_line USING btree (creditor_id, account, currency);
CREATE UNIQUE INDEX matching_rules_one_live ON public.cash_matching_rules USING btree (creditor_id) WHERE is_live;
CREATE INDEX message_by_state ON public.work_message USING btree (creditor_id, state, id DESC);
CREATE INDEX message_due ON public.work_message USING btree (scheduled_at) WHERE ((state)::text = ANY ((ARRAY['scheduled'::character varying, 'sending'::character varying])::text[]));
CREATE UNIQUE INDEX message_once ON public.work_message USING btree (creditor_id, idempotency_key) WHERE (NOT ((idempotency_key)::text = ''::text));
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX notice_of_customer ON public.parties_contact_notice USING btree (creditor_id, customer_id);
CREATE INDEX open_item_by_open ON public.receivables_open_item USING btree (creditor_id, open_amount) WHERE (NOT (open_amount = (0)::numeric));
CREATE INDEX open_item_by_origin ON public.receivables_open_item USING btree (origin_id) WHERE (origin_id IS NOT NULL);
CREATE INDEX open_item_by_original ON public.receivables_open_item USING btree (creditor_id, original_amount) WHERE (NOT (open_amount = (0)::numeric));
CREATE INDEX open_item_number_begins ON public.receivables_open_item USING btree (creditor_id, item_number varchar_pattern_ops);
CREATE INDEX open_item_still_open ON public.receivables_open_item USING btree (creditor_id, customer_id, due_date) WHERE (NOT (open_amount = (0)::numeric));
CREATE INDEX outbox_undelivered ON public.platform_outbox_event USING btree (emitted_at) WHERE (delivered_at IS NULL);
CREATE INDEX outcomes_dispute_activity_id_c4027202 ON public.outcomes_dispute USING btree (activity_id);
CREATE INDEX outcomes_dispute_contact_person_id_62c07ec8 ON public.outcomes_dispute USING btree (contact_person_id);
CREATE INDEX outcomes_dispute_credit_item_id_02c213f3 ON public.outcomes_dispute USING btree (credit_item_id);
CREATE INDEX outcomes_dispute_creditor_id_d3f63937 ON public.outcomes_dispute USING btree (creditor_id);
CREATE INDEX outcomes_dispute_customer_id_7dfa4a64 ON public.outcomes_dispute USING btree (customer_id);
CREATE INDEX outcomes_dispute_hold_id_d0273642 ON public.outcomes_dispute USING btree (hold_id);
CREATE INDEX outcomes_dispute_open_item_id_5eb95cd9 ON public.outcomes_dispute USING btree (open_item_id);
CREATE INDEX outcomes_dispute_owner_id_81b5d582 ON public.outcomes_dispute USING btree (owner_id);
CREATE INDEX outcomes_dispute_step_creditor_id_bc21d968 ON public.outcomes_dispute_step USING btree (creditor_id);
CREATE INDEX outcomes_dispute_step_dispute_id_c8eb44bb ON public.outcomes_dispute_step USING btree (dispute_id);
CREATE INDEX outcomes_evidence_creditor_id_2acc1f4e ON public.outcomes_evidence USING btree (creditor_id);
CREATE INDEX outcomes_evidence_customer_id_e2521df4 ON public.outcomes_evidence USING btree (customer_id);
CREATE INDEX outcomes_evidence_open_item_id_5cf6bef5 ON public.outcomes_evidence USING btree (open_item_id);
CREATE INDEX outcomes_evidence_plan_installment_id_6497b5e1 ON public.outcomes_evidence USING btree (plan_installment_id);
CREATE INDEX outcomes_evidence_promise_installment_id_76f3bcdd ON public.outcomes_evidence USING btree (promise_installment_id);
CREATE INDEX outcomes_evidence_receipt_id_56c1554d ON public.outcomes_evidence USING btree (receipt_id);
CREATE INDEX outcomes_owner_link_creditor_id_dafe85e8 ON public.outcomes_owner_link USING btree (creditor_id);
CREATE INDEX outcomes_owner_link_digest_71026c3b_like ON public.outcomes_owner_link USING btree (digest varchar_pattern_ops);
CREATE INDEX outcomes_owner_link_dispute_id_51b2275d ON public.outcomes_owner_link USING btree (dispute_id);
CREATE INDEX outcomes_plan_contact_person_id_98d3ca02 ON public.outcomes_plan USING btree (contact_person_id);
CREATE INDEX outcomes_plan_creditor_id_9e4bec35 ON public.outcomes_plan USING btree (creditor_id);
CREATE INDEX outcomes_plan_customer_id_0539f45b ON public.outcomes_plan USING btree (customer_id);
CREATE INDEX outcomes_plan_installment_creditor_id_52549934 ON public.outcomes_plan_installment USING btree (creditor_id);
CREATE INDEX outcomes_plan_installment_plan_id_9ec16099 ON public.outcomes_plan_installment USING btree (plan_id);
CREATE INDEX outcomes_plan_item_creditor_id_0c7ec5d0 ON public.outcomes_plan_item USING btree (creditor_id);
CREATE INDEX outcomes_plan_item_open_item_id_13c231fd ON public.outcomes_plan_item USING btree (open_item_id);
CREATE INDEX outcomes_plan_item_plan_id_6c148955 ON public.outcomes_plan_item USING btree (plan_id);
CREATE INDEX outcomes_plan_transition_creditor_id_8be6e164 ON public.outcomes_plan_transition USING btree (creditor_id);
CREATE INDEX outcomes_plan_transition_plan_id_d9f53e05 ON public.outcomes_plan_transition USING btree (plan_id);
CREATE INDEX outcomes_planevent_contact_person_id_6bd296cd ON public.outcomes_planevent USING btree (contact_person_id);
CREATE INDEX outcomes_planevent_creditor_id_b520105c ON public.outcomes_planevent USING btree (creditor_id);
CREATE INDEX outcomes_planevent_customer_id_a11c7406 ON public.outcomes_planevent USING btree (customer_id);
CREATE INDEX outcomes_planevent_pgh_context_id_1cf8145f ON public.outcomes_planevent USING btree (pgh_context_id);
CREATE INDEX outcomes_planevent_pgh_obj_id_fe5bfa6c ON public.outcomes_planevent USING btree (pgh_obj_id);
CREATE INDEX outcomes_planevent_replaces_id_c949f5d1 ON public.outcomes_planevent USING btree (replaces_id);
CREATE INDEX outcomes_promise_activity_id_775b860b ON public.outcomes_promise USING btree (activity_id);
CREATE INDEX outcomes_promise_contact_person_id_bb5fc3de ON public.outcomes_promise USING btree (contact_person_id);
CREATE INDEX outcomes_promise_creditor_id_83549ccf ON public.outcomes_promise USING btree (creditor_id);
CREATE INDEX outcomes_promise_customer_id_0b8d8b63 ON public.outcomes_promise USING btree (customer_id);
CREATE INDEX outcomes_promise_installment_creditor_id_f36aa980 ON public.outcomes_promise_installment USING btree (creditor_id);
CREATE INDEX outcomes_promise_installment_promise_id_07d03a5f ON public.outcomes_promise_installment USING btree (promise_id);
CREATE INDEX outcomes_promise_item_creditor_id_6d968972 ON public.outcomes_promise_item USING btree (creditor_id);
CREATE INDEX outcomes_promise_item_open_item_id_60702fb3 ON public.outcomes_promise_item USING btree (open_item_id);
CREATE INDEX outcomes_promise_item_promise_id_147f7105 ON public.outcomes_promise_item USING btree (promise_id);
CREATE INDEX outcomes_promise_transition_creditor_id_86bc72d7 ON public.outcomes_promise_transition USING btree (creditor_id);
CREATE INDEX outcomes_promise_transition_promise_id_c08ac273 ON public.outcomes_promise_transition USING btree (promise_id);
CREATE INDEX outcomes_promiseevent_activity_id_0aaa1527 ON public.outcomes_promiseevent USING btree (activity_id);
CREATE INDEX outcomes_promiseevent_contact_person_id_24b95b40 ON public.outcomes_promiseevent USING btree (contact_person_id);
CREATE INDEX outcomes_promiseevent_creditor_id_8fa5bddd ON public.outcomes_promiseevent USING btree (creditor_id);
CREATE INDEX outcomes_promiseevent_customer_id_9b0a7411 ON public.outcomes_promiseevent USING btree (customer_id);
CREATE INDEX outcomes_promiseevent_pgh_context_id_64333c19 ON public.outcomes_promiseevent USING btree (pgh_context_id);
CREATE INDEX outcomes_promiseevent_pgh_obj_id_65b81bdd ON public.outcomes_promiseevent USING btree (pgh_obj_id);
CREATE INDEX outcomes_promiseevent_supersedes_id_86bf4340 ON public.outcomes_promiseevent USING btree (supersedes_id);
CREATE INDEX outcomes_proof_creditor_id_5cf20663 ON public.outcomes_proof USING btree (creditor_id);
CREATE INDEX outcomes_proof_dispute_id_948726e4 ON public.outcomes_proof USING btree (dispute_id);
CREATE INDEX outcomes_proof_file_creditor_id_5dd80ee0 ON public.outcomes_proof_file USING btree (creditor_id);
CREATE INDEX outcomes_write_off_creditor_id_84e78b95 ON public.outcomes_write_off USING btree (creditor_id);
CREATE INDEX outcomes_write_off_customer_id_126e61bb ON public.outcomes_write_off USING btree (customer_id);
CREATE INDEX outcomes_write_off_entry_id_6a5104f0 ON public.outcomes_write_off USING btree (entry_id);
CREATE INDEX outcomes_write_off_open_item_id_a07786f3 ON public.outcomes_write_off USING btree (open_item_id);
CREATE INDEX outcomes_writeoffevent_creditor_id_4927d4b0 ON public.outcomes_writeoffevent USING btree (creditor_id);
CREATE INDEX outcomes_writeoffevent_customer_id_50922161 ON public.outcomes_writeoffevent USING btree (customer_id);
CREATE INDEX outcomes_writeoffevent_entry_id_1ef3409e ON public.outcomes_writeoffevent USING btree (entry_id);
CREATE INDEX outcomes_writeoffevent_open_item_id_e307ce05 ON public.outcomes_writeoffevent USING btree (open_item_id);
CREATE INDEX outcomes_writeoffevent_pgh_context_id_0c9bb7f6 ON public.outcomes_writeoffevent USING btree (pgh_context_id);
CREATE INDEX outcomes_writeoffevent_pgh_obj_id_92eaa99a ON public.outcomes_writeoffevent USING btree (pgh_obj_id);
CREATE INDEX owner_link_of ON public.outcomes_owner_link USING btree (dispute_id, id);
CREATE INDEX parties_contact_notice_contact_person_id_59aeaadc ON public.parties_contact_notice USING btree (contact_person_id);
CREATE INDEX parties_contact_notice_recorded_by_id_be33ec0f ON public.parties_contact_notice USING btree (recorded_by_id);
CREATE INDEX parties_contact_person_creditor_id_8cdd57e1 ON public.parties_contact_person USING btree (creditor_id);
CREATE INDEX parties_contact_person_customer_id_d88f7379 ON public.parties_contact_person USING btree (customer_id);
CREATE INDEX parties_contactpersonevent_creditor_id_685aa563 ON public.parties_contactpersonevent USING btree (creditor_id);
CREATE INDEX parties_contactpersonevent_customer_id_7a5b4f81 ON public.parties_contactpersonevent USING btree (customer_id);
CREATE INDEX parties_contactpersonevent_pgh_context_id_124c6d4e ON public.parties_contactpersonevent USING btree (pgh_context_id);
CREATE INDEX parties_contactpersonevent_pgh_obj_id_fd6c2e9b ON public.parties_contactpersonevent USING btree (pgh_obj_id);
CREATE INDEX parties_customer_owner_id_9e631538 ON public.parties_customer USING btree (owner_id);
CREATE INDEX parties_customer_parent_id_26b370bc ON public.parties_customer USING btree (parent_id);
CREATE INDEX parties_customerevent_creditor_id_39fbdd46 ON public.parties_customerevent USING btree (creditor_id);
CREATE INDEX parties_customerevent_owner_id_ec713871 ON public.parties_customerevent USING btree (owner_id);
CREATE INDEX parties_customerevent_parent_id_1b3abd72 ON public.parties_customerevent USING btree (parent_id);
CREATE INDEX parties_customerevent_pgh_context_id_53697a95 ON public.parties_customerevent USING btree (pgh_context_id);
CREATE INDEX parties_customerevent_pgh_obj_id_2fbcf896 ON public.parties_customerevent USING btree (pgh_obj_id);
CREATE INDEX parties_identifier_creditor_id_a0a5c19e ON public.parties_identifier USING btree (creditor_id);
CREATE INDEX parties_identifier_customer_id_8f3344ec ON public.parties_identifier USING btree (customer_id);
CREATE INDEX parties_identifierevent_creditor_id_9ff3acdc ON public.parties_identifierevent USING btree (creditor_id);
CREATE INDEX parties_identifierevent_customer_id_c2405081 ON public.parties_identifierevent USING btree (customer_id);
CREATE INDEX parties_identifierevent_pgh_context_id_9bfb9df8 ON public.parties_identifierevent USING btree (pgh_context_id);
CREATE INDEX parties_identifierevent_pgh_obj_id_dde0abc8 ON public.parties_identifierevent USING btree (pgh_obj_id);
CREATE INDEX period_lock_newest ON public.receivables_period_lock USING btree (creditor_id, id DESC);
CREATE INDEX permit_of_customer ON public.work_permit USING btree (creditor_id, customer_id, expires_at DESC);
CREATE INDEX plan_by_state ON public.outcomes_plan USING btree (creditor_id, state);
CREATE INDEX plan_of_customer ON public.outcomes_plan USING btree (creditor_id, customer_id, proposed_date DESC);
CREATE INDEX plan_transition_recent ON public.outcomes_plan_transition USING btree (creditor_id, recorded_at DESC);
CREATE INDEX platform_api_token_creditor_id_fbd713f1 ON public.platform_api_token USING btree (creditor_id);
CREATE INDEX platform_api_token_digest_8e34a29b_like ON public.platform_api_token USING btree (digest varchar_pattern_ops);
CREATE INDEX platform_api_token_user_id_73f28013 ON public.platform_api_token USING btree (user_id);
CREATE INDEX platform_apitokenevent_creditor_id_6a4c0d97 ON public.platform_apitokenevent USING btree (creditor_id);
CREATE INDEX platform_apitokenevent_pgh_context_id_ad009a87 ON public.platform_apitokenevent USING btree (pgh_context_id);
CREATE INDEX platform_apitokenevent_pgh_obj_id_0d1ab4dc ON public.platform_apitokenevent USING btree (pgh_obj_id);
CREATE INDEX platform_apitokenevent_user_id_b7751cc4 ON public.platform_apitokenevent USING btree (user_id);
CREATE INDEX platform_cache_expires ON public.platform_cache USING btree (expires);
CREATE INDEX platform_creditor_key_507cd274_like ON public.platform_creditor USING btree (key varchar_pattern_ops);
CREATE INDEX platform_creditorevent_pgh_context_id_c4e539d7 ON public.platform_creditorevent USING btree (pgh_context_id);
CREATE INDEX platform_creditorevent_pgh_obj_id_5cc83771 ON public.platform_creditorevent USING btree (pgh_obj_id);
CREATE INDEX platform_idempotency_key_creditor_id_4f272ec0 ON public.platform_idempotency_key USING btree (creditor_id);
CREATE INDEX platform_idempotency_key_token_id_c8e3b5a7 ON public.platform_idempotency_key USING btree (token_id);
CREATE INDEX platform_membership_creditor_id_9cee70fb ON public.platform_membership USING btree (creditor_id);
CREATE INDEX platform_membership_user_id_2bc58b14 ON public.platform_membership USING btree (user_id);
CREATE INDEX platform_membershipevent_creditor_id_be8319c9 ON public.platform_membershipevent USING btree (creditor_id);
CREATE INDEX platform_membershipevent_pgh_context_id_5349a1a2 ON public.platform_membershipevent USING btree (pgh_context_id);
CREATE INDEX platform_membershipevent_pgh_obj_id_c6ba9c50 ON public.platform_membershipevent USING btree (pgh_obj_id);
CREATE INDEX platform_membershipevent_user_id_023d0be2 ON public.platform_membershipevent USING btree (user_id);
CREATE INDEX platform_outbox_event_creditor_id_5d0a5981 ON public.platform_outbox_event USING btree (creditor_id);
CREATE INDEX platform_run_creditor_id_0692e52d ON public.platform_run USING btree (creditor_id);
CREATE INDEX platform_run_started_by_id_d57b3f51 ON public.platform_run USING btree (started_by_id);
CREATE INDEX platform_user_email_e997368d_like ON public.platform_user USING btree (email varchar_pattern_ops);
CREATE INDEX platform_userevent_pgh_context_id_fa052a1e ON public.platform_userevent USING btree (pgh_context_id);
CREATE INDEX platform_userevent_pgh_obj_id_89134220 ON public.platform_userevent USING btree (pgh_obj_id);
CREATE INDEX platform_webhook_delivery_creditor_id_2db40dc8 ON public.platform_webhook_delivery USING btree (creditor_id);
CREATE INDEX platform_webhook_delivery_endpoint_id_282b03c5 ON public.platform_webhook_delivery USING btree (endpoint_id);
CREATE INDEX platform_webhook_delivery_event_id_082da0ca ON public.platform_webhook_delivery USING btree (event_id);
CREATE INDEX platform_webhook_endpoint_creditor_id_4b61c8d9 ON public.platform_webhook_endpoint USING btree (creditor_id);
CREATE INDEX platform_webhookendpointevent_creditor_id_2acff116 ON public.platform_webhookendpointevent USING btree (creditor_id);
CREATE INDEX platform_webhookendpointevent_pgh_context_id_c1dd104a ON public.platform_webhookendpointevent USING btree (pgh_context_id);
CREATE INDEX platform_webhookendpointevent_pgh_obj_id_b043ef02 ON public.platform_webhookendpointevent USING btree (pgh_obj_id);
CREATE UNIQUE INDEX policy_one_draft ON public.strategy_policy_version USING btree (creditor_id, kind, key) WHERE ((state)::text = 'draft'::text);
CREATE UNIQUE INDEX policy_one_published ON public.strategy_policy_version USING btree (creditor_id, kind, key) WHERE ((state)::text = 'published'::text);
CREATE INDEX posting_review_by_verdict ON public.cash_posting_review USING btree (creditor_id, verdict);
CREATE UNIQUE INDEX posting_templates_one_live ON public.receivables_posting_templates USING btree (creditor_id) WHERE is_live;
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX promise_by_status ON public.outcomes_promise USING btree (creditor_id, status, cutoff_date);
CREATE INDEX promise_of_customer ON public.outcomes_promise USING btree (creditor_id, customer_id, promised_date DESC);
CREATE INDEX promise_transition_recent ON public.outcomes_promise_transition USING btree (creditor_id, recorded_at DESC);
CREATE UNIQUE INDEX proof_file_once ON public.outcomes_proof USING btree (dispute_id, kind, sha256) WHERE (NOT ((sha256)::text = ''::text));
CREATE INDEX proof_of_dispute ON public.outcomes_proof USING btree (dispute_id, id);
CREATE INDEX proposal_by_item ON public.cash_proposal USING gin (items jsonb_path_ops) WHERE is_current;
CREATE INDEX proposal_by_verdict ON public.cash_proposal USING btree (creditor_id, verdict, score) WHERE is_current;
CREATE INDEX proposal_current ON public.cash_proposal USING btree (receipt_id, rank) WHERE is_current;
CREATE INDEX receipt_by_amount ON public.cash_receipt USING btree (creditor_id, amount, currency);
CREATE INDEX receipt_by_state ON public.cash_receipt USING btree (creditor_id, state, value_date);
CREATE INDEX receipt_movement_by_day ON public.cash_receipt_movement USING btree (creditor_id, effective_date);
CREATE INDEX receipt_of_customer ON public.cash_receipt USING btree (creditor_id, customer_id, value_date);
CREATE INDEX receivables_due_part_creditor_id_33af0ab8 ON public.receivables_due_part USING btree (creditor_id);
CREATE INDEX receivables_due_part_open_item_id_74600a66 ON public.receivables_due_part USING btree (open_item_id);
CREATE INDEX receivables_entry_delivery_id_d1adeaae ON public.receivables_entry USING btree (delivery_id);
CREATE INDEX receivables_exchange_rate_creditor_id_7a15709e ON public.receivables_exchange_rate USING btree (creditor_id);
CREATE INDEX receivables_hold_creditor_id_08e3e431 ON public.receivables_hold USING btree (creditor_id);
CREATE INDEX receivables_hold_customer_id_e14c6033 ON public.receivables_hold USING btree (customer_id);
CREATE INDEX receivables_hold_open_item_id_edf84845 ON public.receivables_hold USING btree (open_item_id);
CREATE INDEX receivables_holdevent_creditor_id_b28269e9 ON public.receivables_holdevent USING btree (creditor_id);
CREATE INDEX receivables_holdevent_customer_id_f4ce740c ON public.receivables_holdevent USING btree (customer_id);
CREATE INDEX receivables_holdevent_open_item_id_28389637 ON public.receivables_holdevent USING btree (open_item_id);
CREATE INDEX receivables_holdevent_pgh_context_id_a9c374e7 ON public.receivables_holdevent USING btree (pgh_context_id);
CREATE INDEX receivables_holdevent_pgh_obj_id_7f3d109d ON public.receivables_holdevent USING btree (pgh_obj_id);
CREATE INDEX receivables_journal_batch_creditor_id_f4d2862c ON public.receivables_journal_batch USING btree (creditor_id);
CREATE INDEX receivables_journal_fact_batch_id_98e5a07a ON public.receivables_journal_fact USING btree (batch_id);
CREATE INDEX receivables_journal_fact_creditor_id_0e4949ec ON public.receivables_journal_fact USING btree (creditor_id);
CREATE INDEX receivables_journal_line_batch_id_32d86a48 ON public.receivables_journal_line USING btree (batch_id);
CREATE INDEX receivables_journal_line_creditor_id_d1b17ecc ON public.receivables_journal_line USING btree (creditor_id);
CREATE INDEX receivables_payment_terms_creditor_id_6563595c ON public.receivables_payment_terms USING btree (creditor_id);
CREATE INDEX receivables_paymenttermsevent_creditor_id_bcf7b2a3 ON public.receivables_paymenttermsevent USING btree (creditor_id);
CREATE INDEX receivables_paymenttermsevent_pgh_context_id_1ef87ba7 ON public.receivables_paymenttermsevent USING btree (pgh_context_id);
CREATE INDEX receivables_paymenttermsevent_pgh_obj_id_e52a94fe ON public.receivables_paymenttermsevent USING btree (pgh_obj_id);
CREATE INDEX receivables_period_lock_creditor_id_25b55364 ON public.receivables_period_lock USING btree (creditor_id);
CREATE INDEX receivables_posting_templates_creditor_id_bbe10c23 ON public.receivables_posting_templates USING btree (creditor_id);
CREATE INDEX receivables_postingtemplatesevent_creditor_id_ca326758 ON public.receivables_postingtemplatesevent USING btree (creditor_id);
CREATE INDEX receivables_postingtemplatesevent_pgh_context_id_4fbce95f ON public.receivables_postingtemplatesevent USING btree (pgh_context_id);
CREATE INDEX receivables_postingtemplatesevent_pgh_obj_id_04b48e07 ON public.receivables_postingtemplatesevent USING btree (pgh_obj_id);
CREATE INDEX refund_by_state ON public.cash_refund USING btree (creditor_id, state);
CREATE INDEX remittance_by_amount ON public.cash_remittance USING btree (creditor_id, amount, currency);
CREATE UNIQUE INDEX remittance_key_once ON public.cash_remittance USING btree (creditor_id, natural_key) WHERE ((NOT is_withdrawn) AND (NOT ((natural_key)::text = ''::text)));
CREATE UNIQUE INDEX remittance_once ON public.cash_remittance USING btree (delivery_id, sequence) WHERE (delivery_id IS NOT NULL);
CREATE INDEX remittance_open ON public.cash_remittance USING btree (creditor_id, payment_date) WHERE ((NOT is_withdrawn) AND (receipt_id IS NULL));
CREATE INDEX reply_by_state ON public.work_reply USING btree (creditor_id, state, id DESC);
CREATE UNIQUE INDEX reply_mail_once ON public.work_reply USING btree (creditor_id, mail_id) WHERE (NOT ((mail_id)::text = ''::text));
CREATE INDEX reply_unread_of ON public.work_reply USING btree (customer_id) WHERE ((NOT is_automatic) AND ((state)::text = 'unread'::text));
CREATE INDEX returned_line_by_state ON public.cash_returned_line USING btree (creditor_id, state);
CREATE INDEX run_by_day ON public.platform_run USING btree (creditor_id, kind, as_of_date);
CREATE INDEX snooze_not_lifted ON public.work_snooze USING btree (creditor_id, customer_id) WHERE (lifted_at IS NULL);
CREATE INDEX statement_line_by_day ON public.cash_statement_line USING btree (creditor_id, bank_account_id, booking_date);
CREATE INDEX strategy_decision_customer_id_ebb6e058 ON public.strategy_decision USING btree (customer_id);
CREATE INDEX strategy_policy_version_created_by_id_37ec19d8 ON public.strategy_policy_version USING btree (created_by_id);
CREATE INDEX strategy_policy_version_creditor_id_8e30b607 ON public.strategy_policy_version USING btree (creditor_id);
CREATE INDEX strategy_policy_version_published_by_id_766770db ON public.strategy_policy_version USING btree (published_by_id);
CREATE INDEX strategy_policyversionevent_created_by_id_4ccaac25 ON public.strategy_policyversionevent USING btree (created_by_id);
CREATE INDEX strategy_policyversionevent_creditor_id_d672aad1 ON public.strategy_policyversionevent USING btree (creditor_id);
CREATE INDEX strategy_policyversionevent_pgh_context_id_ad06cded ON public.strategy_policyversionevent USING btree (pgh_context_id);
CREATE INDEX strategy_policyversionevent_pgh_obj_id_43429a15 ON public.strategy_policyversionevent USING btree (pgh_obj_id);
CREATE INDEX strategy_policyversionevent_published_by_id_201804dc ON public.strategy_policyversionevent USING btree (published_by_id);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX webhook_delivery_due ON public.platform_webhook_delivery USING btree (next_attempt_at) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX work_activity_contact_person_id_81c1756b ON public.work_activity USING btree (contact_person_id);
CREATE INDEX work_activity_creditor_id_afd77cf0 ON public.work_activity USING btree (creditor_id);
CREATE INDEX work_activity_customer_id_04452d05 ON public.work_activity USING btree (customer_id);
CREATE INDEX work_activity_deed_id_3f33581d ON public.work_activity USING btree (deed_id);
CREATE INDEX work_activity_item_activity_id_95371f15 ON public.work_activity_item USING btree (activity_id);
CREATE INDEX work_activity_item_creditor_id_e03c678e ON public.work_activity_item USING btree (creditor_id);
CREATE INDEX work_activity_item_open_item_id_b8c0457e ON public.work_activity_item USING btree (open_item_id);
CREATE INDEX work_activity_recorded_by_id_f8b75683 ON public.work_activity USING btree (recorded_by_id);
CREATE INDEX work_activity_work_item_id_69a48457 ON public.work_activity USING btree (work_item_id);
CREATE INDEX work_case_creditor_id_a25b6234 ON public.work_case USING btree (creditor_id);
CREATE INDEX work_case_customer_id_0f90837b ON public.work_case USING btree (customer_id);
CREATE INDEX work_case_owner_id_3f850ea1 ON public.work_case USING btree (owner_id);
CREATE INDEX work_deed_creditor_id_46f0e01f ON public.work_deed USING btree (creditor_id);
CREATE INDEX work_deed_done_by_id_de1997fd ON public.work_deed USING btree (done_by_id);
CREATE INDEX work_item_by_rank ON public.work_item USING btree (creditor_id, run_id, state, rank) INCLUDE (action, minutes, expected_amount);
CREATE INDEX work_item_carried_from_id_805bec91 ON public.work_item USING btree (carried_from_id);
CREATE INDEX work_item_case_id_1b9262d0 ON public.work_item USING btree (case_id);
CREATE INDEX work_item_changed ON public.work_item USING btree (creditor_id, changed_at) WHERE (changed_at IS NOT NULL);
CREATE INDEX work_item_customer_id_e48c9cd7 ON public.work_item USING btree (customer_id);
CREATE INDEX work_item_decision_id_e5602ffa ON public.work_item USING btree (decision_id);
CREATE INDEX work_item_deed_id_42bf507f ON public.work_item USING btree (deed_id);
CREATE INDEX work_item_of_new ON public.work_item USING btree (creditor_id, run_id, owner_id, rank) WHERE (is_new AND ((state)::text = 'open'::text));
CREATE INDEX work_item_of_owner ON public.work_item USING btree (creditor_id, run_id, owner_id, state, rank) INCLUDE (action, minutes, expected_amount);
CREATE INDEX work_item_of_queue ON public.work_item USING btree (creditor_id, run_id, queue, state, rank) WHERE (NOT ((queue)::text = ''::text));
CREATE UNIQUE INDEX work_item_once ON public.work_item USING btree (run_id, customer_id) WHERE (NOT ((step)::text = 'by_hand'::text));
CREATE INDEX work_item_owner_id_afd47c69 ON public.work_item USING btree (owner_id);
CREATE INDEX work_item_run_id_70bbd63e ON public.work_item USING btree (run_id);
CREATE INDEX work_item_transition_creditor_id_6ee61f97 ON public.work_item_transition USING btree (creditor_id);
CREATE INDEX work_item_transition_deed_id_9493e317 ON public.work_item_transition USING btree (deed_id);
CREATE INDEX work_item_transition_item_id_a36e9830 ON public.work_item_transition USING btree (item_id);
CREATE INDEX work_item_transition_undo_of_id_ac6e42b8 ON public.work_item_transition USING btree (undo_of_id);
CREATE INDEX work_message_activity_id_ffc51ecc ON public.work_message USING btree (activity_id);
CREATE INDEX work_message_approved_by_id_5306b9b1 ON public.work_message USING btree (approved_by_id);
CREATE INDEX work_message_contact_person_id_b98f48bd ON public.work_message USING btree (contact_person_id);
CREATE INDEX work_message_customer_id_f08ed3e1 ON public.work_message USING btree (customer_id);
CREATE INDEX work_message_document_creditor_id_4bca8995 ON public.work_message_document USING btree (creditor_id);
CREATE INDEX work_message_document_message_id_9898549b ON public.work_message_document USING btree (message_id);
CREATE INDEX work_message_drafted_by_id_cf6944fe ON public.work_message USING btree (drafted_by_id);
CREATE INDEX work_message_item_creditor_id_ae261b87 ON public.work_message_item USING btree (creditor_id);
CREATE INDEX work_message_item_message_id_b746d212 ON public.work_message_item USING btree (message_id);
CREATE INDEX work_message_item_open_item_id_f8e79488 ON public.work_message_item USING btree (open_item_id);
CREATE INDEX work_message_transition_creditor_id_e5e2e582 ON public.work_message_transition USING btree (creditor_id);
CREATE INDEX work_message_transition_done_by_id_328ba78e ON public.work_message_transition USING btree (done_by_id);
CREATE INDEX work_message_transition_message_id_ffd99c92 ON public.work_message_transition USING btree (message_id);
CREATE INDEX work_message_work_item_id_0bff287d ON public.work_message USING btree (work_item_id);
CREATE INDEX work_permit_contact_person_id_671d84c6 ON public.work_permit USING btree (contact_person_id);
CREATE INDEX work_permit_taken_by_id_03dba925 ON public.work_permit USING btree (taken_by_id);
CREATE INDEX work_publication_run_id_267f126d ON public.work_publication USING btree (run_id);
CREATE INDEX work_reply_activity_id_180f541e ON public.work_reply USING btree (activity_id);
CREATE INDEX work_reply_contact_person_id_78c89e3e ON public.work_reply USING btree (contact_person_id);
CREATE INDEX work_reply_customer_id_6c9ed58e ON public.work_reply USING btree (customer_id);
CREATE INDEX work_reply_message_id_f96583e1 ON public.work_reply USING btree (message_id);
CREATE INDEX work_reply_transition_creditor_id_a034c6e9 ON public.work_reply_transition USING btree (creditor_id);
CREATE INDEX work_reply_transition_done_by_id_d994e5ca ON public.work_reply_transition USING btree (done_by_id);
CREATE INDEX work_reply_transition_reply_id_62a4b7b5 ON public.work_reply_transition USING btree (reply_id);
CREATE INDEX work_saved_view_creditor_id_f17d4a5e ON public.work_saved_view USING btree (creditor_id);
CREATE INDEX work_saved_view_user_id_1fa3bf17 ON public.work_saved_view USING btree (user_id);
CREATE INDEX work_sender_creditor_id_866f6ec0 ON public.work_sender USING btree (creditor_id);
CREATE INDEX work_senderevent_creditor_id_fff139ff ON public.work_senderevent USING btree (creditor_id);
CREATE INDEX work_senderevent_pgh_context_id_02569dbc ON public.work_senderevent USING btree (pgh_context_id);
CREATE INDEX work_senderevent_pgh_obj_id_d5e34c25 ON public.work_senderevent USING btree (pgh_obj_id);
CREATE INDEX work_snooze_creditor_id_bc02b437 ON public.work_snooze USING btree (creditor_id);
CREATE INDEX work_snooze_customer_id_2fa0e79d ON public.work_snooze USING btree (customer_id);
CREATE INDEX work_snooze_deed_id_bab2eb32 ON public.work_snooze USING btree (deed_id);
CREATE INDEX work_snooze_placed_by_id_c2ad095d ON public.work_snooze USING btree (placed_by_id);
CREATE INDEX work_step_autonomy_creditor_id_97e500cc ON public.work_step_autonomy USING btree (creditor_id);
CREATE INDEX work_tally_creditor_id_6d1cfcc7 ON public.work_tally USING btree (creditor_id);
CREATE INDEX work_tally_of_list ON public.work_tally USING btree (creditor_id, run_id, owner_id);
CREATE INDEX work_tally_owner_id_953b6700 ON public.work_tally USING btree (owner_id);
CREATE INDEX work_tally_run_id_8719ebda ON public.work_tally USING btree (run_id);
CREATE INDEX work_template_version_creditor_id_3693ca4a ON public.work_template_version USING btree (creditor_id);
CREATE INDEX work_template_version_saved_by_id_2452d4dd ON public.work_template_version USING btree (saved_by_id);
CREATE INDEX write_off_by_state ON public.outcomes_write_off USING btree (creditor_id, state);
CREATE INDEX write_off_of_customer ON public.outcomes_write_off USING btree (customer_id, requested_date);
CREATE TRIGGER cash_allocation_append_only BEFORE DELETE OR UPDATE ON public.cash_allocation FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_allocation_no_truncate BEFORE TRUNCATE ON public.cash_allocation FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_bankaccountevent_no_truncate BEFORE TRUNCATE ON public.cash_bankaccountevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_bankstatementevent_no_truncate BEFORE TRUNCATE ON public.cash_bankstatementevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_confirmed_line_append_only BEFORE DELETE OR UPDATE ON public.cash_confirmed_line FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_confirmed_line_no_truncate BEFORE TRUNCATE ON public.cash_confirmed_line FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_matchingrulesevent_no_truncate BEFORE TRUNCATE ON public.cash_matchingrulesevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_payeraliasevent_no_truncate BEFORE TRUNCATE ON public.cash_payeraliasevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_posting_review_append_only BEFORE DELETE OR UPDATE ON public.cash_posting_review FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_posting_review_no_truncate BEFORE TRUNCATE ON public.cash_posting_review FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_receipt_movement_append_only BEFORE DELETE OR UPDATE ON public.cash_receipt_movement FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_receipt_movement_no_truncate BEFORE TRUNCATE ON public.cash_receipt_movement FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_refundevent_no_truncate BEFORE TRUNCATE ON public.cash_refundevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_returnedlineevent_no_truncate BEFORE TRUNCATE ON public.cash_returnedlineevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_statement_line_append_only BEFORE DELETE OR UPDATE ON public.cash_statement_line FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER cash_statement_line_no_truncate BEFORE TRUNCATE ON public.cash_statement_line FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER compliance_law_document_append_only BEFORE DELETE OR UPDATE ON public.compliance_law_document FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER compliance_law_document_no_truncate BEFORE TRUNCATE ON public.compliance_law_document FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER exchange_delivery_chunk_append_only BEFORE DELETE OR UPDATE ON public.exchange_delivery_chunk FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER exchange_delivery_chunk_no_truncate BEFORE TRUNCATE ON public.exchange_delivery_chunk FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER exchange_mappingprofileevent_no_truncate BEFORE TRUNCATE ON public.exchange_mappingprofileevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER exposure_bucketsetevent_no_truncate BEFORE TRUNCATE ON public.exposure_bucketsetevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_dispute_step_append_only BEFORE DELETE OR UPDATE ON public.outcomes_dispute_step FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_dispute_step_no_truncate BEFORE TRUNCATE ON public.outcomes_dispute_step FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_plan_transition_append_only BEFORE DELETE OR UPDATE ON public.outcomes_plan_transition FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_plan_transition_no_truncate BEFORE TRUNCATE ON public.outcomes_plan_transition FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_planevent_no_truncate BEFORE TRUNCATE ON public.outcomes_planevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_promise_transition_append_only BEFORE DELETE OR UPDATE ON public.outcomes_promise_transition FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_promise_transition_no_truncate BEFORE TRUNCATE ON public.outcomes_promise_transition FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_promiseevent_no_truncate BEFORE TRUNCATE ON public.outcomes_promiseevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_proof_append_only BEFORE DELETE OR UPDATE ON public.outcomes_proof FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_proof_file_append_only BEFORE DELETE OR UPDATE ON public.outcomes_proof_file FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_proof_file_no_truncate BEFORE TRUNCATE ON public.outcomes_proof_file FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_proof_no_truncate BEFORE TRUNCATE ON public.outcomes_proof FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER outcomes_writeoffevent_no_truncate BEFORE TRUNCATE ON public.outcomes_writeoffevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER parties_contact_notice_append_only BEFORE DELETE OR UPDATE ON public.parties_contact_notice FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER parties_contact_notice_no_truncate BEFORE TRUNCATE ON public.parties_contact_notice FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER parties_contactpersonevent_no_truncate BEFORE TRUNCATE ON public.parties_contactpersonevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER parties_customerevent_no_truncate BEFORE TRUNCATE ON public.parties_customerevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER parties_identifierevent_no_truncate BEFORE TRUNCATE ON public.parties_identifierevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER pgtrigger_append_only_05c85 BEFORE DELETE OR UPDATE ON public.cash_returnedlineevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_05c85();
COMMENT ON TRIGGER pgtrigger_append_only_05c85 ON public.cash_returnedlineevent IS 'f4a8419e4b94aa2e5bf5fa086153dc9489e04132';
CREATE TRIGGER pgtrigger_append_only_10233 BEFORE DELETE OR UPDATE ON public.receivables_postingtemplatesevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_10233();
COMMENT ON TRIGGER pgtrigger_append_only_10233 ON public.receivables_postingtemplatesevent IS 'fa853957bc6953cf8125c02b39b07e3c9d906cb8';
CREATE TRIGGER pgtrigger_append_only_11e3f BEFORE DELETE OR UPDATE ON public.cash_matchingrulesevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_11e3f();
COMMENT ON TRIGGER pgtrigger_append_only_11e3f ON public.cash_matchingrulesevent IS '6508d1b760229341fdf27d45995f471efd1f7bb8';
CREATE TRIGGER pgtrigger_append_only_1e297 BEFORE DELETE OR UPDATE ON public.cash_bankstatementevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_1e297();
COMMENT ON TRIGGER pgtrigger_append_only_1e297 ON public.cash_bankstatementevent IS '38f90a3ea2109a59aae9421a76331fbd9e6a60bb';
CREATE TRIGGER pgtrigger_append_only_23a48 BEFORE DELETE OR UPDATE ON public.platform_creditorevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_23a48();
COMMENT ON TRIGGER pgtrigger_append_only_23a48 ON public.platform_creditorevent IS 'ee10bd01ce862e5b725ea8caf93caed486619ccc';
CREATE TRIGGER pgtrigger_append_only_37d46 BEFORE DELETE OR UPDATE ON public.parties_customerevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_37d46();
COMMENT ON TRIGGER pgtrigger_append_only_37d46 ON public.parties_customerevent IS '31622dd6407427d5e27e12ed57674f3232774be4';
CREATE TRIGGER pgtrigger_append_only_441b6 BEFORE DELETE OR UPDATE ON public.cash_bankaccountevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_441b6();
COMMENT ON TRIGGER pgtrigger_append_only_441b6 ON public.cash_bankaccountevent IS '485f334f645e11fc9b820c3c378ee4221dd71dc9';
CREATE TRIGGER pgtrigger_append_only_5c759 BEFORE DELETE OR UPDATE ON public.cash_refundevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_5c759();
COMMENT ON TRIGGER pgtrigger_append_only_5c759 ON public.cash_refundevent IS '96a7e181a899bf60c9c552a40e4ba804957085fd';
CREATE TRIGGER pgtrigger_append_only_5e369 BEFORE DELETE OR UPDATE ON public.platform_apitokenevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_5e369();
COMMENT ON TRIGGER pgtrigger_append_only_5e369 ON public.platform_apitokenevent IS 'ed761ace2af098d6bcedc258bfb52196a103e295';
CREATE TRIGGER pgtrigger_append_only_68327 BEFORE DELETE OR UPDATE ON public.strategy_policyversionevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_68327();
COMMENT ON TRIGGER pgtrigger_append_only_68327 ON public.strategy_policyversionevent IS '5de585f8a4b41ae3ffc0a137848a2f94688b6ddd';
CREATE TRIGGER pgtrigger_append_only_73dea BEFORE DELETE OR UPDATE ON public.platform_membershipevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_73dea();
COMMENT ON TRIGGER pgtrigger_append_only_73dea ON public.platform_membershipevent IS '235a4877913875299c5c6b98cf14b8b8c79b4954';
CREATE TRIGGER pgtrigger_append_only_7c426 BEFORE DELETE OR UPDATE ON public.exchange_mappingprofileevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_7c426();
COMMENT ON TRIGGER pgtrigger_append_only_7c426 ON public.exchange_mappingprofileevent IS '6c97fa1f27f80e61a27f65cdf5e14a82398993e8';
CREATE TRIGGER pgtrigger_append_only_8bdd2 BEFORE DELETE OR UPDATE ON public.parties_contactpersonevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8bdd2();
COMMENT ON TRIGGER pgtrigger_append_only_8bdd2 ON public.parties_contactpersonevent IS 'd2d8a8cfeaad4647bb851c60cad6fc1ff52babfe';
CREATE TRIGGER pgtrigger_append_only_8d60e BEFORE DELETE OR UPDATE ON public.receivables_paymenttermsevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8d60e();
COMMENT ON TRIGGER pgtrigger_append_only_8d60e ON public.receivables_paymenttermsevent IS 'd1abbd1ac534a9c3cfd44e3533bf0c3ab7f21937';
CREATE TRIGGER pgtrigger_append_only_8dd8c BEFORE DELETE OR UPDATE ON public.receivables_holdevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8dd8c();
COMMENT ON TRIGGER pgtrigger_append_only_8dd8c ON public.receivables_holdevent IS 'e1aa5e84b5c0639a14090d8491c5b9e27dcd7780';
CREATE TRIGGER pgtrigger_append_only_a65a9 BEFORE DELETE OR UPDATE ON public.platform_userevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_a65a9();
COMMENT ON TRIGGER pgtrigger_append_only_a65a9 ON public.platform_userevent IS 'c91efa3b286999920e0520c2fe5d34cfc725a6f1';
CREATE TRIGGER pgtrigger_append_only_ad0a2 BEFORE DELETE OR UPDATE ON public.platform_webhookendpointevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ad0a2();
COMMENT ON TRIGGER pgtrigger_append_only_ad0a2 ON public.platform_webhookendpointevent IS '26957013e16323c4969aa04a68a9ca5bb533b597';
CREATE TRIGGER pgtrigger_append_only_d3a5f BEFORE DELETE OR UPDATE ON public.outcomes_writeoffevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d3a5f();
COMMENT ON TRIGGER pgtrigger_append_only_d3a5f ON public.outcomes_writeoffevent IS '7d70e880fb160027066cd45b41db43ddbb5c1f60';
CREATE TRIGGER pgtrigger_append_only_d3dda BEFORE DELETE OR UPDATE ON public.cash_payeraliasevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d3dda();
COMMENT ON TRIGGER pgtrigger_append_only_d3dda ON public.cash_payeraliasevent IS '90d00bd0c4252fdcb169e9c2905b0c72a4c2a07b';
CREATE TRIGGER pgtrigger_append_only_e059f BEFORE DELETE OR UPDATE ON public.exposure_bucketsetevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_e059f();
COMMENT ON TRIGGER pgtrigger_append_only_e059f ON public.exposure_bucketsetevent IS '159653ed0fb7619d537e837c2eed307a71415c9f';
CREATE TRIGGER pgtrigger_append_only_ec9d3 BEFORE DELETE OR UPDATE ON public.work_senderevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ec9d3();
COMMENT ON TRIGGER pgtrigger_append_only_ec9d3 ON public.work_senderevent IS 'c4fbc01b46befc2bed1a7fe5c4e195054a14c2ba';
CREATE TRIGGER pgtrigger_append_only_f0a73 BEFORE DELETE OR UPDATE ON public.outcomes_promiseevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f0a73();
COMMENT ON TRIGGER pgtrigger_append_only_f0a73 ON public.outcomes_promiseevent IS '1add5bce06e2c86dcc502f4d6d8de1fd71baac01';
CREATE TRIGGER pgtrigger_append_only_f3fe1 BEFORE DELETE OR UPDATE ON public.outcomes_planevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f3fe1();
COMMENT ON TRIGGER pgtrigger_append_only_f3fe1 ON public.outcomes_planevent IS 'ef531274afa6e88815cd882fa6512a43f9ad6794';
CREATE TRIGGER pgtrigger_append_only_f76ce BEFORE DELETE OR UPDATE ON public.parties_identifierevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f76ce();
COMMENT ON TRIGGER pgtrigger_append_only_f76ce ON public.parties_identifierevent IS 'c8048d449352352686abdc8a2e51548b6e7546d5';
CREATE TRIGGER pgtrigger_delete_delete_987ea AFTER DELETE ON public.platform_membership FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_987ea();
COMMENT ON TRIGGER pgtrigger_delete_delete_987ea ON public.platform_membership IS '5a5d442c752b8ea592682c7aa8755cd96d8d92c0';
CREATE TRIGGER pgtrigger_insert_insert_1389e AFTER INSERT ON public.outcomes_write_off FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1389e();
COMMENT ON TRIGGER pgtrigger_insert_insert_1389e ON public.outcomes_write_off IS '2e975cf1c3376bf1c28d26432ea65f3a7a48ecc8';
CREATE TRIGGER pgtrigger_insert_insert_14f6e AFTER INSERT ON public.receivables_payment_terms FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_14f6e();
COMMENT ON TRIGGER pgtrigger_insert_insert_14f6e ON public.receivables_payment_terms IS '87fbd214998c59d3b5fa86cf80c6c2daca98d6b1';
CREATE TRIGGER pgtrigger_insert_insert_337ba AFTER INSERT ON public.exchange_mapping_profile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_337ba();
COMMENT ON TRIGGER pgtrigger_insert_insert_337ba ON public.exchange_mapping_profile IS '139e6a49a215462f81abcfb681b263b065ea162c';
CREATE TRIGGER pgtrigger_insert_insert_344a6 AFTER INSERT ON public.parties_identifier FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_344a6();
COMMENT ON TRIGGER pgtrigger_insert_insert_344a6 ON public.parties_identifier IS 'e2883652614f16cbf646095a24eb76330d31ba58';
CREATE TRIGGER pgtrigger_insert_insert_4026e AFTER INSERT ON public.parties_customer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4026e();
COMMENT ON TRIGGER pgtrigger_insert_insert_4026e ON public.parties_customer IS 'e1feed04129708f8de24032b88f164f5ec92f813';
CREATE TRIGGER pgtrigger_insert_insert_4f275 AFTER INSERT ON public.platform_user FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4f275();
COMMENT ON TRIGGER pgtrigger_insert_insert_4f275 ON public.platform_user IS '82e28fe0cc57615da1181107f7ea68ae8106cca9';
CREATE TRIGGER pgtrigger_insert_insert_5b090 AFTER INSERT ON public.platform_webhook_endpoint FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_5b090();
COMMENT ON TRIGGER pgtrigger_insert_insert_5b090 ON public.platform_webhook_endpoint IS '5e3032d2ea8f977dd32c98717c05e0b2ac3fa532';
CREATE TRIGGER pgtrigger_insert_insert_6cdad AFTER INSERT ON public.cash_refund FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6cdad();
COMMENT ON TRIGGER pgtrigger_insert_insert_6cdad ON public.cash_refund IS '9cacb71aaef63ba8e9cb7371e67e1b6e824baf2c';
CREATE TRIGGER pgtrigger_insert_insert_752e8 AFTER INSERT ON public.receivables_posting_templates FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_752e8();
COMMENT ON TRIGGER pgtrigger_insert_insert_752e8 ON public.receivables_posting_templates IS 'b97a6503470999dc78d0dfa033ab8a72f8faece7';
CREATE TRIGGER pgtrigger_insert_insert_7b4f3 AFTER INSERT ON public.cash_bank_statement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7b4f3();
COMMENT ON TRIGGER pgtrigger_insert_insert_7b4f3 ON public.cash_bank_statement IS '90c2313935bdb22d2e07e7f9b1c8ce71129ca88c';
CREATE TRIGGER pgtrigger_insert_insert_95246 AFTER INSERT ON public.parties_contact_person FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_95246();
COMMENT ON TRIGGER pgtrigger_insert_insert_95246 ON public.parties_contact_person IS '5ba66def5e276080885475a52911615ba3bc34a2';
CREATE TRIGGER pgtrigger_insert_insert_959c3 AFTER INSERT ON public.platform_membership FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_959c3();
COMMENT ON TRIGGER pgtrigger_insert_insert_959c3 ON public.platform_membership IS '8987587f593d359766c5d3a62b87658296efc241';
CREATE TRIGGER pgtrigger_insert_insert_9c9dc AFTER INSERT ON public.outcomes_plan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9c9dc();
COMMENT ON TRIGGER pgtrigger_insert_insert_9c9dc ON public.outcomes_plan IS 'c9066af3468f15426c2e69c9f8a205f82cea00f4';
CREATE TRIGGER pgtrigger_insert_insert_a4b77 AFTER INSERT ON public.receivables_hold FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a4b77();
COMMENT ON TRIGGER pgtrigger_insert_insert_a4b77 ON public.receivables_hold IS '4351c555d38ce2acf76bc77e21700cc61bfe939e';
CREATE TRIGGER pgtrigger_insert_insert_c4b37 AFTER INSERT ON public.platform_api_token FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_c4b37();
COMMENT ON TRIGGER pgtrigger_insert_insert_c4b37 ON public.platform_api_token IS '859296d124e7d06429826072edf822d18eb70bdb';
CREATE TRIGGER pgtrigger_insert_insert_ce744 AFTER INSERT ON public.cash_returned_line FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ce744();
COMMENT ON TRIGGER pgtrigger_insert_insert_ce744 ON public.cash_returned_line IS 'dda4fec3b15630d376d639c747d35cfa815ad36a';
CREATE TRIGGER pgtrigger_insert_insert_d2b16 AFTER INSERT ON public.work_sender FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d2b16();
COMMENT ON TRIGGER pgtrigger_insert_insert_d2b16 ON public.work_sender IS 'c8122efaa11e0e9585d7b9dbcc44c72140d63e88';
CREATE TRIGGER pgtrigger_insert_insert_d4357 AFTER INSERT ON public.exposure_bucket_set FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d4357();
COMMENT ON TRIGGER pgtrigger_insert_insert_d4357 ON public.exposure_bucket_set IS '69b3a06f96dc5a4b86385eba64d22e459180f41f';
CREATE TRIGGER pgtrigger_insert_insert_de37c AFTER INSERT ON public.strategy_policy_version FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_de37c();
COMMENT ON TRIGGER pgtrigger_insert_insert_de37c ON public.strategy_policy_version IS '8441bf56d30022a1c20be51780f13f6c6b9eab0c';
CREATE TRIGGER pgtrigger_insert_insert_e06f3 AFTER INSERT ON public.cash_bank_account FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e06f3();
COMMENT ON TRIGGER pgtrigger_insert_insert_e06f3 ON public.cash_bank_account IS '890906759352bcd402a23451e7d310d3d94d2a6f';
CREATE TRIGGER pgtrigger_insert_insert_e3a35 AFTER INSERT ON public.cash_matching_rules FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e3a35();
COMMENT ON TRIGGER pgtrigger_insert_insert_e3a35 ON public.cash_matching_rules IS 'db102eaafe04c15b75c0f79c0ff7de543ee70f2d';
CREATE TRIGGER pgtrigger_insert_insert_ee61d AFTER INSERT ON public.cash_payer_alias FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ee61d();
COMMENT ON TRIGGER pgtrigger_insert_insert_ee61d ON public.cash_payer_alias IS '4d2bbceef6390716327e48a0a57309d521a39d84';
CREATE TRIGGER pgtrigger_insert_insert_fd373 AFTER INSERT ON public.outcomes_promise FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fd373();
COMMENT ON TRIGGER pgtrigger_insert_insert_fd373 ON public.outcomes_promise IS '78b72670ade9d6bf72ae002e44c1f998aebd6261';
CREATE TRIGGER pgtrigger_insert_insert_fde8b AFTER INSERT ON public.platform_creditor FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fde8b();
COMMENT ON TRIGGER pgtrigger_insert_insert_fde8b ON public.platform_creditor IS '31cfe91e72f1f912302c84ceded58ca15ce41070';
CREATE TRIGGER pgtrigger_update_update_05cc8 AFTER UPDATE ON public.parties_customer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_05cc8();
COMMENT ON TRIGGER pgtrigger_update_update_05cc8 ON public.parties_customer IS '0b1530fea354dabd19a0d3c84188a3494f511e27';
CREATE TRIGGER pgtrigger_update_update_0f237 AFTER UPDATE ON public.platform_user FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.density)::text IS DISTINCT FROM (new.density)::text) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR ((old.full_name)::text IS DISTINCT FROM (new.full_name)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.is_operator IS DISTINCT FROM new.is_operator) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR (old.single_keys IS DISTINCT FROM new.single_keys) OR ((old.theme)::text IS DISTINCT FROM (new.theme)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_0f237();
COMMENT ON TRIGGER pgtrigger_update_update_0f237 ON public.platform_user IS 'c92b01601ab76640a10b04ef0d33a4a3af9a3bd5';
CREATE TRIGGER pgtrigger_update_update_0f6d7 AFTER UPDATE ON public.outcomes_write_off FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_0f6d7();
COMMENT ON TRIGGER pgtrigger_update_update_0f6d7 ON public.outcomes_write_off IS '4ff8dd64491fa02ce44dc702b1f6168c9c5db95c';
CREATE TRIGGER pgtrigger_update_update_190e4 AFTER UPDATE ON public.cash_bank_account FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_190e4();
COMMENT ON TRIGGER pgtrigger_update_update_190e4 ON public.cash_bank_account IS 'b460836afe2ff6bcd12032c47425a719c0854a48';
CREATE TRIGGER pgtrigger_update_update_1c0ec AFTER UPDATE ON public.exchange_mapping_profile FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_1c0ec();
COMMENT ON TRIGGER pgtrigger_update_update_1c0ec ON public.exchange_mapping_profile IS 'aea8ed89fa2fdc9b38e8fbfff8abc1104afd7ec9';
CREATE TRIGGER pgtrigger_update_update_260a4 AFTER UPDATE ON public.receivables_payment_terms FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_260a4();
COMMENT ON TRIGGER pgtrigger_update_update_260a4 ON public.receivables_payment_terms IS '54e0b06617d000d55544718599979e6757c6f32b';
CREATE TRIGGER pgtrigger_update_update_3576e AFTER UPDATE ON public.parties_contact_person FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3576e();
COMMENT ON TRIGGER pgtrigger_update_update_3576e ON public.parties_contact_person IS '7df236feb93823dab9ba2ab8b2496cc7e2f7b9a4';
CREATE TRIGGER pgtrigger_update_update_4178d AFTER UPDATE ON public.cash_matching_rules FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_4178d();
COMMENT ON TRIGGER pgtrigger_update_update_4178d ON public.cash_matching_rules IS 'b715c7d829d98ec90262e0f72cb6abf3246ca4a9';
CREATE TRIGGER pgtrigger_update_update_56b95 AFTER UPDATE ON public.platform_creditor FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_56b95();
COMMENT ON TRIGGER pgtrigger_update_update_56b95 ON public.platform_creditor IS '594e808bf2dec4420e4a231d678e1506de7db33e';
CREATE TRIGGER pgtrigger_update_update_5ee6b AFTER UPDATE ON public.cash_refund FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5ee6b();
COMMENT ON TRIGGER pgtrigger_update_update_5ee6b ON public.cash_refund IS '029c77b58d4d44df4b14559abcb49fa2e61dec97';
CREATE TRIGGER pgtrigger_update_update_610a3 AFTER UPDATE ON public.cash_returned_line FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_610a3();
COMMENT ON TRIGGER pgtrigger_update_update_610a3 ON public.cash_returned_line IS '1d064bf93e652e7e49c295494c71d6b4398c2418';
CREATE TRIGGER pgtrigger_update_update_6c51b AFTER UPDATE ON public.receivables_posting_templates FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_6c51b();
COMMENT ON TRIGGER pgtrigger_update_update_6c51b ON public.receivables_posting_templates IS 'e34b30278dc15ec41b900d0185a001a9d8b5f080';
CREATE TRIGGER pgtrigger_update_update_7bdf6 AFTER UPDATE ON public.parties_identifier FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_7bdf6();
COMMENT ON TRIGGER pgtrigger_update_update_7bdf6 ON public.parties_identifier IS '2a3f40d1ae4a765a6f29012a62cf605225ec12ce';
CREATE TRIGGER pgtrigger_update_update_86d6c AFTER UPDATE ON public.work_sender FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_86d6c();
COMMENT ON TRIGGER pgtrigger_update_update_86d6c ON public.work_sender IS '786f28493c615501fe9a97022da59328188b5a89';
CREATE TRIGGER pgtrigger_update_update_98c73 AFTER UPDATE ON public.outcomes_promise FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_98c73();
COMMENT ON TRIGGER pgtrigger_update_update_98c73 ON public.outcomes_promise IS '3bc09d5e5980c41ed9ef1e2c099f1c757903092b';
CREATE TRIGGER pgtrigger_update_update_a01a7 AFTER UPDATE ON public.platform_api_token FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.created_by_name)::text IS DISTINCT FROM (new.created_by_name)::text) OR (old.creditor_id IS DISTINCT FROM new.creditor_id) OR (old.expires_at IS DISTINCT FROM new.expires_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.rate_per_minute IS DISTINCT FROM new.rate_per_minute) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.scopes IS DISTINCT FROM new.scopes) OR ((old.shown_part)::text IS DISTINCT FROM (new.shown_part)::text) OR (old.user_id IS DISTINCT FROM new.user_id))) EXECUTE FUNCTION public.pgtrigger_update_update_a01a7();
COMMENT ON TRIGGER pgtrigger_update_update_a01a7 ON public.platform_api_token IS '040468ef1b105a17eeb9d930f777dea6ac95c93a';
CREATE TRIGGER pgtrigger_update_update_bd50a AFTER UPDATE ON public.outcomes_plan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_bd50a();
COMMENT ON TRIGGER pgtrigger_update_update_bd50a ON public.outcomes_plan IS 'c5bfa6b1da2242fdff0aafd77160a20511967974';
CREATE TRIGGER pgtrigger_update_update_c5365 AFTER UPDATE ON public.exposure_bucket_set FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c5365();
COMMENT ON TRIGGER pgtrigger_update_update_c5365 ON public.exposure_bucket_set IS '0c8d4dcf721734cbb6830b5baff7afa537e7d2b2';
CREATE TRIGGER pgtrigger_update_update_d9278 AFTER UPDATE ON public.cash_payer_alias FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.creditor_id IS DISTINCT FROM new.creditor_id) OR (old.customer_id IS DISTINCT FROM new.customer_id) OR (old.id IS DISTINCT FROM new.id) OR (old.is_confirmed IS DISTINCT FROM new.is_confirmed) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.learned_by)::text IS DISTINCT FROM (new.learned_by)::text) OR ((old.value)::text IS DISTINCT FROM (new.value)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_d9278();
COMMENT ON TRIGGER pgtrigger_update_update_d9278 ON public.cash_payer_alias IS 'd42dc44a6e9d1d9cf7a637ad6b0b9c16dabd1fe3';
CREATE TRIGGER pgtrigger_update_update_db1d3 AFTER UPDATE ON public.strategy_policy_version FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_db1d3();
COMMENT ON TRIGGER pgtrigger_update_update_db1d3 ON public.strategy_policy_version IS 'f213f14aead39f1963be5f538b85706edd5d07b2';
CREATE TRIGGER pgtrigger_update_update_e5bcc AFTER UPDATE ON public.platform_membership FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e5bcc();
COMMENT ON TRIGGER pgtrigger_update_update_e5bcc ON public.platform_membership IS '4852abecc2763014dd3c77c514b2a20c52f55680';
CREATE TRIGGER pgtrigger_update_update_e845e AFTER UPDATE ON public.receivables_hold FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e845e();
COMMENT ON TRIGGER pgtrigger_update_update_e845e ON public.receivables_hold IS 'a1abfe9961d43ddfa9ac3c63aa6cdd410e038d3e';
CREATE TRIGGER pgtrigger_update_update_ee3bb AFTER UPDATE ON public.platform_webhook_endpoint FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_ee3bb();
COMMENT ON TRIGGER pgtrigger_update_update_ee3bb ON public.platform_webhook_endpoint IS 'e0dc6ddc7a33e4eefc8724d29bac4e81d8e04131';
CREATE TRIGGER pgtrigger_update_update_f412e AFTER UPDATE ON public.cash_bank_statement FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_f412e();
COMMENT ON TRIGGER pgtrigger_update_update_f412e ON public.cash_bank_statement IS '43684b49e28f956d39b7379858a21b836d852068';
CREATE TRIGGER platform_apitokenevent_no_truncate BEFORE TRUNCATE ON public.platform_apitokenevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER platform_creditorevent_no_truncate BEFORE TRUNCATE ON public.platform_creditorevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER platform_membershipevent_no_truncate BEFORE TRUNCATE ON public.platform_membershipevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER platform_userevent_no_truncate BEFORE TRUNCATE ON public.platform_userevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER platform_webhookendpointevent_no_truncate BEFORE TRUNCATE ON public.platform_webhookendpointevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
CREATE TRIGGER receivables_due_part_append_only BEFORE DELETE OR UPDATE ON public.receivables_due_part FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_due_part_no_truncate BEFORE TRUNCATE ON public.receivables_due_part FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_entry_append_only BEFORE DELETE OR UPDATE ON public.receivables_entry FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_entry_no_truncate BEFORE TRUNCATE ON public.receivables_entry FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_holdevent_no_truncate BEFORE TRUNCATE ON public.receivables_holdevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_journal_batch_append_only BEFORE DELETE OR UPDATE ON public.receivables_journal_batch FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_journal_batch_no_truncate BEFORE TRUNCATE ON public.receivables_journal_batch FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_journal_fact_append_only BEFORE DELETE OR UPDATE ON public.receivables_journal_fact FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_journal_fact_no_truncate BEFORE TRUNCATE ON public.receivables_journal_fact FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_journal_line_append_only BEFORE DELETE OR UPDATE ON public.receivables_journal_line FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_journal_line_no_truncate BEFORE TRUNCATE ON public.receivables_journal_line FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_paymenttermsevent_no_truncate BEFORE TRUNCATE ON public.receivables_paymenttermsevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_period_lock_append_only BEFORE DELETE OR UPDATE ON public.receivables_period_lock FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_period_lock_no_truncate BEFORE TRUNCATE ON public.receivables_period_lock FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER receivables_postingtemplatesevent_no_truncate BEFORE TRUNCATE ON public.receivables_postingtemplatesevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER strategy_policy_version_kept BEFORE DELETE OR UPDATE ON public.strategy_policy_version FOR EACH ROW EXECUTE FUNCTION public.strategy_keep_published();
CREATE TRIGGER strategy_policyversionevent_no_truncate BEFORE TRUNCATE ON public.strategy_policyversionevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_activity_append_only BEFORE DELETE OR UPDATE ON public.work_activity FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_activity_item_append_only BEFORE DELETE OR UPDATE ON public.work_activity_item FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_activity_item_no_truncate BEFORE TRUNCATE ON public.work_activity_item FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_activity_no_truncate BEFORE TRUNCATE ON public.work_activity FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_deed_append_only BEFORE DELETE OR UPDATE ON public.work_deed FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_deed_no_truncate BEFORE TRUNCATE ON public.work_deed FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_item_tally_come AFTER INSERT ON public.work_item REFERENCING NEW TABLE AS come_item FOR EACH STATEMENT EXECUTE FUNCTION public.work_tally_come();
CREATE TRIGGER work_item_tally_gone AFTER DELETE ON public.work_item REFERENCING OLD TABLE AS gone_item FOR EACH STATEMENT EXECUTE FUNCTION public.work_tally_gone();
CREATE TRIGGER work_item_tally_moved AFTER UPDATE ON public.work_item REFERENCING OLD TABLE AS gone_item NEW TABLE AS come_item FOR EACH STATEMENT EXECUTE FUNCTION public.work_tally_moved();
CREATE TRIGGER work_item_transition_append_only BEFORE DELETE OR UPDATE ON public.work_item_transition FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_item_transition_no_truncate BEFORE TRUNCATE ON public.work_item_transition FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_message_document_append_only BEFORE DELETE OR UPDATE ON public.work_message_document FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_message_document_no_truncate BEFORE TRUNCATE ON public.work_message_document FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_message_leaves BEFORE INSERT OR UPDATE ON public.work_message FOR EACH ROW EXECUTE FUNCTION public.work_message_leaves();
CREATE TRIGGER work_message_transition_append_only BEFORE DELETE OR UPDATE ON public.work_message_transition FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_message_transition_no_truncate BEFORE TRUNCATE ON public.work_message_transition FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_permit_begins_unused BEFORE INSERT ON public.work_permit FOR EACH ROW EXECUTE FUNCTION public.work_permit_begins_unused();
CREATE TRIGGER work_permit_kept BEFORE DELETE OR UPDATE ON public.work_permit FOR EACH ROW EXECUTE FUNCTION public.work_permit_kept();
CREATE TRIGGER work_permit_no_truncate BEFORE TRUNCATE ON public.work_permit FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_reply_transition_append_only BEFORE DELETE OR UPDATE ON public.work_reply_transition FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_reply_transition_no_truncate BEFORE TRUNCATE ON public.work_reply_transition FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_senderevent_no_truncate BEFORE TRUNCATE ON public.work_senderevent FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_template_version_append_only BEFORE DELETE OR UPDATE ON public.work_template_version FOR EACH ROW EXECUTE FUNCTION public.dunwell_refuse_change();
CREATE TRIGGER work_template_version_no_truncate BEFORE TRUNCATE ON public.work_template_version FOR EACH STATEMENT EXECUTE FUNCTION public.dunwell_refuse_change();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_platform_user_id FOREIGN KEY (user_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_creditor_id_3ab8f762_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_customer_id_3752df70_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_deduction_item_id_4378dcfa_fk_receivabl FOREIGN KEY (deduction_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_on_account_item_id_599a9e89_fk_receivabl FOREIGN KEY (on_account_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_open_item_id_a2b287c3_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_proposal_id_03c8c9bc_fk_cash_proposal_id FOREIGN KEY (proposal_id) REFERENCES public.cash_proposal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_receipt_id_14d7d2d8_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_allocation
    ADD CONSTRAINT cash_allocation_reverses_id_4227abce_fk_cash_allocation_id FOREIGN KEY (reverses_id) REFERENCES public.cash_allocation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_bank_account
    ADD CONSTRAINT cash_bank_account_creditor_id_0ce66f7b_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_bank_statement
    ADD CONSTRAINT cash_bank_statement_bank_account_id_54db0946_fk_cash_bank FOREIGN KEY (bank_account_id) REFERENCES public.cash_bank_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_bank_statement
    ADD CONSTRAINT cash_bank_statement_creditor_id_1a5b24bd_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_bank_statement
    ADD CONSTRAINT cash_bank_statement_delivery_id_cfb9dbce_fk_exchange_ FOREIGN KEY (delivery_id) REFERENCES public.exchange_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_confirmed_line
    ADD CONSTRAINT cash_confirmed_line_creditor_id_d77abb00_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_confirmed_line
    ADD CONSTRAINT cash_confirmed_line_line_id_8ba03e39_fk_cash_statement_line_id FOREIGN KEY (line_id) REFERENCES public.cash_statement_line(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_confirmed_line
    ADD CONSTRAINT cash_confirmed_line_statement_id_81b394e7_fk_cash_bank FOREIGN KEY (statement_id) REFERENCES public.cash_bank_statement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_matching_rules
    ADD CONSTRAINT cash_matching_rules_creditor_id_02fed4c7_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_payer_alias
    ADD CONSTRAINT cash_payer_alias_creditor_id_c0c2883d_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_payer_alias
    ADD CONSTRAINT cash_payer_alias_customer_id_9779399d_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_posting_review
    ADD CONSTRAINT cash_posting_review_allocation_id_e408c61c_fk_cash_allo FOREIGN KEY (allocation_id) REFERENCES public.cash_allocation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_posting_review
    ADD CONSTRAINT cash_posting_review_creditor_id_8bc61d03_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_posting_review
    ADD CONSTRAINT cash_posting_review_receipt_id_af0494f0_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_proposal
    ADD CONSTRAINT cash_proposal_creditor_id_ab40c243_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_proposal
    ADD CONSTRAINT cash_proposal_customer_id_2a218364_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_proposal
    ADD CONSTRAINT cash_proposal_receipt_id_ed420b0e_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_proposal
    ADD CONSTRAINT cash_proposal_rules_id_5fe9d315_fk_cash_matching_rules_id FOREIGN KEY (rules_id) REFERENCES public.cash_matching_rules(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_proposal
    ADD CONSTRAINT cash_proposal_run_id_76261f6a_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT cash_receipt_bank_account_id_d44b1e74_fk_cash_bank_account_id FOREIGN KEY (bank_account_id) REFERENCES public.cash_bank_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT cash_receipt_creditor_id_c01a1d00_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT cash_receipt_customer_id_2b107b91_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movemen_creditor_id_8576aa90_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movemen_customer_id_471bc56e_fk_parties_c FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movemen_on_account_item_id_31405439_fk_receivabl FOREIGN KEY (on_account_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movemen_reverses_id_f4753062_fk_cash_rece FOREIGN KEY (reverses_id) REFERENCES public.cash_receipt_movement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt_movement
    ADD CONSTRAINT cash_receipt_movement_receipt_id_3a9ad813_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_receipt
    ADD CONSTRAINT cash_receipt_statement_line_id_7aaf2900_fk_cash_stat FOREIGN KEY (statement_line_id) REFERENCES public.cash_statement_line(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_refund
    ADD CONSTRAINT cash_refund_credit_item_id_e04dcb7a_fk_receivables_open_item_id FOREIGN KEY (credit_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_refund
    ADD CONSTRAINT cash_refund_creditor_id_231c85f1_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_refund
    ADD CONSTRAINT cash_refund_customer_id_a118e22d_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_refund
    ADD CONSTRAINT cash_refund_receipt_id_1cac16ef_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_remittance
    ADD CONSTRAINT cash_remittance_creditor_id_551fd6dc_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_remittance
    ADD CONSTRAINT cash_remittance_customer_id_73df67ea_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_remittance
    ADD CONSTRAINT cash_remittance_delivery_id_49a16a35_fk_exchange_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.exchange_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_remittance_line
    ADD CONSTRAINT cash_remittance_line_creditor_id_9586c75f_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_remittance_line
    ADD CONSTRAINT cash_remittance_line_remittance_id_1e1cf7f9_fk_cash_remi FOREIGN KEY (remittance_id) REFERENCES public.cash_remittance(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_remittance
    ADD CONSTRAINT cash_remittance_receipt_id_4f77443e_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_returned_line
    ADD CONSTRAINT cash_returned_line_creditor_id_b2d1e8dd_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_returned_line
    ADD CONSTRAINT cash_returned_line_line_id_0d8a7481_fk_cash_statement_line_id FOREIGN KEY (line_id) REFERENCES public.cash_statement_line(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_returned_line
    ADD CONSTRAINT cash_returned_line_receipt_id_af2e215e_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_statement_line
    ADD CONSTRAINT cash_statement_line_bank_account_id_8b5e7602_fk_cash_bank FOREIGN KEY (bank_account_id) REFERENCES public.cash_bank_account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_statement_line
    ADD CONSTRAINT cash_statement_line_creditor_id_71fa951c_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cash_statement_line
    ADD CONSTRAINT cash_statement_line_statement_id_a98b19dc_fk_cash_bank FOREIGN KEY (statement_id) REFERENCES public.cash_bank_statement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_law_document
    ADD CONSTRAINT compliance_law_docum_creditor_id_be45c285_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.compliance_law_document
    ADD CONSTRAINT compliance_law_docum_published_by_id_e410dab9_fk_platform_ FOREIGN KEY (published_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.strategy_decision
    ADD CONSTRAINT decision_customer_fk FOREIGN KEY (creditor_id, customer_id) REFERENCES public.parties_customer(creditor_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_entry
    ADD CONSTRAINT entry_open_item_fk FOREIGN KEY (customer_id, creditor_id, open_item_id) REFERENCES public.receivables_open_item(customer_id, creditor_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_delivery_chunk
    ADD CONSTRAINT exchange_delivery_ch_creditor_id_2cc63788_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_delivery_chunk
    ADD CONSTRAINT exchange_delivery_ch_delivery_id_7bd2db20_fk_exchange_ FOREIGN KEY (delivery_id) REFERENCES public.exchange_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_delivery
    ADD CONSTRAINT exchange_delivery_creditor_id_817b32e2_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_delivery_problem
    ADD CONSTRAINT exchange_delivery_pr_creditor_id_3642ae43_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_delivery_problem
    ADD CONSTRAINT exchange_delivery_pr_delivery_id_80c0e28b_fk_exchange_ FOREIGN KEY (delivery_id) REFERENCES public.exchange_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_mapping_profile
    ADD CONSTRAINT exchange_mapping_pro_creditor_id_8b114daf_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exposure_bucket_set
    ADD CONSTRAINT exposure_bucket_set_creditor_id_f5ec06fa_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_platform_user_id FOREIGN KEY (user_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_open_item
    ADD CONSTRAINT open_item_customer_fk FOREIGN KEY (creditor_id, customer_id) REFERENCES public.parties_customer(creditor_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_activity_id_c4027202_fk_work_activity_id FOREIGN KEY (activity_id) REFERENCES public.work_activity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_contact_person_id_62c07ec8_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_credit_item_id_02c213f3_fk_receivabl FOREIGN KEY (credit_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_creditor_id_d3f63937_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_customer_id_7dfa4a64_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_hold_id_d0273642_fk_receivables_hold_id FOREIGN KEY (hold_id) REFERENCES public.receivables_hold(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_open_item_id_5eb95cd9_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute
    ADD CONSTRAINT outcomes_dispute_owner_id_81b5d582_fk_platform_user_id FOREIGN KEY (owner_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute_step
    ADD CONSTRAINT outcomes_dispute_ste_creditor_id_bc21d968_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_dispute_step
    ADD CONSTRAINT outcomes_dispute_ste_dispute_id_c8eb44bb_fk_outcomes_ FOREIGN KEY (dispute_id) REFERENCES public.outcomes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_creditor_id_2acc1f4e_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_customer_id_e2521df4_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_open_item_id_5cf6bef5_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_plan_installment_id_6497b5e1_fk_outcomes_ FOREIGN KEY (plan_installment_id) REFERENCES public.outcomes_plan_installment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_promise_installment__76f3bcdd_fk_outcomes_ FOREIGN KEY (promise_installment_id) REFERENCES public.outcomes_promise_installment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_evidence
    ADD CONSTRAINT outcomes_evidence_receipt_id_56c1554d_fk_cash_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.cash_receipt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_owner_link
    ADD CONSTRAINT outcomes_owner_link_creditor_id_dafe85e8_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_owner_link
    ADD CONSTRAINT outcomes_owner_link_dispute_id_51b2275d_fk_outcomes_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.outcomes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan
    ADD CONSTRAINT outcomes_plan_contact_person_id_98d3ca02_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan
    ADD CONSTRAINT outcomes_plan_creditor_id_9e4bec35_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan
    ADD CONSTRAINT outcomes_plan_customer_id_0539f45b_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_installment
    ADD CONSTRAINT outcomes_plan_instal_creditor_id_52549934_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_installment
    ADD CONSTRAINT outcomes_plan_installment_plan_id_9ec16099_fk_outcomes_plan_id FOREIGN KEY (plan_id) REFERENCES public.outcomes_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT outcomes_plan_item_creditor_id_0c7ec5d0_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT outcomes_plan_item_hold_id_8cad2fcf_fk_receivables_hold_id FOREIGN KEY (hold_id) REFERENCES public.receivables_hold(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT outcomes_plan_item_open_item_id_13c231fd_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_item
    ADD CONSTRAINT outcomes_plan_item_plan_id_6c148955_fk_outcomes_plan_id FOREIGN KEY (plan_id) REFERENCES public.outcomes_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan
    ADD CONSTRAINT outcomes_plan_replaces_id_812870c5_fk_outcomes_plan_id FOREIGN KEY (replaces_id) REFERENCES public.outcomes_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_transition
    ADD CONSTRAINT outcomes_plan_transi_creditor_id_8be6e164_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_plan_transition
    ADD CONSTRAINT outcomes_plan_transition_plan_id_d9f53e05_fk_outcomes_plan_id FOREIGN KEY (plan_id) REFERENCES public.outcomes_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_activity_id_775b860b_fk_work_activity_id FOREIGN KEY (activity_id) REFERENCES public.work_activity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_contact_person_id_bb5fc3de_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_creditor_id_83549ccf_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_customer_id_0b8d8b63_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_installment
    ADD CONSTRAINT outcomes_promise_ins_creditor_id_f36aa980_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_installment
    ADD CONSTRAINT outcomes_promise_ins_promise_id_07d03a5f_fk_outcomes_ FOREIGN KEY (promise_id) REFERENCES public.outcomes_promise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT outcomes_promise_ite_creditor_id_6d968972_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT outcomes_promise_ite_open_item_id_60702fb3_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT outcomes_promise_ite_promise_id_147f7105_fk_outcomes_ FOREIGN KEY (promise_id) REFERENCES public.outcomes_promise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_item
    ADD CONSTRAINT outcomes_promise_item_hold_id_3e158802_fk_receivables_hold_id FOREIGN KEY (hold_id) REFERENCES public.receivables_hold(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise
    ADD CONSTRAINT outcomes_promise_supersedes_id_0ba2962e_fk_outcomes_promise_id FOREIGN KEY (supersedes_id) REFERENCES public.outcomes_promise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_transition
    ADD CONSTRAINT outcomes_promise_tra_creditor_id_86bc72d7_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_promise_transition
    ADD CONSTRAINT outcomes_promise_tra_promise_id_c08ac273_fk_outcomes_ FOREIGN KEY (promise_id) REFERENCES public.outcomes_promise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_proof
    ADD CONSTRAINT outcomes_proof_creditor_id_5cf20663_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_proof
    ADD CONSTRAINT outcomes_proof_dispute_id_948726e4_fk_outcomes_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.outcomes_dispute(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_proof_file
    ADD CONSTRAINT outcomes_proof_file_creditor_id_5dd80ee0_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_proof_file
    ADD CONSTRAINT outcomes_proof_file_proof_id_abc476bb_fk_outcomes_proof_id FOREIGN KEY (proof_id) REFERENCES public.outcomes_proof(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_write_off
    ADD CONSTRAINT outcomes_write_off_creditor_id_84e78b95_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_write_off
    ADD CONSTRAINT outcomes_write_off_customer_id_126e61bb_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_write_off
    ADD CONSTRAINT outcomes_write_off_entry_id_6a5104f0_fk_receivables_entry_id FOREIGN KEY (entry_id) REFERENCES public.receivables_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.outcomes_write_off
    ADD CONSTRAINT outcomes_write_off_open_item_id_a07786f3_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_noti_contact_person_id_59aeaadc_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_noti_creditor_id_fda30d83_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_noti_customer_id_5e217c32_fk_parties_c FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_noti_recorded_by_id_be33ec0f_fk_platform_ FOREIGN KEY (recorded_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_notice
    ADD CONSTRAINT parties_contact_noti_withdraws_id_ed75a181_fk_parties_c FOREIGN KEY (withdraws_id) REFERENCES public.parties_contact_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_person
    ADD CONSTRAINT parties_contact_pers_creditor_id_8cdd57e1_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_contact_person
    ADD CONSTRAINT parties_contact_pers_customer_id_d88f7379_fk_parties_c FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_customer
    ADD CONSTRAINT parties_customer_creditor_id_d5a5bf9b_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_customer
    ADD CONSTRAINT parties_customer_owner_id_9e631538_fk_platform_user_id FOREIGN KEY (owner_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_customer
    ADD CONSTRAINT parties_customer_parent_id_26b370bc_fk_parties_customer_id FOREIGN KEY (parent_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_identifier
    ADD CONSTRAINT parties_identifier_creditor_id_a0a5c19e_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_identifier
    ADD CONSTRAINT parties_identifier_customer_id_8f3344ec_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_api_token
    ADD CONSTRAINT platform_api_token_creditor_id_fbd713f1_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_api_token
    ADD CONSTRAINT platform_api_token_user_id_73f28013_fk_platform_user_id FOREIGN KEY (user_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_idempotency_key
    ADD CONSTRAINT platform_idempotency_creditor_id_4f272ec0_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_idempotency_key
    ADD CONSTRAINT platform_idempotency_token_id_c8e3b5a7_fk_platform_ FOREIGN KEY (token_id) REFERENCES public.platform_api_token(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_membership
    ADD CONSTRAINT platform_membership_creditor_id_9cee70fb_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_membership
    ADD CONSTRAINT platform_membership_user_id_2bc58b14_fk_platform_user_id FOREIGN KEY (user_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_outbox_event
    ADD CONSTRAINT platform_outbox_even_creditor_id_5d0a5981_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_run
    ADD CONSTRAINT platform_run_creditor_id_0692e52d_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_run
    ADD CONSTRAINT platform_run_started_by_id_d57b3f51_fk_platform_user_id FOREIGN KEY (started_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_webhook_delivery
    ADD CONSTRAINT platform_webhook_del_creditor_id_2db40dc8_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_webhook_delivery
    ADD CONSTRAINT platform_webhook_del_endpoint_id_282b03c5_fk_platform_ FOREIGN KEY (endpoint_id) REFERENCES public.platform_webhook_endpoint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_webhook_delivery
    ADD CONSTRAINT platform_webhook_del_event_id_082da0ca_fk_platform_ FOREIGN KEY (event_id) REFERENCES public.platform_outbox_event(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.platform_webhook_endpoint
    ADD CONSTRAINT platform_webhook_end_creditor_id_4b61c8d9_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
ALTER TABLE ONLY public.receivables_due_part
    ADD CONSTRAINT receivables_due_part_creditor_id_33af0ab8_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_due_part
    ADD CONSTRAINT receivables_due_part_open_item_id_74600a66_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_entry
    ADD CONSTRAINT receivables_entry_delivery_id_d1adeaae_fk_exchange_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.exchange_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_entry
    ADD CONSTRAINT receivables_entry_reverses_id_aa4ac3e2_fk_receivables_entry_id FOREIGN KEY (reverses_id) REFERENCES public.receivables_entry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_exchange_rate
    ADD CONSTRAINT receivables_exchange_creditor_id_7a15709e_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_hold
    ADD CONSTRAINT receivables_hold_creditor_id_08e3e431_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_hold
    ADD CONSTRAINT receivables_hold_customer_id_e14c6033_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_hold
    ADD CONSTRAINT receivables_hold_open_item_id_edf84845_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_journal_line
    ADD CONSTRAINT receivables_journal__batch_id_32d86a48_fk_receivabl FOREIGN KEY (batch_id) REFERENCES public.receivables_journal_batch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_journal_fact
    ADD CONSTRAINT receivables_journal__batch_id_98e5a07a_fk_receivabl FOREIGN KEY (batch_id) REFERENCES public.receivables_journal_batch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_journal_fact
    ADD CONSTRAINT receivables_journal__creditor_id_0e4949ec_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_journal_line
    ADD CONSTRAINT receivables_journal__creditor_id_d1b17ecc_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_journal_batch
    ADD CONSTRAINT receivables_journal__creditor_id_f4d2862c_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_open_item
    ADD CONSTRAINT receivables_open_ite_origin_id_d2222ea2_fk_receivabl FOREIGN KEY (origin_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_payment_terms
    ADD CONSTRAINT receivables_payment__creditor_id_6563595c_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_period_lock
    ADD CONSTRAINT receivables_period_l_creditor_id_25b55364_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.receivables_posting_templates
    ADD CONSTRAINT receivables_posting__creditor_id_bbe10c23_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.strategy_decision
    ADD CONSTRAINT strategy_decision_owner_id_fb6e32cd_fk_platform_user_id FOREIGN KEY (owner_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.strategy_decision
    ADD CONSTRAINT strategy_decision_run_id_dbf86ce6_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.strategy_policy_version
    ADD CONSTRAINT strategy_policy_vers_created_by_id_37ec19d8_fk_platform_ FOREIGN KEY (created_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.strategy_policy_version
    ADD CONSTRAINT strategy_policy_vers_creditor_id_8e30b607_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.strategy_policy_version
    ADD CONSTRAINT strategy_policy_vers_published_by_id_766770db_fk_platform_ FOREIGN KEY (published_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_contact_person_id_81c1756b_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_corrects_id_0cc1ee3d_fk_work_activity_id FOREIGN KEY (corrects_id) REFERENCES public.work_activity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_creditor_id_afd77cf0_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_customer_id_04452d05_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_deed_id_3f33581d_fk_work_deed_id FOREIGN KEY (deed_id) REFERENCES public.work_deed(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity_item
    ADD CONSTRAINT work_activity_item_activity_id_95371f15_fk_work_activity_id FOREIGN KEY (activity_id) REFERENCES public.work_activity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity_item
    ADD CONSTRAINT work_activity_item_creditor_id_e03c678e_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity_item
    ADD CONSTRAINT work_activity_item_open_item_id_b8c0457e_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_permit_id_a6005d9c_fk_work_permit_id FOREIGN KEY (permit_id) REFERENCES public.work_permit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_recorded_by_id_f8b75683_fk_platform_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_activity
    ADD CONSTRAINT work_activity_work_item_id_69a48457_fk_work_item_id FOREIGN KEY (work_item_id) REFERENCES public.work_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_case
    ADD CONSTRAINT work_case_creditor_id_a25b6234_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_case
    ADD CONSTRAINT work_case_customer_id_0f90837b_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_case
    ADD CONSTRAINT work_case_owner_id_3f850ea1_fk_platform_user_id FOREIGN KEY (owner_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_deed
    ADD CONSTRAINT work_deed_creditor_id_46f0e01f_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_deed
    ADD CONSTRAINT work_deed_done_by_id_de1997fd_fk_platform_user_id FOREIGN KEY (done_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_deed
    ADD CONSTRAINT work_deed_undo_of_id_c8173ff7_fk_work_deed_id FOREIGN KEY (undo_of_id) REFERENCES public.work_deed(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_carried_from_id_805bec91_fk_work_item_id FOREIGN KEY (carried_from_id) REFERENCES public.work_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_case_id_1b9262d0_fk_work_case_id FOREIGN KEY (case_id) REFERENCES public.work_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_customer_fk FOREIGN KEY (creditor_id, customer_id) REFERENCES public.parties_customer(creditor_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_decision_id_e5602ffa_fk_strategy_decision_id FOREIGN KEY (decision_id) REFERENCES public.strategy_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_deed_id_42bf507f_fk_work_deed_id FOREIGN KEY (deed_id) REFERENCES public.work_deed(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_owner_id_afd47c69_fk_platform_user_id FOREIGN KEY (owner_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item
    ADD CONSTRAINT work_item_run_id_70bbd63e_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item_transition
    ADD CONSTRAINT work_item_transition_creditor_id_6ee61f97_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item_transition
    ADD CONSTRAINT work_item_transition_deed_id_9493e317_fk_work_deed_id FOREIGN KEY (deed_id) REFERENCES public.work_deed(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item_transition
    ADD CONSTRAINT work_item_transition_item_id_a36e9830_fk_work_item_id FOREIGN KEY (item_id) REFERENCES public.work_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_item_transition
    ADD CONSTRAINT work_item_transition_undo_of_id_ac6e42b8_fk_work_item FOREIGN KEY (undo_of_id) REFERENCES public.work_item_transition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_activity_id_ffc51ecc_fk_work_activity_id FOREIGN KEY (activity_id) REFERENCES public.work_activity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_approved_by_id_5306b9b1_fk_platform_user_id FOREIGN KEY (approved_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_contact_person_id_b98f48bd_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_creditor_id_5f51c0d4_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_customer_id_f08ed3e1_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_document
    ADD CONSTRAINT work_message_documen_creditor_id_4bca8995_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_document
    ADD CONSTRAINT work_message_document_message_id_9898549b_fk_work_message_id FOREIGN KEY (message_id) REFERENCES public.work_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_drafted_by_id_cf6944fe_fk_platform_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_item
    ADD CONSTRAINT work_message_item_creditor_id_ae261b87_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_item
    ADD CONSTRAINT work_message_item_message_id_b746d212_fk_work_message_id FOREIGN KEY (message_id) REFERENCES public.work_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_item
    ADD CONSTRAINT work_message_item_open_item_id_f8e79488_fk_receivabl FOREIGN KEY (open_item_id) REFERENCES public.receivables_open_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_permit_id_8b697e01_fk_work_permit_id FOREIGN KEY (permit_id) REFERENCES public.work_permit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_transition
    ADD CONSTRAINT work_message_transit_creditor_id_e5e2e582_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_transition
    ADD CONSTRAINT work_message_transition_done_by_id_328ba78e_fk_platform_user_id FOREIGN KEY (done_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message_transition
    ADD CONSTRAINT work_message_transition_message_id_ffd99c92_fk_work_message_id FOREIGN KEY (message_id) REFERENCES public.work_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_message
    ADD CONSTRAINT work_message_work_item_id_0bff287d_fk_work_item_id FOREIGN KEY (work_item_id) REFERENCES public.work_item(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_permit
    ADD CONSTRAINT work_permit_contact_person_id_671d84c6_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_permit
    ADD CONSTRAINT work_permit_creditor_id_f7141022_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_permit
    ADD CONSTRAINT work_permit_customer_id_603cfcc6_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_permit
    ADD CONSTRAINT work_permit_taken_by_id_03dba925_fk_platform_user_id FOREIGN KEY (taken_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_publication
    ADD CONSTRAINT work_publication_creditor_id_466fc999_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_publication
    ADD CONSTRAINT work_publication_run_id_267f126d_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_activity_id_180f541e_fk_work_activity_id FOREIGN KEY (activity_id) REFERENCES public.work_activity(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_contact_person_id_78c89e3e_fk_parties_c FOREIGN KEY (contact_person_id) REFERENCES public.parties_contact_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_creditor_id_a89a6bb5_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_customer_id_6c9ed58e_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_delivery_id_c96172bf_fk_exchange_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.exchange_delivery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply
    ADD CONSTRAINT work_reply_message_id_f96583e1_fk_work_message_id FOREIGN KEY (message_id) REFERENCES public.work_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply_transition
    ADD CONSTRAINT work_reply_transitio_creditor_id_a034c6e9_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply_transition
    ADD CONSTRAINT work_reply_transition_done_by_id_d994e5ca_fk_platform_user_id FOREIGN KEY (done_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_reply_transition
    ADD CONSTRAINT work_reply_transition_reply_id_62a4b7b5_fk_work_reply_id FOREIGN KEY (reply_id) REFERENCES public.work_reply(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_saved_view
    ADD CONSTRAINT work_saved_view_creditor_id_f17d4a5e_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_saved_view
    ADD CONSTRAINT work_saved_view_user_id_1fa3bf17_fk_platform_user_id FOREIGN KEY (user_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_sender
    ADD CONSTRAINT work_sender_creditor_id_866f6ec0_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_snooze
    ADD CONSTRAINT work_snooze_creditor_id_bc02b437_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_snooze
    ADD CONSTRAINT work_snooze_customer_id_2fa0e79d_fk_parties_customer_id FOREIGN KEY (customer_id) REFERENCES public.parties_customer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_snooze
    ADD CONSTRAINT work_snooze_deed_id_bab2eb32_fk_work_deed_id FOREIGN KEY (deed_id) REFERENCES public.work_deed(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_snooze
    ADD CONSTRAINT work_snooze_placed_by_id_c2ad095d_fk_platform_user_id FOREIGN KEY (placed_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_step_autonomy
    ADD CONSTRAINT work_step_autonomy_creditor_id_97e500cc_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_tally
    ADD CONSTRAINT work_tally_creditor_id_6d1cfcc7_fk_platform_creditor_id FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_tally
    ADD CONSTRAINT work_tally_owner_id_953b6700_fk_platform_user_id FOREIGN KEY (owner_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_tally
    ADD CONSTRAINT work_tally_run_id_8719ebda_fk_platform_run_id FOREIGN KEY (run_id) REFERENCES public.platform_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_template_version
    ADD CONSTRAINT work_template_versio_creditor_id_3693ca4a_fk_platform_ FOREIGN KEY (creditor_id) REFERENCES public.platform_creditor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.work_template_version
    ADD CONSTRAINT work_template_version_saved_by_id_2452d4dd_fk_platform_user_id FOREIGN KEY (saved_by_id) REFERENCES public.platform_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.cash_allocation ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_allocation_scope ON public.cash_allocation USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_bank_account ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_bank_account_scope ON public.cash_bank_account USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_bank_statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_bank_statement_scope ON public.cash_bank_statement USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_bankaccountevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_bankaccountevent_scope ON public.cash_bankaccountevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_bankstatementevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_bankstatementevent_scope ON public.cash_bankstatementevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_confirmed_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_confirmed_line_scope ON public.cash_confirmed_line USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_matching_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_matching_rules_scope ON public.cash_matching_rules USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_matchingrulesevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_matchingrulesevent_scope ON public.cash_matchingrulesevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_payer_alias ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_payer_alias_scope ON public.cash_payer_alias USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_payeraliasevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_payeraliasevent_scope ON public.cash_payeraliasevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_posting_review ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_posting_review_scope ON public.cash_posting_review USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_proposal_scope ON public.cash_proposal USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.cash_receipt_movement ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_receipt_movement_scope ON public.cash_receipt_movement USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY cash_receipt_scope ON public.cash_receipt USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_refund ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_refund_scope ON public.cash_refund USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_refundevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_refundevent_scope ON public.cash_refundevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_remittance ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.cash_remittance_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_remittance_line_scope ON public.cash_remittance_line USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY cash_remittance_scope ON public.cash_remittance USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_returned_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_returned_line_scope ON public.cash_returned_line USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_returnedlineevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_returnedlineevent_scope ON public.cash_returnedlineevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.cash_statement_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY cash_statement_line_scope ON public.cash_statement_line USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.compliance_law_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY compliance_law_document_scope ON public.compliance_law_document USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.exchange_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.exchange_delivery_chunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY exchange_delivery_chunk_scope ON public.exchange_delivery_chunk USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.exchange_delivery_problem ENABLE ROW LEVEL SECURITY;
CREATE POLICY exchange_delivery_problem_scope ON public.exchange_delivery_problem USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY exchange_delivery_scope ON public.exchange_delivery USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.exchange_mapping_profile ENABLE ROW LEVEL SECURITY;
CREATE POLICY exchange_mapping_profile_scope ON public.exchange_mapping_profile USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.exchange_mappingprofileevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY exchange_mappingprofileevent_scope ON public.exchange_mappingprofileevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.exposure_bucket_set ENABLE ROW LEVEL SECURITY;
CREATE POLICY exposure_bucket_set_scope ON public.exposure_bucket_set USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.exposure_bucketsetevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY exposure_bucketsetevent_scope ON public.exposure_bucketsetevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_dispute ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_dispute_scope ON public.outcomes_dispute USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_dispute_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_dispute_step_scope ON public.outcomes_dispute_step USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_evidence_scope ON public.outcomes_evidence USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_owner_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_owner_link_scope ON public.outcomes_owner_link USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_plan_installment ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_plan_installment_scope ON public.outcomes_plan_installment USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_plan_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_plan_item_scope ON public.outcomes_plan_item USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY outcomes_plan_scope ON public.outcomes_plan USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_plan_transition ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_plan_transition_scope ON public.outcomes_plan_transition USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_planevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_planevent_scope ON public.outcomes_planevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_promise ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_promise_installment ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_promise_installment_scope ON public.outcomes_promise_installment USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_promise_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_promise_item_scope ON public.outcomes_promise_item USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY outcomes_promise_scope ON public.outcomes_promise USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_promise_transition ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_promise_transition_scope ON public.outcomes_promise_transition USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_promiseevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_promiseevent_scope ON public.outcomes_promiseevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_proof ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outcomes_proof_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_proof_file_scope ON public.outcomes_proof_file USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY outcomes_proof_scope ON public.outcomes_proof USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_write_off ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_write_off_scope ON public.outcomes_write_off USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.outcomes_writeoffevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY outcomes_writeoffevent_scope ON public.outcomes_writeoffevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_contact_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_contact_notice_scope ON public.parties_contact_notice USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_contact_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_contact_person_scope ON public.parties_contact_person USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_contactpersonevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_contactpersonevent_scope ON public.parties_contactpersonevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_customer_scope ON public.parties_customer USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_customerevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_customerevent_scope ON public.parties_customerevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_identifier ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_identifier_scope ON public.parties_identifier USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.parties_identifierevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY parties_identifierevent_scope ON public.parties_identifierevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_api_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_api_token_scope ON public.platform_api_token USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_apitokenevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_apitokenevent_scope ON public.platform_apitokenevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_creditor ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_creditor_scope ON public.platform_creditor USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_creditorevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_creditorevent_scope ON public.platform_creditorevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_idempotency_key_scope ON public.platform_idempotency_key USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_membership_scope ON public.platform_membership USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])) OR (user_id = ( SELECT public.dunwell_user() AS dunwell_user)))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_membershipevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_membershipevent_scope ON public.platform_membershipevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_outbox_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_outbox_event_scope ON public.platform_outbox_event USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_run_scope ON public.platform_run USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_webhook_delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_webhook_delivery_scope ON public.platform_webhook_delivery USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_webhook_endpoint ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_webhook_endpoint_scope ON public.platform_webhook_endpoint USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.platform_webhookendpointevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY platform_webhookendpointevent_scope ON public.platform_webhookendpointevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_due_part ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_due_part_scope ON public.receivables_due_part USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_entry_scope ON public.receivables_entry USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_exchange_rate ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_exchange_rate_scope ON public.receivables_exchange_rate USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_hold ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_hold_scope ON public.receivables_hold USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_holdevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_holdevent_scope ON public.receivables_holdevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_journal_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_journal_batch_scope ON public.receivables_journal_batch USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_journal_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_journal_fact_scope ON public.receivables_journal_fact USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_journal_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_journal_line_scope ON public.receivables_journal_line USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_open_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_open_item_scope ON public.receivables_open_item USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_payment_terms ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_payment_terms_scope ON public.receivables_payment_terms USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_paymenttermsevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_paymenttermsevent_scope ON public.receivables_paymenttermsevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_period_lock ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_period_lock_scope ON public.receivables_period_lock USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_posting_templates ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_posting_templates_scope ON public.receivables_posting_templates USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.receivables_postingtemplatesevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY receivables_postingtemplatesevent_scope ON public.receivables_postingtemplatesevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.strategy_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY strategy_decision_scope ON public.strategy_decision USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.strategy_policy_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY strategy_policy_version_scope ON public.strategy_policy_version USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.strategy_policyversionevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY strategy_policyversionevent_scope ON public.strategy_policyversionevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.work_activity_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_activity_item_scope ON public.work_activity_item USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY work_activity_scope ON public.work_activity USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_case_scope ON public.work_case USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_deed ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_deed_scope ON public.work_deed USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_item_scope ON public.work_item USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_item_transition ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_item_transition_scope ON public.work_item_transition USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.work_message_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_message_document_scope ON public.work_message_document USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_message_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_message_item_scope ON public.work_message_item USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
CREATE POLICY work_message_scope ON public.work_message USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_message_transition ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_message_transition_scope ON public.work_message_transition USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_permit ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_permit_scope ON public.work_permit USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_publication ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_publication_scope ON public.work_publication USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_reply ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_reply_scope ON public.work_reply USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_reply_transition ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_reply_transition_scope ON public.work_reply_transition USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_saved_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_saved_view_scope ON public.work_saved_view USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_sender ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_sender_scope ON public.work_sender USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_senderevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_senderevent_scope ON public.work_senderevent USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_snooze ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_snooze_scope ON public.work_snooze USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_step_autonomy ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_step_autonomy_scope ON public.work_step_autonomy USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_tally ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_tally_scope ON public.work_tally USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
ALTER TABLE public.work_template_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_template_version_scope ON public.work_template_version USING ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[])))) WITH CHECK ((( SELECT public.dunwell_sees_all() AS dunwell_sees_all) OR (creditor_id = ANY (( SELECT public.dunwell_creditors() AS dunwell_creditors)::bigint[]))));
INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('pghistory', '0001_initial', now()),
    ('pghistory', '0002_aggregateevent', now()),
    ('pghistory', '0003_auto_20201023_1636', now()),
    ('pghistory', '0004_auto_20220906_1625', now()),
    ('pghistory', '0005_events_middlewareevents', now()),
    ('pghistory', '0006_delete_aggregateevent', now()),
    ('pghistory', '0007_auto_20250421_0444', now()),
    ('platform', '0001_initial', now()),
    ('account', '0001_initial', now()),
    ('account', '0002_email_max_length', now()),
    ('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('account', '0005_emailaddress_idx_upper_email', now()),
    ('account', '0006_emailaddress_lower', now()),
    ('account', '0007_emailaddress_idx_email', now()),
    ('account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('account', '0009_emailaddress_unique_primary_email', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('platform', '0002_row_security', now()),
    ('platform', '0003_membership_deletions', now()),
    ('platform', '0004_tokens_and_webhooks', now()),
    ('platform', '0005_tokens_row_security', now()),
    ('platform', '0006_statistics', now()),
    ('parties', '0001_initial', now()),
    ('parties', '0002_initial', now()),
    ('parties', '0003_row_security', now()),
    ('parties', '0004_contact_search', now()),
    ('parties', '0005_fewer_indexes', now()),
    ('parties', '0006_contact_notices', now()),
    ('parties', '0007_contact_notices_kept', now()),
    ('parties', '0008_customer_place', now()),
    ('exchange', '0001_initial', now()),
    ('exchange', '0002_row_security', now()),
    ('receivables', '0001_initial', now()),
    ('receivables', '0002_row_security', now()),
    ('receivables', '0003_lifting_and_search', now()),
    ('cash', '0001_initial', now()),
    ('cash', '0002_row_security', now()),
    ('cash', '0003_statements_wait_and_returns', now()),
    ('cash', '0004_statements_row_security', now()),
    ('cash', '0005_alias_history_without_counts', now()),
    ('cash', '0006_proposals_by_item', now()),
    ('cash', '0007_posting_reviews', now()),
    ('compliance', '0001_initial', now()),
    ('compliance', '0002_row_security', now()),
    ('exposure', '0001_initial', now()),
    ('exposure', '0002_row_security', now()),
    ('mfa', '0001_initial', now()),
    ('mfa', '0002_authenticator_timestamps', now()),
    ('mfa', '0003_authenticator_type_uniq', now()),
    ('receivables', '0004_origin_and_reason', now()),
    ('receivables', '0005_periods', now()),
    ('receivables', '0006_periods_row_security', now()),
    ('receivables', '0007_keys_together', now()),
    ('receivables', '0008_journal', now()),
    ('receivables', '0009_journal_row_security', now()),
    ('receivables', '0010_reversed_once', now()),
    ('strategy', '0001_initial', now()),
    ('strategy', '0002_row_security', now()),
    ('work', '0001_initial', now()),
    ('work', '0002_row_security', now()),
    ('work', '0003_new_customers', now()),
    ('work', '0004_keys_together', now()),
    ('work', '0005_tallies', now()),
    ('work', '0006_tallies_kept', now()),
    ('outcomes', '0001_promises_and_plans', now()),
    ('outcomes', '0002_row_security', now()),
    ('outcomes', '0003_disputes', now()),
    ('outcomes', '0004_disputes_row_security', now()),
    ('outcomes', '0005_write_offs', now()),
    ('outcomes', '0006_write_offs_row_security', now()),
    ('procrastinate', '0001_initial', now()),
    ('procrastinate', '0002_drop_started_at_column', now()),
    ('procrastinate', '0003_drop_started_at_column', now()),
    ('procrastinate', '0004_drop_procrastinate_version_table', now()),
    ('procrastinate', '0005_fix_procrastinate_fetch_job', now()),
    ('procrastinate', '0006_fix_trigger_status_events_insert', now()),
    ('procrastinate', '0007_add_queueing_lock_column', now()),
    ('procrastinate', '0008_close_fetch_job_race_condition', now()),
    ('procrastinate', '0009_add_defer_job_function', now()),
    ('procrastinate', '0010_add_procrastinate_periodic_defers', now()),
    ('procrastinate', '0011_add_foreign_key_index', now()),
    ('procrastinate', '0012_add_locks_to_periodic_defer', now()),
    ('procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
    ('procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
    ('procrastinate', '0015_add_trigger_on_job_deletion', now()),
    ('procrastinate', '0016_delete_finished_jobs', now()),
    ('procrastinate', '0017_add_checks_to_finish_job', now()),
    ('procrastinate', '0018_add_checks_to_retry_job', now()),
    ('procrastinate', '0019_fix_finish_job_compat_issue', now()),
    ('procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
    ('procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
    ('procrastinate', '0022_null_locks_excluded', now()),
    ('procrastinate', '0023_remove_old_finish_job_function', now()),
    ('procrastinate', '0024_job_id_bigint', now()),
    ('procrastinate', '0025_add_models', now()),
    ('procrastinate', '0026_add_job_priority', now()),
    ('procrastinate', '0027_add_periodic_job_priority', now()),
    ('procrastinate', '0028_add_cancel_states', now()),
    ('procrastinate', '0029_add_additional_params_to_retry_job', now()),
    ('procrastinate', '0030_alter_procrastinateevent_options', now()),
    ('procrastinate', '0031_add_indexes_for_fetch_job', now()),
    ('procrastinate', '0032_pre_cancel_notification', now()),
    ('procrastinate', '0033_post_cancel_notification', now()),
    ('procrastinate', '0034_pre_add_heartbeat', now()),
    ('procrastinate', '0035_post_add_heartbeat', now()),
    ('procrastinate', '0036_add_worker_model', now()),
    ('procrastinate', '0037_pre_batch_defer_jobs', now()),
    ('procrastinate', '0038_post_batch_defer_jobs', now()),
    ('procrastinate', '0039_pre_priority_lock_fetch_job', now()),
    ('procrastinate', '0040_pre_retry_failed_job', now()),
    ('procrastinate', '0041_post_retry_failed_job', now()),
    ('sessions', '0001_initial', now()),
    ('strategy', '0003_keys_together', now()),
    ('work', '0007_messages', now()),
    ('work', '0008_messages_row_security', now()),
    ('work', '0009_permits', now()),
    ('work', '0010_permits_kept', now()),
    ('work', '0011_message_permit', now()),
    ('work', '0012_nothing_leaves_without_a_permit', now()),
    ('work', '0013_replies', now()),
    ('work', '0014_replies_row_security', now());
