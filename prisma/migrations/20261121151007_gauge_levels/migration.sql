-- CreateTable
CREATE TABLE "metric_gauge_period" (
    "seconds" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "start" TIMESTAMPTZ(0) NOT NULL,
    "endpoint" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "sum" DOUBLE PRECISION NOT NULL,
    "min" DOUBLE PRECISION NOT NULL,
    "max" DOUBLE PRECISION NOT NULL,
    "last" DOUBLE PRECISION NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "metric_gauge_period_pkey" PRIMARY KEY ("seconds","metric","start","endpoint","subject")
);

-- CreateTable
CREATE TABLE "metric_gauge_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "rolled_until" TIMESTAMPTZ(0) NOT NULL,
    "raw_since" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "metric_gauge_state_pkey" PRIMARY KEY ("id")
);

-- Below: what Prisma has no words for.

-- There is one row. The levels begin with the oldest value that is kept, so that a worker fills them from there.
ALTER TABLE "metric_gauge_state" ADD CONSTRAINT "metric_gauge_state_one_row" CHECK ("id" = 1);
INSERT INTO "metric_gauge_state" ("id", "rolled_until", "raw_since")
SELECT 1, date_bin('1 hour', coalesce(min("at"), now()), '1970-01-01T00:00:00Z'::timestamptz), '1970-01-01T00:00:00Z'
FROM "metric_gauge" WHERE "at" > now() - interval '91 days' AND "at" < now();
