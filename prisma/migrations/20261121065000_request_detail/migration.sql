-- AlterTable
ALTER TABLE "inference" ADD COLUMN     "request_detail" JSONB;
