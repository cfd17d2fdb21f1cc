-- AlterTable
ALTER TABLE "inference" ADD COLUMN     "unit" TEXT;
