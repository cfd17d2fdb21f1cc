-- CreateTable
CREATE TABLE "rate_rule" (
    "id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "window" TEXT NOT NULL,
    "limit" BIGINT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_window" (
    "rule_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "taken" BIGINT NOT NULL,
    "held" BIGINT NOT NULL,
    "debt" BIGINT NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rate_window_pkey" PRIMARY KEY ("rule_id","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "rate_rule_subject_kind_subject_unit_window_key" ON "rate_rule"("subject_kind", "subject", "unit", "window");

ALTER TABLE "rate_rule"
    ADD CONSTRAINT "rate_rule_limit_check" CHECK ("limit" BETWEEN 0 AND 1000000000000),
    ADD CONSTRAINT "rate_rule_window_check" CHECK ("window" IN ('second', 'minute', 'hour'));

-- Room on each page, so that new versions of these small rows stay on it.
ALTER TABLE "rate_window" SET (fillfactor = 50);

-- The one clock of all windows; a function, so that a test can make it jump.
CREATE FUNCTION "slipway_clock"() RETURNS TIMESTAMPTZ LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- Takes what processes report and gives them slices of the current windows, all asks in one transaction.
-- Each ask: {rule, subject, number, vouched, used, returned, owed, needed, least, extra}; see lib/limits/rates/lease-contract.ts.
CREATE FUNCTION "lease_rates"(asks JSONB)
RETURNS TABLE (rule UUID, subject TEXT, number BIGINT, granted BIGINT, free BIGINT, held BIGINT, "limit" BIGINT, left_ms DOUBLE PRECISION)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    ask RECORD;
    win RECORD;
    allowed BIGINT;
    length_ms BIGINT;
    now_ms DOUBLE PRECISION;
    current_number BIGINT;
    passed BIGINT;
    owing BIGINT;
    paid BIGINT;
    given BIGINT;
    spare BIGINT;
BEGIN
    -- In one order for every process, so that two batches cannot wait for each other.
    FOR ask IN
        SELECT * FROM jsonb_to_recordset(asks) AS a(
            rule UUID, subject TEXT, number BIGINT, vouched BOOLEAN, used BIGINT, returned BIGINT,
            owed BIGINT, needed BIGINT, least BIGINT, extra BIGINT)
        ORDER BY a.rule, a.subject
    LOOP
        SELECT r."limit", CASE r."window" WHEN 'second' THEN 1000 WHEN 'minute' THEN 60000 ELSE 3600000 END
            INTO allowed, length_ms FROM "rate_rule" r WHERE r.id = ask.rule AND r.enabled;
        CONTINUE WHEN NOT FOUND;

        INSERT INTO "rate_window" (rule_id, subject, number, taken, held, debt)
            VALUES (ask.rule, ask.subject, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
        SELECT w.number, w.taken, w.held, w.debt INTO win FROM "rate_window" w
            WHERE w.rule_id = ask.rule AND w.subject = ask.subject FOR UPDATE;
        now_ms := extract(epoch FROM slipway_clock()) * 1000;
        current_number := floor(now_ms / length_ms);

        IF win.number > current_number + 1 THEN
            -- The clock went back. Nothing is given in the rest of this window nor in the next, so that no allowance is given twice.
            win.number := current_number + 1;
            win.taken := greatest(win.taken, allowed);
            win.held := 0;
        ELSIF win.number < current_number AND NOT (ask.vouched AND ask.number = win.number) THEN
            -- What is owed comes off every window that passed.
            passed := current_number - win.number;
            owing := greatest(0, win.debt - least(allowed * least(passed - 1, 1000000), win.debt));
            win.number := current_number;
            win.taken := least(owing, allowed);
            win.debt := owing - win.taken;
            win.held := 0;
        END IF;

        IF ask.number = win.number THEN
            win.taken := greatest(0, win.taken - ask.returned);
            win.held := greatest(0, win.held - ask.used - ask.returned);
        END IF;
        paid := least(ask.owed, greatest(0, allowed - win.taken));
        win.taken := win.taken + paid;
        win.debt := win.debt + ask.owed - paid;

        spare := greatest(0, allowed - win.taken);
        -- By the asker's own clock the window it knows is not over, yet others are in a later one: the clock went ahead.
        IF (ask.vouched AND ask.number < win.number) OR spare < ask.least THEN
            given := 0;
        ELSE
            given := least(ask.needed, spare);
            -- What is taken in advance shrinks with what is left, down to nothing.
            given := given + least(ask.extra, (spare - given) / 8);
        END IF;
        UPDATE "rate_window" w SET number = win.number, taken = win.taken + given, held = win.held + given,
                debt = win.debt, touched_at = slipway_clock()
            WHERE w.rule_id = ask.rule AND w.subject = ask.subject;

        rule := ask.rule;
        subject := ask.subject;
        number := win.number;
        granted := given;
        free := spare - given;
        held := win.held + given;
        "limit" := allowed;
        left_ms := (win.number + 1) * length_ms - now_ms;
        RETURN NEXT;
    END LOOP;
END
$$;
