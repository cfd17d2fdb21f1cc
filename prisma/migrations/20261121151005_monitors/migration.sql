-- CreateTable
CREATE TABLE "monitor" (
    "id" UUID NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "columns" TEXT[],
    "slices" TEXT[],
    "granularity" TEXT NOT NULL,
    "schedule" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "baseline" JSONB NOT NULL,
    "thresholds" JSONB NOT NULL,
    "next_run_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "monitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitor_run" (
    "id" UUID NOT NULL,
    "monitor_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "baseline_start" TIMESTAMPTZ(3),
    "baseline_end" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "claim" UUID NOT NULL,
    "final" BOOLEAN NOT NULL DEFAULT false,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "sampled" INTEGER NOT NULL DEFAULT 0,
    "baseline_rows" INTEGER NOT NULL DEFAULT 0,
    "baseline_sampled" INTEGER NOT NULL DEFAULT 0,
    "slices_left" INTEGER NOT NULL DEFAULT 0,
    "drifting" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "monitor_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitor_profile" (
    "run_id" UUID NOT NULL,
    "slice" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "profile" JSONB NOT NULL,

    CONSTRAINT "monitor_profile_pkey" PRIMARY KEY ("run_id","slice","column")
);

-- CreateTable
CREATE TABLE "monitor_drift" (
    "run_id" UUID NOT NULL,
    "slice" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "effect" DOUBLE PRECISION NOT NULL,
    "p_value" DOUBLE PRECISION NOT NULL,
    "words" TEXT NOT NULL,
    "finding" JSONB NOT NULL,

    CONSTRAINT "monitor_drift_pkey" PRIMARY KEY ("run_id","slice","column")
);

-- CreateTable
CREATE TABLE "custom_metric" (
    "id" UUID NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "formula" TEXT NOT NULL,
    "aggregation" TEXT,
    "granularity" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "computed_through" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_metric_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "index_survey" (
    "knowledge_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "index_survey_pkey" PRIMARY KEY ("knowledge_name")
);

-- CreateIndex
CREATE INDEX "monitor_next_run_at_idx" ON "monitor"("next_run_at");

-- CreateIndex
CREATE UNIQUE INDEX "monitor_endpoint_name_name_key" ON "monitor"("endpoint_name", "name");

-- CreateIndex
CREATE INDEX "monitor_run_window_end_idx" ON "monitor_run"("window_end");

-- CreateIndex
CREATE UNIQUE INDEX "monitor_run_monitor_id_window_start_key" ON "monitor_run"("monitor_id", "window_start");

-- CreateIndex
CREATE UNIQUE INDEX "custom_metric_endpoint_name_name_key" ON "custom_metric"("endpoint_name", "name");

-- AddForeignKey
ALTER TABLE "monitor_run" ADD CONSTRAINT "monitor_run_monitor_id_fkey" FOREIGN KEY ("monitor_id") REFERENCES "monitor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monitor_profile" ADD CONSTRAINT "monitor_profile_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "monitor_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monitor_drift" ADD CONSTRAINT "monitor_drift_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "monitor_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
