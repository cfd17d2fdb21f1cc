-- Counters and sketches by minute become deltas that are only ever added (metric_live) and levels from minutes to
-- days that a job moves them into. What was counted before is kept: it becomes deltas.
ALTER TABLE "metric_minute" RENAME TO "metric_minute_before";
ALTER TABLE "metric_minute_before" RENAME CONSTRAINT "metric_minute_pkey" TO "metric_minute_before_pkey";

-- CreateTable
CREATE TABLE "metric_series" (
    "id" SERIAL NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "config_number" INTEGER NOT NULL,
    "arm" TEXT NOT NULL,
    "traffic" TEXT NOT NULL,
    "model_name" TEXT NOT NULL,
    "model_version" INTEGER NOT NULL,

    CONSTRAINT "metric_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_live" (
    "id" BIGSERIAL NOT NULL,
    "start" TIMESTAMPTZ(0) NOT NULL,
    "series" INTEGER NOT NULL,
    "requests" BIGINT,
    "declined" BIGINT,
    "stopped" BIGINT,
    "errors" BIGINT,
    "refused" BIGINT,
    "input_tokens" BIGINT,
    "cached_input_tokens" BIGINT,
    "cache_write_tokens" BIGINT,
    "output_tokens" BIGINT,
    "reasoning_tokens" BIGINT,
    "cost" BIGINT,
    "cost_squares" DECIMAL(60,0),
    "units" BIGINT,
    "fallbacks" BIGINT,
    "cache_hits" BIGINT,
    "retries" BIGINT,
    "guarded" BIGINT,
    "sentences" BIGINT,
    "supported_sentences" BIGINT,
    "similarity_sum" DOUBLE PRECISION,
    "similarity_squares" DOUBLE PRECISION,
    "similarity_count" BIGINT,
    "thumbs_up" BIGINT,
    "thumbs_down" BIGINT,
    "stars_sum" BIGINT,
    "stars_count" BIGINT,
    "errors_by_kind" JSONB,
    "guardrail_hits" JSONB,
    "languages" JSONB,
    "feedback_reasons" JSONB,
    "sketches" BYTEA,

    CONSTRAINT "metric_live_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_minute" (
    "start" TIMESTAMPTZ(0) NOT NULL,
    "series" INTEGER NOT NULL,
    "requests" BIGINT,
    "declined" BIGINT,
    "stopped" BIGINT,
    "errors" BIGINT,
    "refused" BIGINT,
    "input_tokens" BIGINT,
    "cached_input_tokens" BIGINT,
    "cache_write_tokens" BIGINT,
    "output_tokens" BIGINT,
    "reasoning_tokens" BIGINT,
    "cost" BIGINT,
    "cost_squares" DECIMAL(60,0),
    "units" BIGINT,
    "fallbacks" BIGINT,
    "cache_hits" BIGINT,
    "retries" BIGINT,
    "guarded" BIGINT,
    "sentences" BIGINT,
    "supported_sentences" BIGINT,
    "similarity_sum" DOUBLE PRECISION,
    "similarity_squares" DOUBLE PRECISION,
    "similarity_count" BIGINT,
    "thumbs_up" BIGINT,
    "thumbs_down" BIGINT,
    "stars_sum" BIGINT,
    "stars_count" BIGINT,
    "errors_by_kind" JSONB,
    "guardrail_hits" JSONB,
    "languages" JSONB,
    "feedback_reasons" JSONB,
    "sketches" BYTEA,

    CONSTRAINT "metric_minute_pkey" PRIMARY KEY ("start","series")
) PARTITION BY RANGE ("start");

-- CreateTable
CREATE TABLE "metric_period" (
    "seconds" INTEGER NOT NULL,
    "start" TIMESTAMPTZ(0) NOT NULL,
    "series" INTEGER NOT NULL,
    "requests" BIGINT,
    "declined" BIGINT,
    "stopped" BIGINT,
    "errors" BIGINT,
    "refused" BIGINT,
    "input_tokens" BIGINT,
    "cached_input_tokens" BIGINT,
    "cache_write_tokens" BIGINT,
    "output_tokens" BIGINT,
    "reasoning_tokens" BIGINT,
    "cost" BIGINT,
    "cost_squares" DECIMAL(60,0),
    "units" BIGINT,
    "fallbacks" BIGINT,
    "cache_hits" BIGINT,
    "retries" BIGINT,
    "guarded" BIGINT,
    "sentences" BIGINT,
    "supported_sentences" BIGINT,
    "similarity_sum" DOUBLE PRECISION,
    "similarity_squares" DOUBLE PRECISION,
    "similarity_count" BIGINT,
    "thumbs_up" BIGINT,
    "thumbs_down" BIGINT,
    "stars_sum" BIGINT,
    "stars_count" BIGINT,
    "errors_by_kind" JSONB,
    "guardrail_hits" JSONB,
    "languages" JSONB,
    "feedback_reasons" JSONB,
    "sketches" BYTEA,

    CONSTRAINT "metric_period_pkey" PRIMARY KEY ("seconds","start","series")
);

-- CreateIndex
CREATE UNIQUE INDEX "metric_series_endpoint_name_config_number_arm_traffic_model_key" ON "metric_series"("endpoint_name", "config_number", "arm", "traffic", "model_name", "model_version");

-- Below: what Prisma has no words for.

-- Minutes of a clock that is wrong land here, and are moved when their day's partition is made.
CREATE TABLE "metric_minute_default" PARTITION OF "metric_minute" DEFAULT;

-- A row is read without a detour to the TOAST table as long as it fits a page, and is never compressed: readings cut single
-- distributions out of `sketches`.
ALTER TABLE "metric_live" ALTER COLUMN "sketches" SET STORAGE EXTERNAL;
ALTER TABLE "metric_live" SET (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
ALTER TABLE "metric_minute" ALTER COLUMN "sketches" SET STORAGE EXTERNAL;
ALTER TABLE "metric_minute_default" ALTER COLUMN "sketches" SET STORAGE EXTERNAL;
ALTER TABLE "metric_period" ALTER COLUMN "sketches" SET STORAGE EXTERNAL;
ALTER TABLE "metric_period" SET (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05);

-- What was counted, minute by minute, as far back as minutes are kept; deltas not yet moved included.
CREATE VIEW "metric_by_minute" AS
SELECT r.start AS minute, s.endpoint_name, s.config_number, s.arm, s.traffic, s.model_name, s.model_version,
  coalesce(sum(r.requests), 0)::bigint AS requests,
  coalesce(sum(r.declined), 0)::bigint AS declined,
  coalesce(sum(r.stopped), 0)::bigint AS stopped,
  coalesce(sum(r.errors), 0)::bigint AS errors,
  coalesce(sum(r.refused), 0)::bigint AS refused,
  coalesce(sum(r.input_tokens), 0)::bigint AS input_tokens,
  coalesce(sum(r.cached_input_tokens), 0)::bigint AS cached_input_tokens,
  coalesce(sum(r.cache_write_tokens), 0)::bigint AS cache_write_tokens,
  coalesce(sum(r.output_tokens), 0)::bigint AS output_tokens,
  coalesce(sum(r.reasoning_tokens), 0)::bigint AS reasoning_tokens,
  coalesce(sum(r.cost), 0)::bigint AS cost,
  coalesce(sum(r.units), 0)::bigint AS units,
  coalesce(sum(r.fallbacks), 0)::bigint AS fallbacks,
  coalesce(sum(r.cache_hits), 0)::bigint AS cache_hits,
  coalesce(sum(r.retries), 0)::bigint AS retries,
  coalesce(sum(r.guarded), 0)::bigint AS guarded,
  coalesce(sum(r.sentences), 0)::bigint AS sentences,
  coalesce(sum(r.supported_sentences), 0)::bigint AS supported_sentences,
  coalesce(sum(r.thumbs_up), 0)::bigint AS thumbs_up,
  coalesce(sum(r.thumbs_down), 0)::bigint AS thumbs_down,
  coalesce(sum(r.stars_sum), 0)::bigint AS stars_sum,
  coalesce(sum(r.stars_count), 0)::bigint AS stars_count
FROM (
  SELECT start, series, requests, declined, stopped, errors, refused, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost, units, fallbacks, cache_hits, retries, guarded, sentences, supported_sentences, thumbs_up, thumbs_down, stars_sum, stars_count FROM metric_live
  UNION ALL
  SELECT start, series, requests, declined, stopped, errors, refused, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost, units, fallbacks, cache_hits, retries, guarded, sentences, supported_sentences, thumbs_up, thumbs_down, stars_sum, stars_count FROM metric_minute
) r JOIN metric_series s ON s.id = r.series
GROUP BY r.start, s.id;

INSERT INTO "metric_series" (endpoint_name, config_number, arm, traffic, model_name, model_version)
SELECT endpoint_name, config_number, arm, traffic, model_name, model_version FROM metric_minute_before
UNION
SELECT endpoint_name, config_number, arm, traffic, model_name, model_version FROM metric_bucket;

-- The packing of lib/monitoring/rollups/packed-sketches.ts, for this once.
CREATE FUNCTION pg_temp.varint(value bigint) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  rest bigint := value;
  bytes bytea := '';
BEGIN
  WHILE rest >= 128 LOOP
    bytes := bytes || set_byte('\x00'::bytea, 0, ((rest & 127) | 128)::int);
    rest := rest >> 7;
  END LOOP;
  RETURN bytes || set_byte('\x00'::bytea, 0, rest::int);
END
$$;

CREATE FUNCTION pg_temp.offset_bytes(value int) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT set_byte(set_byte(set_byte('\x000000'::bytea, 0, value & 255), 1, (value >> 8) & 255), 2, (value >> 16) & 255)
$$;

WITH placed AS (
  SELECT b.minute, s.id AS series, array_position(ARRAY['total', 'first_token', '', 'retrieve', 'generate'], b.metric) AS place,
    b.bucket, b.count::bigint AS count
  FROM metric_bucket b JOIN metric_series s USING (endpoint_name, config_number, arm, traffic, model_name, model_version)
  WHERE b.metric IN ('total', 'first_token', 'retrieve', 'generate') AND b.count > 0
),
stepped AS (
  SELECT *, bucket - lag(bucket) OVER (PARTITION BY minute, series, place ORDER BY bucket) AS step FROM placed
),
slices AS (
  SELECT minute, series, place,
    pg_temp.varint(count(*)) ||
    pg_temp.varint(round(sum(count * 2 * exp(bucket * ln(101.0::float8 / 99)) / (101.0::float8 / 99 + 1)) * 1000)::bigint) ||
    string_agg(
      pg_temp.varint(coalesce(step, CASE WHEN bucket < 0 THEN -2 * bucket - 1 ELSE 2 * bucket END)) || pg_temp.varint(count),
      ''::bytea ORDER BY bucket
    ) AS slice
  FROM stepped GROUP BY minute, series, place
),
laid AS (
  SELECT minute, series, place, coalesce(slice, ''::bytea) AS slice,
    16 + sum(coalesce(length(slice), 0)) OVER (PARTITION BY minute, series ORDER BY place) AS ends
  FROM (SELECT DISTINCT minute, series FROM slices) found CROSS JOIN generate_series(1, 5) AS place
  LEFT JOIN slices USING (minute, series, place)
),
packed AS (
  SELECT minute, series,
    '\x05'::bytea || string_agg(pg_temp.offset_bytes(ends::int), ''::bytea ORDER BY place) || string_agg(slice, ''::bytea ORDER BY place)
      AS sketches
  FROM laid GROUP BY minute, series
)
INSERT INTO metric_live (start, series, requests, declined, stopped, errors, refused, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost, cost_squares, units, fallbacks, cache_hits, similarity_sum, similarity_squares, similarity_count, thumbs_up, thumbs_down, stars_sum, stars_count, sketches)
SELECT coalesce(m.minute, p.minute), coalesce(s.id, p.series), nullif(m.requests, 0), nullif(m.declined, 0), nullif(m.stopped, 0), nullif(m.errors, 0), nullif(m.refused, 0), nullif(m.input_tokens, 0), nullif(m.cached_input_tokens, 0), nullif(m.cache_write_tokens, 0), nullif(m.output_tokens, 0), nullif(m.reasoning_tokens, 0), nullif(m.cost, 0), nullif(m.cost_squares, 0), nullif(m.units, 0), nullif(m.fallbacks, 0), nullif(m.cache_hits, 0), nullif(m.similarity_sum, 0), nullif(m.similarity_squares, 0), nullif(m.similarity_count, 0), nullif(m.thumbs_up, 0), nullif(m.thumbs_down, 0), nullif(m.stars_sum, 0), nullif(m.stars_count, 0), p.sketches
FROM metric_minute_before m
JOIN metric_series s USING (endpoint_name, config_number, arm, traffic, model_name, model_version)
FULL JOIN packed p ON p.minute = m.minute AND p.series = s.id;

DROP TABLE "metric_minute_before";
DROP TABLE "metric_bucket";
