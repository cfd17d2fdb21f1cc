-- CreateTable
CREATE TABLE "approval_policy" (
    "environment" TEXT NOT NULL,
    "required" BOOLEAN NOT NULL,
    "rollback_at_once" BOOLEAN NOT NULL DEFAULT true,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_policy_pkey" PRIMARY KEY ("environment")
);

-- CreateTable
CREATE TABLE "change_request" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "summary" TEXT NOT NULL,
    "environment" TEXT,
    "place_kind" TEXT NOT NULL,
    "place_name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT NOT NULL,
    "ticket" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "requested_by" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "decided_by" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "change_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "change_request_state_created_at_idx" ON "change_request"("state", "created_at");

-- CreateIndex
CREATE INDEX "change_request_requested_by_idx" ON "change_request"("requested_by");

ALTER TABLE "change_request" ADD CONSTRAINT "change_request_state_check"
    CHECK ("state" IN ('pending', 'applying', 'applied', 'refused', 'withdrawn', 'failed'));
-- The second pair of eyes is somebody else's.
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_four_eyes_check"
    CHECK ("state" = 'withdrawn' OR "decided_by" IS DISTINCT FROM "requested_by");
