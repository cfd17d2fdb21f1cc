-- Gauges by subject are told apart by endpoint now, so groups of before are not read any more under their old names. A rule that
-- keeps what is not measured would keep them for ever: they end, and what is still wrong fires anew, at its endpoint.
WITH renamed AS (
  DELETE FROM "alert_instance" i
  USING "alert_rule" r
  WHERE r."id" = i."rule_id"
    AND i."alert_id" IS NOT NULL
    AND r."document" #>> '{signal,expression,groupBy}' = 'subject'
    AND i."group_key" = i."labels" ->> 'subject'
    AND EXISTS (
      SELECT 1 FROM "metric_gauge" g
      WHERE g."metric" = r."document" #>> '{signal,expression,metric}'
        AND g."subject" = i."group_key" AND g."endpoint" <> '')
    AND NOT EXISTS (
      SELECT 1 FROM "metric_gauge" g
      WHERE g."metric" = r."document" #>> '{signal,expression,metric}'
        AND g."subject" = i."group_key" AND g."endpoint" = '')
  RETURNING i."alert_id"
), ended AS (
  UPDATE "alert" a SET "state" = 'resolved', "resolved_at" = now()
  FROM renamed WHERE a."id" = renamed."alert_id" AND a."resolved_at" IS NULL
  RETURNING a."id"
)
INSERT INTO "alert_event" ("id", "alert_id", "at", "kind", "text")
SELECT gen_random_uuid(), "id", now(), 'resolved', 'It is watched at each endpoint by itself now, and fires anew if it is still wrong.'
FROM ended;
