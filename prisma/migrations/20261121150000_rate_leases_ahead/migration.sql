-- Slices of the window to come, so that whoever is in the midst of asking does not wait when it begins.
ALTER TABLE "rate_window"
    ADD COLUMN "next_taken" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "next_held" BIGINT NOT NULL DEFAULT 0;

DROP FUNCTION "lease_rates"(JSONB);

-- Takes what processes report and gives them slices of the current windows and the next, all asks in one transaction.
-- Each ask is a LeaseAsk and each row a LeaseReply; see lib/limits/rates/lease-contract.ts.
CREATE FUNCTION "lease_rates"(asks JSONB)
RETURNS TABLE (rule UUID, subject TEXT, number BIGINT, granted BIGINT, ahead_granted BIGINT, free BIGINT, held BIGINT,
    "limit" BIGINT, left_ms DOUBLE PRECISION, length_ms BIGINT, recalled BOOLEAN)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    ask RECORD;
    win RECORD;
    allowed BIGINT;
    length BIGINT;
    now_ms DOUBLE PRECISION;
    current_number BIGINT;
    passed BIGINT;
    carried BIGINT;
    owing BIGINT;
    paid BIGINT;
    spare BIGINT;
    given BIGINT;
    given_ahead BIGINT;
    its_window BOOLEAN;
BEGIN
    -- In one order for every process, so that two batches cannot wait for each other.
    FOR ask IN
        SELECT * FROM jsonb_to_recordset(asks) AS a(
            rule UUID, subject TEXT, number BIGINT, vouched BOOLEAN, used BIGINT, returned BIGINT, kept BIGINT,
            owed BIGINT, needed BIGINT, least BIGINT, extra BIGINT, ahead BIGINT, "aheadReturned" BIGINT, recall BOOLEAN)
        ORDER BY a.rule, a.subject
    LOOP
        SELECT r."limit", CASE r."window" WHEN 'second' THEN 1000 WHEN 'minute' THEN 60000 ELSE 3600000 END
            INTO allowed, length FROM "rate_rule" r WHERE r.id = ask.rule AND r.enabled;
        CONTINUE WHEN NOT FOUND;

        INSERT INTO "rate_window" (rule_id, subject, number, taken, held, debt)
            VALUES (ask.rule, ask.subject, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
        SELECT w.number, w.taken, w.held, w.next_taken, w.next_held, w.debt INTO win FROM "rate_window" w
            WHERE w.rule_id = ask.rule AND w.subject = ask.subject FOR UPDATE;
        now_ms := extract(epoch FROM slipway_clock()) * 1000;
        current_number := floor(now_ms / length);

        IF win.number > current_number + 1 THEN
            -- The clock went back. Nothing is given in the rest of this window nor in the next, so that no allowance is given
            -- twice; what was given ahead may be used in the one after that.
            win.number := current_number + 1;
            win.taken := greatest(win.taken, allowed);
            win.held := 0;
        ELSIF win.number < current_number AND NOT (ask.vouched AND ask.number = win.number) THEN
            passed := current_number - win.number;
            IF passed = 1 THEN
                carried := win.next_taken;
                win.held := win.next_held;
                owing := win.debt;
            ELSE
                -- What is owed comes off every window that passed.
                carried := 0;
                win.held := 0;
                owing := greatest(0, win.debt - least(win.debt,
                    greatest(0, allowed - win.next_taken) + allowed * least(passed - 2, 1000000)));
            END IF;
            paid := least(owing, greatest(0, allowed - carried));
            win.number := current_number;
            win.taken := carried + paid;
            win.debt := owing - paid;
            win.next_taken := 0;
            win.next_held := 0;
        END IF;

        its_window := coalesce(ask.number = win.number, false);
        IF its_window THEN
            win.taken := greatest(0, win.taken - ask.returned);
            win.held := greatest(0, win.held - ask.used - ask.returned);
            win.next_taken := greatest(0, win.next_taken - ask."aheadReturned");
            win.next_held := greatest(0, win.next_held - ask."aheadReturned");
        END IF;
        paid := least(ask.owed, greatest(0, allowed - win.taken));
        win.taken := win.taken + paid;
        win.debt := win.debt + ask.owed - paid;

        spare := greatest(0, allowed - win.taken);
        -- By the asker's own clock the window it knows is not over, yet others are in another one: a clock jumped.
        IF (ask.vouched AND NOT its_window) OR spare < ask.least THEN
            given := 0;
        ELSE
            given := least(ask.needed, spare);
            -- What is taken in advance shrinks with what is left, down to nothing.
            given := given + least(ask.extra, (spare - given) / 8);
        END IF;
        given_ahead := CASE WHEN its_window
            THEN least(ask.ahead, greatest(0, allowed - win.next_taken - win.debt) / 8) ELSE 0 END;
        UPDATE "rate_window" w SET number = win.number, taken = win.taken + given, held = win.held + given,
                next_taken = win.next_taken + given_ahead, next_held = win.next_held + given_ahead,
                debt = win.debt, touched_at = slipway_clock()
            WHERE w.rule_id = ask.rule AND w.subject = ask.subject;

        rule := ask.rule;
        subject := ask.subject;
        number := win.number;
        granted := given;
        ahead_granted := given_ahead;
        free := spare - given;
        held := win.held + given;
        "limit" := allowed;
        left_ms := (win.number + 1) * length - now_ms;
        length_ms := length;
        recalled := ask.recall AND given < ask.needed AND win.held > CASE WHEN its_window THEN ask.kept ELSE 0 END;
        RETURN NEXT;
    END LOOP;
END
$$;
