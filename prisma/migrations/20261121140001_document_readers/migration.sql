-- CreateTable
CREATE TABLE "reader_list" (
    "subject_id" UUID NOT NULL,
    "knowledge_base_id" UUID NOT NULL,
    "readers" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reader_list_pkey" PRIMARY KEY ("subject_id")
);

-- CreateIndex
CREATE INDEX "reader_list_knowledge_base_id_idx" ON "reader_list"("knowledge_base_id");
