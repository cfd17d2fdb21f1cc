-- CreateEnum
CREATE TYPE "VersionStage" AS ENUM ('development', 'staging', 'production', 'archived');

-- CreateEnum
CREATE TYPE "ScheduleState" AS ENUM ('running', 'done', 'cancelled', 'superseded', 'failed');

-- AlterTable
ALTER TABLE "inference" ADD COLUMN     "cache" TEXT NOT NULL DEFAULT 'off',
ADD COLUMN     "inputs" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "intended_entity" TEXT,
ADD COLUMN     "routing_rule" TEXT,
ADD COLUMN     "shadow_of" UUID,
ADD COLUMN     "shadow_similarity" DOUBLE PRECISION,
ADD COLUMN     "traffic" TEXT NOT NULL DEFAULT 'live',
ADD COLUMN     "unit_kind" TEXT;

-- AlterTable
ALTER TABLE "metric_minute" DROP CONSTRAINT "metric_minute_pkey",
ADD COLUMN     "arm" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cache_hits" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "config_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cost_squares" DECIMAL(60,0) NOT NULL DEFAULT 0,
ADD COLUMN     "fallbacks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "similarity_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "similarity_squares" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "similarity_sum" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "traffic" TEXT NOT NULL DEFAULT 'live',
ADD COLUMN     "units" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "metric_minute_pkey" PRIMARY KEY ("minute", "endpoint_name", "config_number", "arm", "traffic", "model_name", "model_version");

-- AlterTable
ALTER TABLE "metric_bucket" DROP CONSTRAINT "metric_bucket_pkey",
ADD COLUMN     "arm" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "config_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "traffic" TEXT NOT NULL DEFAULT 'live',
ADD CONSTRAINT "metric_bucket_pkey" PRIMARY KEY ("minute", "endpoint_name", "config_number", "arm", "traffic", "model_name", "model_version", "metric", "bucket");

-- AlterTable
ALTER TABLE "provider" ADD COLUMN     "payload" TEXT NOT NULL DEFAULT 'messages';

-- AlterTable
ALTER TABLE "registered_model" ADD COLUMN     "tags" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "model_version" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "dry_run" JSONB NOT NULL DEFAULT '{"status":"skipped","question":"","answer":"","message":"Registered before dry runs were made.","totalMs":0}',
ADD COLUMN     "lineage" JSONB NOT NULL DEFAULT '{"source":{"kind":"new"},"knowledge":null,"slipwayVersion":"0.1.0","dependencies":{}}',
ADD COLUMN     "stage" "VersionStage" NOT NULL DEFAULT 'development',
ADD COLUMN     "tags" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "alias_move" ADD COLUMN     "ticket" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "endpoint_config" ADD COLUMN     "moves_since" TIMESTAMPTZ(3),
ADD COLUMN     "rolled_back_to" INTEGER,
ADD COLUMN     "ticket" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "arm_unit" (
    "endpoint_name" TEXT NOT NULL,
    "config_number" INTEGER NOT NULL,
    "unit" BIGINT NOT NULL,
    "arm" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "arm_unit_pkey" PRIMARY KEY ("endpoint_name","config_number","unit")
);

-- CreateTable
CREATE TABLE "stage_move" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "from_stage" "VersionStage",
    "to_stage" "VersionStage" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "ticket" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stage_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version_deletion" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "ticket" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "version_deletion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "traffic_schedule" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "expected_config" INTEGER NOT NULL,
    "steps" JSONB NOT NULL,
    "state" "ScheduleState" NOT NULL DEFAULT 'running',
    "due_at" TIMESTAMPTZ(3),
    "message" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "ticket" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "traffic_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deleted_endpoint" (
    "name" TEXT NOT NULL,
    "config" INTEGER NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_endpoint_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE UNLOGGED TABLE "response_cache" (
    "key" BYTEA NOT NULL,
    "value" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "response_cache_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE UNLOGGED TABLE "embedding_cache" (
    "key" BYTEA NOT NULL,
    "vector" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "embedding_cache_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "stage_move_model_id_id_idx" ON "stage_move"("model_id", "id");

-- CreateIndex
CREATE INDEX "version_deletion_model_id_id_idx" ON "version_deletion"("model_id", "id");

-- CreateIndex
CREATE INDEX "traffic_schedule_endpoint_id_idx" ON "traffic_schedule"("endpoint_id");

-- CreateIndex
CREATE INDEX "traffic_schedule_state_due_at_idx" ON "traffic_schedule"("state", "due_at");

-- CreateIndex
CREATE INDEX "response_cache_expires_at_idx" ON "response_cache"("expires_at");

-- CreateIndex
CREATE INDEX "embedding_cache_used_at_idx" ON "embedding_cache"("used_at");

-- AddForeignKey
ALTER TABLE "traffic_schedule" ADD CONSTRAINT "traffic_schedule_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say.

CREATE INDEX "inference_shadow_of_idx" ON "inference" ("shadow_of") WHERE "shadow_of" IS NOT NULL;

CREATE TRIGGER "stage_move_append_only" BEFORE UPDATE ON "stage_move"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();

CREATE TRIGGER "version_deletion_append_only" BEFORE UPDATE ON "version_deletion"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();

-- Versions registered before there were stages began in development, like every other.
INSERT INTO "stage_move" ("id", "model_id", "version", "from_stage", "to_stage", "actor_id", "actor_name", "at")
SELECT gen_random_uuid(), "model_id", "number", NULL, 'development', "created_by_id", "created_by_name", "created_at"
FROM "model_version";

CREATE TRIGGER "model_version_lineage_immutable" BEFORE UPDATE OF "lineage", "dry_run", "created_at", "created_by_name" ON "model_version"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();

-- A served entity's target now names its model itself, since an external one has none.
ALTER TABLE "endpoint_config" DISABLE TRIGGER "endpoint_config_append_only";
UPDATE "endpoint_config" SET "served_entities" = (
  SELECT jsonb_agg(
    (entity - 'model') || jsonb_build_object('target', (entity->'target') || jsonb_build_object('model', entity->'model'))
    ORDER BY place)
  FROM jsonb_array_elements("served_entities") WITH ORDINALITY AS e (entity, place))
WHERE jsonb_array_length("served_entities") > 0;
ALTER TABLE "endpoint_config" ENABLE TRIGGER "endpoint_config_append_only";
