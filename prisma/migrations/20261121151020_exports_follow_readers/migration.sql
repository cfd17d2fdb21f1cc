-- AlterTable
ALTER TABLE "log_export_file" ADD COLUMN     "narrowed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reader_changes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "withheld" TEXT;

-- Whoever changes what files are written from holds this lock until it commits, shared; whoever begins to read a file's
-- rows takes it alone for a moment. So a change is either seen by that reading, or marks the file after it. Locks of the
-- rows alone left a gap: a file that was stale already, or not known yet, was not waited for.
CREATE FUNCTION slipway_changes_exports() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('log-export/files', 0));
  RETURN EXISTS (SELECT 1 FROM log_export_file);
END $$;

-- Pairs of endpoint and day. Rows are locked in one order, so that two such transactions cannot block each other.
CREATE FUNCTION slipway_mark_files_stale(endpoints text[], days date[], narrows boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM log_export_file f
    JOIN unnest(endpoints, days) AS c(endpoint_name, day) ON c.endpoint_name = f.endpoint_name AND c.day = f.day
    WHERE NOT f.stale OR (narrows AND NOT f.narrowed)
    ORDER BY f.export_id, f.endpoint_name, f.day FOR UPDATE OF f;
  UPDATE log_export_file f SET stale = true, narrowed = f.narrowed OR narrows
    FROM unnest(endpoints, days) AS c(endpoint_name, day)
    WHERE c.endpoint_name = f.endpoint_name AND c.day = f.day AND (NOT f.stale OR (narrows AND NOT f.narrowed));
END $$;

-- Text is removed, a person erased, a row purged: nothing else changes rows of the log.
CREATE OR REPLACE FUNCTION slipway_mark_exports_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT slipway_changes_exports() THEN RETURN NULL; END IF;
  PERFORM slipway_mark_files_stale(array_agg(c.endpoint_name), array_agg(c.day), true)
    FROM (SELECT DISTINCT endpoint_name, (at AT TIME ZONE 'UTC')::date AS day FROM changed) c;
  RETURN NULL;
END $$;

-- A rating that was given or changed can wait for the night, one that was taken back cannot.
CREATE OR REPLACE FUNCTION slipway_mark_rated_exports_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT slipway_changes_exports() THEN RETURN NULL; END IF;
  PERFORM slipway_mark_files_stale(array_agg(c.endpoint_name), array_agg(c.day), TG_OP = 'DELETE')
    FROM (SELECT DISTINCT i.endpoint_name, (i.at AT TIME ZONE 'UTC')::date AS day
          FROM changed JOIN inference i ON i.id = changed.inference_id) c;
  RETURN NULL;
END $$;

-- So may not a comment that was emptied.
CREATE FUNCTION slipway_mark_emptied_exports_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT slipway_changes_exports() THEN RETURN NULL; END IF;
  PERFORM slipway_mark_files_stale(array_agg(c.endpoint_name), array_agg(c.day), c.emptied)
    FROM (SELECT i.endpoint_name, (i.at AT TIME ZONE 'UTC')::date AS day,
            bool_or((o.comment <> '' AND n.comment = '') OR (o.correction <> '' AND n.correction = '')) AS emptied
          FROM changed n JOIN before o ON o.id = n.id JOIN inference i ON i.id = n.inference_id GROUP BY 1, 2) c
    GROUP BY c.emptied;
  RETURN NULL;
END $$;
DROP TRIGGER feedback_updated_exports ON "feedback";
CREATE TRIGGER feedback_updated_exports AFTER UPDATE ON "feedback"
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION slipway_mark_emptied_exports_stale();

-- Answers are left out of files when what they drew on has readers at all, whoever they are. Which files that concerns is
-- found out by the next run: it would take reading the log here. Counted, so that a change during that reading is not lost.
CREATE FUNCTION slipway_count_reader_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM changed) OR NOT slipway_changes_exports() THEN RETURN NULL; END IF;
  PERFORM 1 FROM log_export_file f ORDER BY f.export_id, f.endpoint_name, f.day FOR UPDATE OF f;
  UPDATE log_export_file SET reader_changes = reader_changes + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER reader_list_added_exports AFTER INSERT ON "reader_list"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_count_reader_changes();
CREATE TRIGGER reader_list_removed_exports AFTER DELETE ON "reader_list"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION slipway_count_reader_changes();

-- Files of before do not say what they left out: looked at once.
UPDATE log_export_file SET reader_changes = 1;
