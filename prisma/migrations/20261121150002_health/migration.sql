-- CreateTable
CREATE TABLE "health_check" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "every_minutes" INTEGER,
    "cron" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "timeout_ms" INTEGER NOT NULL,
    "fail_after" INTEGER NOT NULL,
    "recover_after" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'unknown',
    "state_since" TIMESTAMPTZ(3),
    "streak" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" UUID,
    "run_until" TIMESTAMPTZ(3),
    "made_for" TEXT,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "health_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_result" (
    "id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "latency_ms" DOUBLE PRECISION NOT NULL,
    "message" TEXT NOT NULL,
    "request_id" UUID,

    CONSTRAINT "health_result_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "health_quarter" (
    "check_id" UUID NOT NULL,
    "quarter" TIMESTAMPTZ(0) NOT NULL,
    "passed" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "latency_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "health_quarter_pkey" PRIMARY KEY ("check_id","quarter")
);

-- CreateTable
CREATE TABLE "health_incident" (
    "id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),
    "cause" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "health_incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_page" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "enabled" BOOLEAN NOT NULL,
    "title" TEXT NOT NULL,
    "intro" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "status_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_notice" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "status_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_update" (
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "status_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scrape_target" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_token" BYTEA,
    "allow_private_network" BOOLEAN NOT NULL,
    "metrics" TEXT[],
    "every_seconds" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3),
    "last_values" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scrape_target_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "health_check_name_key" ON "health_check"("name");

-- CreateIndex
CREATE UNIQUE INDEX "health_check_made_for_key" ON "health_check"("made_for");

-- CreateIndex
CREATE INDEX "health_check_kind_subject_idx" ON "health_check"("kind", "subject");

-- CreateIndex
CREATE INDEX "health_result_check_id_at_idx" ON "health_result"("check_id", "at");

-- CreateIndex
CREATE INDEX "health_result_at_idx" ON "health_result"("at");

-- CreateIndex
CREATE INDEX "health_quarter_quarter_idx" ON "health_quarter"("quarter");

-- CreateIndex
CREATE INDEX "health_incident_check_id_from_idx" ON "health_incident"("check_id", "from");

-- CreateIndex
CREATE INDEX "status_notice_started_at_idx" ON "status_notice"("started_at");

-- CreateIndex
CREATE INDEX "status_update_notice_id_at_idx" ON "status_update"("notice_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "scrape_target_name_key" ON "scrape_target"("name");

-- AddForeignKey
ALTER TABLE "health_result" ADD CONSTRAINT "health_result_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "health_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_quarter" ADD CONSTRAINT "health_quarter_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "health_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health_incident" ADD CONSTRAINT "health_incident_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "health_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_update" ADD CONSTRAINT "status_update_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "status_notice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Hand-written: the runner looks for what is due, and a check is down once at a time.
CREATE INDEX "health_check_due" ON "health_check"("due_at") WHERE "enabled" AND "deleted_at" IS NULL;
CREATE UNIQUE INDEX "health_incident_open" ON "health_incident"("check_id") WHERE "to" IS NULL;
