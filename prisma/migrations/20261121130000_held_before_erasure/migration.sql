-- AlterTable
ALTER TABLE "erasure" ADD COLUMN     "held" JSONB NOT NULL DEFAULT '{}';
