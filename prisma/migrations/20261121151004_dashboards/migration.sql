-- CreateTable
CREATE TABLE "dashboard" (
    "id" UUID NOT NULL,
    "owner_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "default_range" TEXT NOT NULL,
    "panels" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dashboard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dashboard_owner_id_updated_at_idx" ON "dashboard"("owner_id", "updated_at");

-- CreateIndex
CREATE INDEX "dashboard_visibility_updated_at_idx" ON "dashboard"("visibility", "updated_at");
