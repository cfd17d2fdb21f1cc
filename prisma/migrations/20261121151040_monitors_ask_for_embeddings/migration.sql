-- AlterTable
ALTER TABLE "monitor" ADD COLUMN "paid_embeddings" BOOLEAN NOT NULL DEFAULT false;
