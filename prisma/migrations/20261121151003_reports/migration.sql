-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "html" TEXT;

-- CreateTable
CREATE TABLE "notification_file" (
    "id" UUID NOT NULL,
    "notification_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "notification_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "day" INTEGER NOT NULL DEFAULT 0,
    "hour" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "endpoint_name" TEXT,
    "environment" TEXT,
    "addresses" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "stopped_why" TEXT,
    "next_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_run" (
    "report_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_run_pkey" PRIMARY KEY ("report_id","due_at")
);

-- CreateTable
CREATE TABLE "document_use" (
    "day" DATE NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "knowledge_name" TEXT NOT NULL,
    "cited" INTEGER NOT NULL DEFAULT 0,
    "liked" INTEGER NOT NULL DEFAULT 0,
    "disliked" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "document_use_pkey" PRIMARY KEY ("day","endpoint_name","document_id")
);

-- CreateTable
CREATE TABLE "document_use_mark" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "up_to" UUID NOT NULL,

    CONSTRAINT "document_use_mark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notification_file_notification_id_idx" ON "notification_file"("notification_id");

-- CreateIndex
CREATE INDEX "report_owner_id_idx" ON "report"("owner_id");

-- CreateIndex
CREATE INDEX "report_next_at_idx" ON "report"("next_at");

-- AddForeignKey
ALTER TABLE "notification_file" ADD CONSTRAINT "notification_file_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the documents held no answer to, newest first: few of many rows.
CREATE INDEX "inference_declined_idx" ON "inference" ("endpoint_name", "id" DESC) WHERE "status" = 'declined';
