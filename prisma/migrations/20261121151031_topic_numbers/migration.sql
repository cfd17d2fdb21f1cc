-- AlterTable
ALTER TABLE "topic_model" ADD COLUMN     "last_number" INTEGER NOT NULL DEFAULT 0;

-- Numbers that were given before count as given.
UPDATE "topic_model" SET "last_number" = coalesce((
  SELECT max(t."number") FROM "topic" t WHERE t."endpoint_name" = "topic_model"."endpoint_name"), 0);
