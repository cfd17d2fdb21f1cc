-- CreateTable
CREATE TABLE "alert_rule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "endpoint_name" TEXT,
    "document" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "template" TEXT,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "lease_token" UUID,
    "evaluated_at" TIMESTAMPTZ(3),
    "evaluation_ms" INTEGER,
    "health" TEXT NOT NULL DEFAULT 'new',
    "health_message" TEXT NOT NULL DEFAULT '',
    "recent" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_rule_revision" (
    "rule_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "document" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_rule_revision_pkey" PRIMARY KEY ("rule_id","number")
);

-- CreateTable
CREATE TABLE "alert_instance" (
    "rule_id" UUID NOT NULL,
    "group_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "machine" JSONB NOT NULL,
    "labels" JSONB NOT NULL,
    "value" DOUBLE PRECISION,
    "count" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "alert_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_instance_pkey" PRIMARY KEY ("rule_id","group_key")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "rule_id" UUID,
    "rule_name" TEXT NOT NULL,
    "rule_revision" INTEGER NOT NULL,
    "endpoint_name" TEXT,
    "group_key" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "severity" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "unit" TEXT NOT NULL DEFAULT '',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by_id" UUID,
    "acknowledged_by_name" TEXT,
    "assignee_id" UUID,
    "assignee_name" TEXT,
    "thread_id" UUID,
    "told" TEXT NOT NULL DEFAULT 'no',
    "told_at" TIMESTAMPTZ(3),
    "action_state" TEXT,
    "action" JSONB,
    "action_lease" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_event" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,

    CONSTRAINT "alert_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_thread" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_message_at" TIMESTAMPTZ(3),
    "messages" INTEGER NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_silence" (
    "id" UUID NOT NULL,
    "endpoint_name" TEXT,
    "matchers" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "comment" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_silence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_heartbeat" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "process" TEXT NOT NULL,

    CONSTRAINT "alert_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_rule_template_key" ON "alert_rule"("template");

-- CreateIndex
CREATE INDEX "alert_rule_due_at_idx" ON "alert_rule"("due_at");

-- CreateIndex
CREATE INDEX "alert_rule_endpoint_name_idx" ON "alert_rule"("endpoint_name");

-- CreateIndex
CREATE INDEX "alert_fired_at_idx" ON "alert"("fired_at");

-- CreateIndex
CREATE INDEX "alert_endpoint_name_fired_at_idx" ON "alert"("endpoint_name", "fired_at");

-- CreateIndex
CREATE INDEX "alert_rule_id_group_key_fired_at_idx" ON "alert"("rule_id", "group_key", "fired_at");

-- CreateIndex
CREATE INDEX "alert_event_alert_id_at_idx" ON "alert_event"("alert_id", "at");

-- CreateIndex
CREATE INDEX "alert_thread_last_message_at_idx" ON "alert_thread"("last_message_at");

-- CreateIndex
CREATE INDEX "alert_silence_ends_at_idx" ON "alert_silence"("ends_at");

-- AddForeignKey
ALTER TABLE "alert_rule_revision" ADD CONSTRAINT "alert_rule_revision_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_instance" ADD CONSTRAINT "alert_instance_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_event" ADD CONSTRAINT "alert_event_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Two rules of one name cannot be told apart in a message; deleted ones do not count.
CREATE UNIQUE INDEX "alert_rule_name_key" ON "alert_rule"("name") WHERE "deleted_at" IS NULL;
-- What is open: read with every page, by the badge and by whoever tells.
CREATE INDEX "alert_open_idx" ON "alert"("id") WHERE "resolved_at" IS NULL;
CREATE INDEX "alert_untold_idx" ON "alert"("id") WHERE "told" <> 'resolved';
CREATE INDEX "alert_action_idx" ON "alert"("id") WHERE "action_state" IN ('due', 'running');
-- One open alert for a group of a rule, whoever evaluates; and one for the evaluation itself.
CREATE UNIQUE INDEX "alert_open_group_key" ON "alert"("rule_id", "group_key") WHERE "resolved_at" IS NULL;
CREATE UNIQUE INDEX "alert_open_watchdog_key" ON "alert"("group_key") WHERE "resolved_at" IS NULL AND "rule_id" IS NULL;
CREATE UNIQUE INDEX "alert_thread_open_key" ON "alert_thread"("key") WHERE "closed_at" IS NULL;
ALTER TABLE "alert_heartbeat" ADD CONSTRAINT "alert_heartbeat_one_row" CHECK ("id" = 1);
