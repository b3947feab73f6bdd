-- One index leads to a company's lines in a round and keeps its references apart: each index costs every submission a page of the log.

-- A reference in use with "=" before it, or else the id.
ALTER TABLE lines ADD COLUMN own_key TEXT NOT NULL DEFAULT '';

UPDATE lines SET own_key = CASE WHEN reference IS NULL OR state = 'withdrawn' THEN id ELSE '=' || reference END;

CREATE UNIQUE INDEX lines_own ON lines (participant_id, round_id, side, own_key);

DROP INDEX lines_participant;
DROP INDEX lines_reference;

-- Counts the writes of a round's lines, so that what was prepared from them can be seen to be of now.
ALTER TABLE round_gates ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
