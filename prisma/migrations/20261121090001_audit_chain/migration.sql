-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "actor_salt" BYTEA DEFAULT uuid_send(gen_random_uuid()),
ADD COLUMN     "refused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "subject_salt" BYTEA DEFAULT uuid_send(gen_random_uuid()),
ADD COLUMN     "ticket" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "user_agent" TEXT,
ALTER COLUMN "actor_name" DROP NOT NULL,
ALTER COLUMN "subject_name" DROP NOT NULL;

-- CreateTable
CREATE TABLE "audit_link" (
    "sequence" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "actor_digest" BYTEA NOT NULL,
    "subject_digest" BYTEA NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_erasure" (
    "sequence" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "erasure_id" UUID NOT NULL,

    CONSTRAINT "audit_erasure_pkey" PRIMARY KEY ("sequence","part")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "id" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "full_checked_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "problems" JSONB NOT NULL,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_event_id_key" ON "audit_link"("event_id");

-- CreateIndex
CREATE INDEX "audit_erasure_erasure_id_sequence_part_idx" ON "audit_erasure"("erasure_id", "sequence", "part");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id");

-- The hash chain. Every value is written as `<length in bytes>:<text>,` (or `-,` for null), so that no two contents have
-- the same text. lib/audit/chain.ts computes the same in the verifier.
CREATE FUNCTION slipway_audit_text(VARIADIC parts text[]) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_to(
    string_agg(
      CASE WHEN part IS NULL THEN '-' ELSE length(convert_to(part, 'UTF8')) || ':' || part END || ',',
      '' ORDER BY place
    ),
    'UTF8'
  )
  FROM unnest(parts) WITH ORDINALITY AS one(part, place)
$$;

-- Takes the head's row lock, which is held from here to the end of the COMMIT: entries are numbered without gaps, in the
-- order of commits. All other locks of the transaction are taken before, so none waits for another through this one.
CREATE FUNCTION slipway_audit_link(event audit_event) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  head audit_head%ROWTYPE;
  actor_part bytea := sha256(event.actor_salt || slipway_audit_text(event.actor_name, event.address, event.user_agent));
  subject_part bytea := sha256(
    event.subject_salt || slipway_audit_text(event.subject_name, event.before::text, event.after::text)
  );
  entry bytea;
BEGIN
  SELECT * INTO STRICT head FROM audit_head WHERE id = 1 FOR UPDATE;
  entry := sha256(head.hash || slipway_audit_text(
    event.id::text,
    to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    event.actor_kind,
    event.actor_id::text,
    event.action,
    event.subject_kind,
    event.subject_id,
    event.ticket,
    event.refused::text,
    encode(actor_part, 'hex'),
    encode(subject_part, 'hex')
  ));
  INSERT INTO audit_link (sequence, event_id, actor_digest, subject_digest, previous, hash)
  VALUES (head.sequence + 1, event.id, actor_part, subject_part, head.hash, entry);
  UPDATE audit_head SET sequence = head.sequence + 1, hash = entry WHERE id = 1;
END
$$;

INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- What was written before there was a chain, in the order in which it was written.
DO $$
DECLARE
  event audit_event%ROWTYPE;
BEGIN
  FOR event IN SELECT * FROM audit_event ORDER BY id LOOP
    PERFORM slipway_audit_link(event);
  END LOOP;
END
$$;

CREATE FUNCTION slipway_audit_chain() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM slipway_audit_link(NEW);
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER "audit_event_chain" AFTER INSERT ON "audit_event"
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION slipway_audit_chain();

-- An erasure may empty a whole personal part with its salt, and nothing else; the account of an erasure stays.
CREATE FUNCTION slipway_audit_erasure_only() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  allowed audit_event%ROWTYPE := OLD;
BEGIN
  IF coalesce(current_setting('slipway.audit_erasure', true), '') = '' THEN
    RAISE EXCEPTION 'UPDATE rows of audit_event are never changed';
  END IF;
  IF NEW.actor_salt IS NULL THEN
    allowed.actor_salt := NULL;
    allowed.actor_name := NULL;
    allowed.address := NULL;
    allowed.user_agent := NULL;
  END IF;
  IF NEW.subject_salt IS NULL AND OLD.action <> 'audit.personal_erased' THEN
    allowed.subject_salt := NULL;
    allowed.subject_name := NULL;
    allowed.before := NULL;
    allowed.after := NULL;
  END IF;
  IF NEW IS DISTINCT FROM allowed THEN
    RAISE EXCEPTION 'an erasure empties personal columns of audit_event and changes nothing else';
  END IF;
  RETURN NEW;
END
$$;

-- These tables are written by triggers, or by an erasure.
CREATE FUNCTION slipway_audit_by_trigger_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% is written by the audit chain alone', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION slipway_audit_by_erasure_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('slipway.audit_erasure', true), '') <> NEW.erasure_id::text THEN
    RAISE EXCEPTION 'audit_erasure is written by an erasure alone';
  END IF;
  RETURN NEW;
END
$$;

DROP TRIGGER "audit_event_append_only" ON "audit_event";
CREATE TRIGGER "audit_event_erasure_only" BEFORE UPDATE ON "audit_event"
FOR EACH ROW EXECUTE FUNCTION slipway_audit_erasure_only();
CREATE TRIGGER "audit_event_append_only" BEFORE DELETE ON "audit_event"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();
CREATE TRIGGER "audit_event_kept" BEFORE TRUNCATE ON "audit_event"
FOR EACH STATEMENT EXECUTE FUNCTION slipway_refuse_change();

CREATE TRIGGER "audit_link_by_trigger" BEFORE INSERT ON "audit_link"
FOR EACH ROW EXECUTE FUNCTION slipway_audit_by_trigger_only();
CREATE TRIGGER "audit_link_append_only" BEFORE UPDATE OR DELETE ON "audit_link"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();
CREATE TRIGGER "audit_link_kept" BEFORE TRUNCATE ON "audit_link"
FOR EACH STATEMENT EXECUTE FUNCTION slipway_refuse_change();

CREATE TRIGGER "audit_head_by_trigger" BEFORE INSERT OR UPDATE ON "audit_head"
FOR EACH ROW EXECUTE FUNCTION slipway_audit_by_trigger_only();
CREATE TRIGGER "audit_head_append_only" BEFORE DELETE ON "audit_head"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();
CREATE TRIGGER "audit_head_kept" BEFORE TRUNCATE ON "audit_head"
FOR EACH STATEMENT EXECUTE FUNCTION slipway_refuse_change();

CREATE TRIGGER "audit_erasure_by_erasure" BEFORE INSERT ON "audit_erasure"
FOR EACH ROW EXECUTE FUNCTION slipway_audit_by_erasure_only();
CREATE TRIGGER "audit_erasure_append_only" BEFORE UPDATE OR DELETE ON "audit_erasure"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();
CREATE TRIGGER "audit_erasure_kept" BEFORE TRUNCATE ON "audit_erasure"
FOR EACH STATEMENT EXECUTE FUNCTION slipway_refuse_change();
