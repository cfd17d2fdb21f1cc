-- AlterTable
ALTER TABLE "inference" ADD COLUMN     "trace_id" UUID;

-- CreateTable
CREATE TABLE "log_export" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "sealed_secret" BYTEA,
    "endpoints" TEXT[],
    "include_text" BOOLEAN NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_export_run" (
    "id" UUID NOT NULL,
    "export_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "files_total" INTEGER NOT NULL DEFAULT 0,
    "files_done" INTEGER NOT NULL DEFAULT 0,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "log_export_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_export_file" (
    "export_id" UUID NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "path" TEXT NOT NULL,
    "rows" INTEGER,
    "bytes" BIGINT,
    "sha256" TEXT,
    "stale" BOOLEAN NOT NULL DEFAULT true,
    "written_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_export_file_pkey" PRIMARY KEY ("export_id","endpoint_name","day")
);

-- CreateTable
CREATE TABLE "otlp_setting" (
    "id" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "endpoint" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "sealed_headers" BYTEA,
    "header_names" TEXT[],
    "sample_ratio" DOUBLE PRECISION NOT NULL,
    "include_content" BOOLEAN NOT NULL,
    "allow_private_network" BOOLEAN NOT NULL,
    "trace_url" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "otlp_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process_metrics" (
    "process_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "families" JSONB NOT NULL,
    "export" JSONB,

    CONSTRAINT "process_metrics_pkey" PRIMARY KEY ("process_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "log_export_name_key" ON "log_export"("name");

-- CreateIndex
CREATE INDEX "log_export_run_export_id_id_idx" ON "log_export_run"("export_id", "id" DESC);

-- CreateIndex
CREATE INDEX "log_export_file_endpoint_name_day_idx" ON "log_export_file"("endpoint_name", "day");

-- AddForeignKey
ALTER TABLE "log_export_run" ADD CONSTRAINT "log_export_run_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "log_export"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_export_file" ADD CONSTRAINT "log_export_file_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "log_export"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Few rows carry a trace of their own.
CREATE INDEX "inference_trace_idx" ON "inference" ("trace_id") WHERE "trace_id" IS NOT NULL;

-- Whatever changes or goes in the log makes the files it was written to stale, in the same transaction: text removed, a
-- person erased, a rating given. A file that is being read meanwhile stays stale when this commits later, and is written
-- again. Rows of files are locked in one order, so that two such transactions cannot block each other.
CREATE FUNCTION slipway_mark_exports_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM log_export_file) THEN RETURN NULL; END IF;
  PERFORM 1 FROM log_export_file f
    JOIN (SELECT DISTINCT endpoint_name, (at AT TIME ZONE 'UTC')::date AS day FROM changed) c
      ON c.endpoint_name = f.endpoint_name AND c.day = f.day
    WHERE NOT f.stale
    ORDER BY f.export_id, f.endpoint_name, f.day FOR UPDATE OF f;
  UPDATE log_export_file f SET stale = true
    FROM (SELECT DISTINCT endpoint_name, (at AT TIME ZONE 'UTC')::date AS day FROM changed) c
    WHERE c.endpoint_name = f.endpoint_name AND c.day = f.day AND NOT f.stale;
  RETURN NULL;
END $$;

CREATE FUNCTION slipway_mark_rated_exports_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM log_export_file) THEN RETURN NULL; END IF;
  PERFORM 1 FROM log_export_file f
    JOIN (SELECT DISTINCT i.endpoint_name, (i.at AT TIME ZONE 'UTC')::date AS day
          FROM changed JOIN inference i ON i.id = changed.inference_id) c
      ON c.endpoint_name = f.endpoint_name AND c.day = f.day
    WHERE NOT f.stale
    ORDER BY f.export_id, f.endpoint_name, f.day FOR UPDATE OF f;
  UPDATE log_export_file f SET stale = true
    FROM (SELECT DISTINCT i.endpoint_name, (i.at AT TIME ZONE 'UTC')::date AS day
          FROM changed JOIN inference i ON i.id = changed.inference_id) c
    WHERE c.endpoint_name = f.endpoint_name AND c.day = f.day AND NOT f.stale;
  RETURN NULL;
END $$;

CREATE TRIGGER inference_updated_exports AFTER UPDATE ON "inference"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_mark_exports_stale();
CREATE TRIGGER inference_deleted_exports AFTER DELETE ON "inference"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_mark_exports_stale();
CREATE TRIGGER feedback_given_exports AFTER INSERT ON "feedback"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_mark_rated_exports_stale();
CREATE TRIGGER feedback_updated_exports AFTER UPDATE ON "feedback"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_mark_rated_exports_stale();
CREATE TRIGGER feedback_deleted_exports AFTER DELETE ON "feedback"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_mark_rated_exports_stale();
