-- AlterTable
ALTER TABLE "provider" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "provider_price" (
    "id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "price" JSONB,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_price_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "provider_price_provider_id_model_effective_from_idx" ON "provider_price"("provider_id", "model", "effective_from");

-- AddForeignKey
ALTER TABLE "provider_price" ADD CONSTRAINT "provider_price_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prices entered so far begin the history.
INSERT INTO "provider_price" ("id", "provider_id", "model", "price", "effective_from")
SELECT gen_random_uuid(), "provider"."id", model->>'name', model->'price', "provider"."updated_at"
FROM "provider", jsonb_array_elements("provider"."models") AS model
WHERE model->'price' IS NOT NULL;
