-- AlterTable
ALTER TABLE "inference" ADD COLUMN     "answer_chars" INTEGER,
ADD COLUMN     "injection_score" DOUBLE PRECISION,
ADD COLUMN     "language" TEXT,
ADD COLUMN     "passages" INTEGER,
ADD COLUMN     "pii_hits" INTEGER,
ADD COLUMN     "post_process_ms" DOUBLE PRECISION,
ADD COLUMN     "question_chars" INTEGER,
ADD COLUMN     "queue_ms" DOUBLE PRECISION,
ADD COLUMN     "retries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "retrieval_score" DOUBLE PRECISION,
ADD COLUMN     "sentences" INTEGER,
ADD COLUMN     "supported_sentences" INTEGER;

-- CreateTable
CREATE TABLE "metric_gauge" (
    "metric" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "metric_gauge_pkey" PRIMARY KEY ("metric","endpoint","subject","at")
) PARTITION BY RANGE ("at");

-- Below: what Prisma has no words for.

-- What comes from a clock that is wrong lands here, and is moved when its day's partition is made.
CREATE TABLE "metric_gauge_default" PARTITION OF "metric_gauge" DEFAULT;

-- Makes the daily (UTC) partitions of a table that is partitioned by one timestamptz column, from one day to another, both
-- included, where they are missing. The lock lets several workers ask at once.
CREATE FUNCTION slipway_ensure_day_partitions(parent text, time_column text, first_day date, last_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  day date := first_day;
  name text;
  first_moment timestamptz;
  end_moment timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('partitions of ' || parent, 0));
  WHILE day <= last_day LOOP
    name := parent || '_' || to_char(day, 'YYYYMMDD');
    IF to_regclass(name) IS NULL THEN
      first_moment := day::timestamp AT TIME ZONE 'UTC';
      end_moment := (day + 1)::timestamp AT TIME ZONE 'UTC';
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', name, parent);
      EXECUTE format(
        'WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        parent || '_default', time_column, first_moment, time_column, end_moment, name
      );
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, name, first_moment, end_moment);
    END IF;
    day := day + 1;
  END LOOP;
END
$$;

-- Drops the daily partitions of days before one, and what of that time lies in the default partition. Tells how many.
CREATE FUNCTION slipway_drop_day_partitions(parent text, time_column text, before_day date) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  name text;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('partitions of ' || parent, 0));
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent::regclass AND c.relname ~ ('^' || parent || '_[0-9]{8}$')
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < before_day
  LOOP
    EXECUTE format('DROP TABLE %I', name);
    dropped := dropped + 1;
  END LOOP;
  EXECUTE format('DELETE FROM %I WHERE %I < %L', parent || '_default', time_column, before_day::timestamp AT TIME ZONE 'UTC');
  RETURN dropped;
END
$$;
