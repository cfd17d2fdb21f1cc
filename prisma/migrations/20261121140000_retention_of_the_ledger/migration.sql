-- The ledger is append-only but for its retention: entries that no quota's period in force can need any more.
CREATE FUNCTION slipway_ledger_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('slipway.ledger_retention', true) = 'on'
    AND OLD.at < now() - interval '62 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% rows of % are never changed', TG_OP, TG_TABLE_NAME;
END
$$;

DROP TRIGGER "usage_entry_append_only" ON "usage_entry";
CREATE TRIGGER "usage_entry_append_only" BEFORE UPDATE OR DELETE ON "usage_entry"
FOR EACH ROW EXECUTE FUNCTION slipway_ledger_append_only();
