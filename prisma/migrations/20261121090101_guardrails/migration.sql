-- AlterEnum
ALTER TYPE "DocumentState" ADD VALUE 'quarantined';

-- AlterTable
ALTER TABLE "document_revision" ADD COLUMN     "released_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "knowledge_base" ADD COLUMN     "screening" TEXT NOT NULL DEFAULT 'flag';

-- CreateTable
CREATE TABLE "guardrail_policy" (
    "endpoint_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guardrail_policy_pkey" PRIMARY KEY ("endpoint_id","number")
);

-- CreateTable
CREATE TABLE "guardrail_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" UUID,
    "endpoint_name" TEXT,
    "knowledge_name" TEXT,
    "document_id" UUID,
    "document_name" TEXT,
    "revision_id" UUID,
    "stage" TEXT NOT NULL,
    "guard" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "excerpt" TEXT NOT NULL DEFAULT '',
    "policy_number" INTEGER,
    "verdict" TEXT,
    "reviewed_by_id" UUID,
    "reviewed_by_name" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "guardrail_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "guardrail_event_endpoint_name_at_idx" ON "guardrail_event"("endpoint_name", "at");

-- CreateIndex
CREATE INDEX "guardrail_event_request_id_idx" ON "guardrail_event"("request_id");

-- CreateIndex
CREATE INDEX "guardrail_event_revision_id_idx" ON "guardrail_event"("revision_id");

-- AddForeignKey
ALTER TABLE "guardrail_policy" ADD CONSTRAINT "guardrail_policy_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits for a reviewer.
CREATE INDEX "guardrail_event_open_idx" ON "guardrail_event"("id" DESC) WHERE "verdict" IS NULL AND "action" <> 'masked';
CREATE INDEX "guardrail_event_at_idx" ON "guardrail_event"("at");
