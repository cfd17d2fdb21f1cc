-- DropIndex

-- CreateTable
CREATE TABLE "quota" (
    "id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "warn_shares" INTEGER[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT NOT NULL DEFAULT '',
    "counted_from" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quota_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_raise" (
    "id" UUID NOT NULL,
    "quota_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quota_raise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_counter" (
    "quota_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "used" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "quota_counter_pkey" PRIMARY KEY ("quota_id","subject","period_start")
);

-- CreateTable
CREATE TABLE "quota_lease" (
    "id" UUID NOT NULL,
    "quota_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "process_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quota_lease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_alert" (
    "id" UUID NOT NULL,
    "quota_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "share" INTEGER NOT NULL,
    "used" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "quota_alert_pkey" PRIMARY KEY ("quota_id","subject","period_start","share")
);

-- CreateTable
CREATE TABLE "usage_entry" (
    "request_id" UUID NOT NULL,
    "part" SMALLINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "team_ids" UUID[],
    "key_id" UUID,
    "endpoint_name" TEXT NOT NULL,
    "model_name" TEXT NOT NULL,
    "model_version" INTEGER NOT NULL,
    "provider_name" TEXT NOT NULL,
    "provider_model" TEXT NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 1,
    "input_tokens" BIGINT NOT NULL,
    "cached_input_tokens" BIGINT NOT NULL,
    "cache_write_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "usage_source" TEXT NOT NULL,
    "cost" BIGINT NOT NULL,
    "price_source" TEXT NOT NULL,

    CONSTRAINT "usage_entry_pkey" PRIMARY KEY ("request_id","part")
);

-- CreateTable
CREATE TABLE "usage_quarter" (
    "at" TIMESTAMPTZ(0) NOT NULL,
    "series" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "team_ids" UUID[],
    "key_id" UUID,
    "endpoint_name" TEXT NOT NULL,
    "model_name" TEXT NOT NULL,
    "model_version" INTEGER NOT NULL,
    "provider_name" TEXT NOT NULL,
    "provider_model" TEXT NOT NULL,
    "requests" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_input_tokens" BIGINT NOT NULL,
    "cache_write_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "cost" BIGINT NOT NULL,

    CONSTRAINT "usage_quarter_pkey" PRIMARY KEY ("at","series")
);

-- CreateIndex
CREATE UNIQUE INDEX "quota_subject_kind_subject_id_measure_period_key" ON "quota"("subject_kind", "subject_id", "measure", "period");

-- CreateIndex
CREATE INDEX "quota_raise_quota_id_idx" ON "quota_raise"("quota_id");

-- CreateIndex
CREATE INDEX "quota_counter_period_end_idx" ON "quota_counter"("period_end");

-- CreateIndex
CREATE INDEX "quota_lease_quota_id_subject_period_start_idx" ON "quota_lease"("quota_id", "subject", "period_start");

-- CreateIndex
CREATE INDEX "quota_lease_expires_at_idx" ON "quota_lease"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "quota_alert_id_key" ON "quota_alert"("id");

-- CreateIndex
CREATE INDEX "quota_alert_period_end_idx" ON "quota_alert"("period_end");

-- CreateIndex
CREATE INDEX "usage_entry_at_idx" ON "usage_entry" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "usage_quarter_user_id_at_idx" ON "usage_quarter"("user_id", "at");

-- AddForeignKey
ALTER TABLE "quota_raise" ADD CONSTRAINT "quota_raise_quota_id_fkey" FOREIGN KEY ("quota_id") REFERENCES "quota"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_counter" ADD CONSTRAINT "quota_counter_quota_id_fkey" FOREIGN KEY ("quota_id") REFERENCES "quota"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_lease" ADD CONSTRAINT "quota_lease_quota_id_fkey" FOREIGN KEY ("quota_id") REFERENCES "quota"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_alert" ADD CONSTRAINT "quota_alert_quota_id_fkey" FOREIGN KEY ("quota_id") REFERENCES "quota"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Counters and slices are updated in place, many times a second: room for it on their pages keeps the indexes out of it.
ALTER TABLE "quota_counter" SET (fillfactor = 50);
ALTER TABLE "quota_lease" SET (fillfactor = 50);
ALTER TABLE "usage_quarter" SET (fillfactor = 70);

ALTER TABLE "quota" ADD CONSTRAINT "quota_amount_check" CHECK ("amount" >= 0);
ALTER TABLE "quota_raise" ADD CONSTRAINT "quota_raise_amount_check" CHECK ("amount" > 0);
ALTER TABLE "quota_lease" ADD CONSTRAINT "quota_lease_amount_check" CHECK ("amount" >= 0);
ALTER TABLE "usage_entry" ADD CONSTRAINT "usage_entry_amounts_check" CHECK (
    "requests" >= 0 AND "input_tokens" >= 0 AND "cached_input_tokens" >= 0 AND "cache_write_tokens" >= 0
    AND "output_tokens" >= 0 AND "reasoning_tokens" >= 0 AND "cost" >= 0);

CREATE TRIGGER "usage_entry_append_only" BEFORE UPDATE OR DELETE ON "usage_entry"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();
CREATE TRIGGER "usage_entry_not_truncated" BEFORE TRUNCATE ON "usage_entry"
FOR EACH STATEMENT EXECUTE FUNCTION slipway_refuse_change();
CREATE TRIGGER "quota_raise_append_only" BEFORE UPDATE ON "quota_raise"
FOR EACH ROW EXECUTE FUNCTION slipway_refuse_change();

-- The one clock of quotas: processes compare by it, and a test may replace it.
CREATE FUNCTION quota_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()';

-- The first instant at which clocks there show `local`, or past it when they jump over it.
-- PostgreSQL takes the second of two such instants, an hour later.
CREATE FUNCTION quota_instant(local timestamp, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN (later.at - interval '1 hour') AT TIME ZONE $2 = $1 THEN later.at - interval '1 hour' ELSE later.at END
  FROM (SELECT $1 AT TIME ZONE $2 AS at) AS later
$$;

CREATE FUNCTION quota_period_start(at timestamptz, period text, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS
'SELECT quota_instant(date_trunc(period, at AT TIME ZONE zone), zone)';

CREATE FUNCTION quota_period_end(at timestamptz, period text, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT quota_instant(date_trunc(period, at AT TIME ZONE zone) + ('1 ' || period)::interval, zone) $$;

-- The amount with the raises in force.
CREATE FUNCTION quota_amount(id uuid, amount bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT ($2 + coalesce(sum(r.amount), 0))::bigint FROM quota_raise r WHERE r.quota_id = $1 AND r.until > quota_now()
$$;
