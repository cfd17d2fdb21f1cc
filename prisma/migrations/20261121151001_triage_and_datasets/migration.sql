-- CreateTable
CREATE TABLE "dataset" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_item" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "expected" TEXT,
    "labels" TEXT[],
    "topic" INTEGER,
    "requester_id" UUID,
    "client" TEXT,
    "documents" TEXT[],
    "knowledge_name" TEXT,
    "added_by_id" UUID,
    "added_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "shortcut" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inference_label" (
    "inference_id" UUID NOT NULL,
    "label_id" UUID NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inference_label_pkey" PRIMARY KEY ("inference_id","label_id")
);

-- CreateTable
CREATE TABLE "inference_done" (
    "inference_id" UUID NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inference_done_pkey" PRIMARY KEY ("inference_id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "owner_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "query" JSONB NOT NULL,
    "columns" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_model" (
    "endpoint_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "space" TEXT NOT NULL DEFAULT '',
    "weights" BYTEA,
    "askers" INTEGER NOT NULL DEFAULT 0,
    "questions" INTEGER NOT NULL DEFAULT 0,
    "assigned_from" UUID,
    "assigned_through" UUID,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "topic_model_pkey" PRIMARY KEY ("endpoint_name")
);

-- CreateTable
CREATE TABLE "topic" (
    "endpoint_name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "terms" TEXT[],
    "centroid" BYTEA NOT NULL,
    "examples" UUID[],

    CONSTRAINT "topic_pkey" PRIMARY KEY ("endpoint_name","number")
);

-- CreateTable
CREATE TABLE "inference_topic" (
    "inference_id" UUID NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "inference_topic_pkey" PRIMARY KEY ("inference_id")
);

-- CreateTable
CREATE TABLE "topic_day" (
    "endpoint_name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "requests" INTEGER NOT NULL,
    "declined" INTEGER NOT NULL,
    "scored" INTEGER NOT NULL,
    "score_sum" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "topic_day_pkey" PRIMARY KEY ("endpoint_name","number","day")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_name_key" ON "dataset"("name");

-- CreateIndex
CREATE INDEX "dataset_item_dataset_id_id_idx" ON "dataset_item"("dataset_id", "id" DESC);

-- CreateIndex
CREATE INDEX "dataset_item_requester_id_idx" ON "dataset_item"("requester_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_item_dataset_id_request_id_key" ON "dataset_item"("dataset_id", "request_id");

-- CreateIndex
CREATE UNIQUE INDEX "label_name_key" ON "label"("name");

-- CreateIndex
CREATE UNIQUE INDEX "label_shortcut_key" ON "label"("shortcut");

-- CreateIndex
CREATE INDEX "inference_label_label_id_inference_id_idx" ON "inference_label"("label_id", "inference_id" DESC);

-- CreateIndex
CREATE INDEX "inference_label_by_id_idx" ON "inference_label"("by_id");

-- CreateIndex
CREATE INDEX "inference_done_by_id_idx" ON "inference_done"("by_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_owner_id_name_key" ON "saved_view"("owner_id", "name");

-- CreateIndex
CREATE INDEX "inference_topic_endpoint_name_number_inference_id_idx" ON "inference_topic"("endpoint_name", "number", "inference_id" DESC);

-- AddForeignKey
ALTER TABLE "dataset_item" ADD CONSTRAINT "dataset_item_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inference_label" ADD CONSTRAINT "inference_label_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_endpoint_name_fkey" FOREIGN KEY ("endpoint_name") REFERENCES "topic_model"("endpoint_name") ON DELETE CASCADE ON UPDATE CASCADE;
