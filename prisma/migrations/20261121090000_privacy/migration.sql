-- AlterTable
ALTER TABLE "inference" ADD COLUMN     "text_removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "response_cache" ADD COLUMN     "endpoint_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "data_policy" (
    "endpoint_name" TEXT NOT NULL,
    "store_prompts" BOOLEAN,
    "days" JSONB NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_policy_pkey" PRIMARY KEY ("endpoint_name")
);

-- CreateTable
CREATE TABLE "retention_run" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "removed" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_text" (
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_text_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "consent" (
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("user_id","version")
);

-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "documents" TEXT NOT NULL,
    "names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'queued',
    "steps" JSONB NOT NULL DEFAULT '[]',
    "requested_by_id" UUID,
    "requested_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "certificate" JSONB,
    "error" TEXT,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "erasure_subject_kind_subject_id_idx" ON "erasure"("subject_kind", "subject_id");

-- Below: what Prisma has no words for.

-- One erasure of one person at a time.
CREATE UNIQUE INDEX "erasure_under_way" ON "erasure" ("subject_kind", "subject_id") WHERE "state" <> 'done';

CREATE FUNCTION slipway_is_erased(person uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM erasure WHERE subject_kind = 'user' AND subject_id = person::text)
$$;

-- A request of an erased person that was under way, and its shadow, leave their figures alone.
CREATE FUNCTION slipway_anonymise_inference() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF slipway_is_erased(NEW.requester_id) THEN
    NEW.requester_id := NULL;
    NEW.requester_name := 'Erased person';
    NEW.api_key_id := NULL;
    NEW.conversation_id := NULL;
    NEW.client_request_id := NULL;
    NEW.unit := NULL;
    NEW.text_removed_at := now();
  ELSIF NEW.shadow_of IS NOT NULL
    AND EXISTS (SELECT 1 FROM inference WHERE id = NEW.shadow_of AND text_removed_at IS NOT NULL) THEN
    NEW.text_removed_at := now();
  END IF;
  RETURN NEW;
END
$$;

-- The one list of the columns that hold text of a request or of its answer.
CREATE FUNCTION slipway_empty_inference() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.input := '[]';
  NEW.inputs := '{}';
  NEW.question := '';
  NEW.output := '';
  NEW.output_detail := NULL;
  NEW.prompt := NULL;
  NEW.retrieved := NULL;
  NEW.error_message := NULL;
  NEW.request_detail := NULL;
  NEW.spans := coalesce((SELECT jsonb_agg(span - 'detail') FROM jsonb_array_elements(NEW.spans) AS span), '[]');
  RETURN NEW;
END
$$;

-- Triggers of one moment run in the order of their names.
CREATE TRIGGER "inference_1_anonymise" BEFORE INSERT ON "inference" FOR EACH ROW
WHEN (NEW.requester_id IS NOT NULL OR NEW.shadow_of IS NOT NULL)
EXECUTE FUNCTION slipway_anonymise_inference();

CREATE TRIGGER "inference_2_empty" BEFORE INSERT OR UPDATE ON "inference" FOR EACH ROW
WHEN (NEW.text_removed_at IS NOT NULL) EXECUTE FUNCTION slipway_empty_inference();

-- Nothing new of an erased person: a request that was under way finds the door closed.
CREATE FUNCTION slipway_refuse_erased() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF slipway_is_erased((to_jsonb(NEW) ->> TG_ARGV[0])::uuid) THEN
    RAISE EXCEPTION 'The data of this person was erased; nothing new is stored.';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "conversation_of_erased" BEFORE INSERT ON "conversation" FOR EACH ROW
EXECUTE FUNCTION slipway_refuse_erased('user_id');
CREATE TRIGGER "api_key_of_erased" BEFORE INSERT ON "api_key" FOR EACH ROW
EXECUTE FUNCTION slipway_refuse_erased('owner_id');
CREATE TRIGGER "feedback_of_erased" BEFORE INSERT OR UPDATE OF "comment", "correction" ON "feedback" FOR EACH ROW
WHEN (NEW.comment <> '' OR NEW.correction <> '')
EXECUTE FUNCTION slipway_refuse_erased('requester_id');
CREATE TRIGGER "document_of_erased" BEFORE INSERT ON "document_revision" FOR EACH ROW
WHEN (NEW.created_by_id IS NOT NULL) EXECUTE FUNCTION slipway_refuse_erased('created_by_id');
