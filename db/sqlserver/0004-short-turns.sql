-- One index leads to a company's lines in a round and keeps its references apart: each index costs every submission a page of the log.

-- A reference in use with "=" before it, or else the id.
ALTER TABLE lines ADD own_key NVARCHAR(201) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT '';
GO
UPDATE lines SET own_key = CASE WHEN reference IS NULL OR state = 'withdrawn' THEN id ELSE '=' + reference END;

CREATE UNIQUE INDEX lines_own ON lines (participant_id, round_id, side, own_key);

DROP INDEX lines_participant ON lines;
DROP INDEX lines_reference ON lines;

-- Counts the writes of a round's lines, so that what was prepared from them can be seen to be of now.
ALTER TABLE round_gates ADD changes BIGINT NOT NULL DEFAULT 0;
