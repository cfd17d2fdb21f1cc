-- What serves, in one place: providers, knowledge bases and snapshots are all refused or kept by it. Views, because none of
-- those features may import the registry or serving, which stand on them.

-- One row for each served entity of each configuration in force; fallbacks and shadows are entities too.
CREATE VIEW "served_entity_in_force" AS
SELECT e."name" AS "endpoint", entity, entity -> 'target' AS "target"
FROM "endpoint" e
JOIN "endpoint_config" c ON c."endpoint_id" = e."id" AND c."number" = e."config"
CROSS JOIN LATERAL jsonb_array_elements(c."served_entities") AS list (entity);

-- Versions that an alias, the stage staging or production, or an endpoint in force reaches. A stage means its highest number.
CREATE VIEW "version_in_use" AS
SELECT v."id", m."name" AS "model", v."number", v."chain" AS "document"
FROM "model_version" v
JOIN "registered_model" m ON m."id" = v."model_id"
WHERE v."deleted_at" IS NULL
  AND (
    v."stage" IN ('staging', 'production')
    OR EXISTS (SELECT 1 FROM "model_alias" a WHERE a."model_id" = v."model_id" AND a."version" = v."number")
    OR EXISTS (
      SELECT 1 FROM "served_entity_in_force" s
      WHERE s."target" ->> 'model' = m."name"
        AND (
          s."target" ->> 'version' = v."number"::text
          OR (
            s."target" ->> 'stage' = v."stage"::text
            AND NOT EXISTS (
              SELECT 1 FROM "model_version" higher
              WHERE higher."model_id" = v."model_id" AND higher."stage" = v."stage"
                AND higher."deleted_at" IS NULL AND higher."number" > v."number"))))
  );

-- A snapshot whose passages were removed keeps its row, so that what was served when stays known.
ALTER TABLE "snapshot" ADD COLUMN "purged_at" TIMESTAMPTZ(3);
