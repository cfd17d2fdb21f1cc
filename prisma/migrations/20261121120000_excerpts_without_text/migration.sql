-- What a guard quoted of a request goes with the request's text, whichever of the two rows is written first.
CREATE FUNCTION slipway_empty_excerpts() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE guardrail_event SET excerpt = '' WHERE request_id = NEW.id AND excerpt <> '';
  RETURN NULL;
END
$$;

CREATE TRIGGER "inference_3_excerpts" AFTER INSERT OR UPDATE OF "text_removed_at" ON "inference" FOR EACH ROW
WHEN (NEW.text_removed_at IS NOT NULL) EXECUTE FUNCTION slipway_empty_excerpts();

CREATE FUNCTION slipway_excerpt_without_text() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM inference WHERE id = NEW.request_id AND text_removed_at IS NOT NULL) THEN
    NEW.excerpt := '';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "guardrail_event_excerpt" BEFORE INSERT ON "guardrail_event" FOR EACH ROW
WHEN (NEW.request_id IS NOT NULL AND NEW.excerpt <> '') EXECUTE FUNCTION slipway_excerpt_without_text();
