-- Unlogged: after a crash it is empty and made again from the log, and words that were erased stand in no write-ahead log.
CREATE UNLOGGED TABLE "inference_words" (
    "inference_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "inference_words_pkey" PRIMARY KEY ("inference_id")
);

-- CreateIndex
CREATE INDEX "inference_words_words_idx" ON "inference_words" USING GIN ("words");

-- Words go with the text of their request, and with the request.
CREATE FUNCTION slipway_forget_words() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM inference_words WHERE inference_id = OLD.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER "inference_4_words" AFTER UPDATE OF "text_removed_at" ON "inference" FOR EACH ROW
WHEN (NEW.text_removed_at IS NOT NULL) EXECUTE FUNCTION slipway_forget_words();
CREATE TRIGGER "inference_5_words" AFTER DELETE ON "inference" FOR EACH ROW
EXECUTE FUNCTION slipway_forget_words();
