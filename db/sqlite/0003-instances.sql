-- What several instances of the service share, and what a run leaves behind.

-- A round's locks. Whoever writes a line updates the one that belongs to its company; who moves the round on updates all of them, so that
-- neither can miss the other on an engine that writes side by side.
CREATE TABLE round_gates (
    round_id TEXT    NOT NULL REFERENCES rounds (id),
    slot     INTEGER NOT NULL,
    state    TEXT    NOT NULL,
    PRIMARY KEY (round_id, slot)
) WITHOUT ROWID;

WITH RECURSIVE slots (slot) AS (SELECT 0 UNION ALL SELECT slot + 1 FROM slots WHERE slot < 15)
INSERT INTO round_gates (round_id, slot, state) SELECT id, slot, state FROM rounds, slots;

-- The steps of a run: one that loads the input, one for each part of its groups, one that puts the result together. A step is leased to the
-- instance that takes it; every write of the holder carries the fence, which grows with each lease. Losses are holders that were not heard of again.
CREATE TABLE run_tasks (
    run_id      TEXT    NOT NULL REFERENCES runs (id),
    number      INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('load', 'solve', 'finish')),
    part        TEXT,
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'taken', 'done')),
    owner       TEXT,
    lease_until TEXT,
    fence       INTEGER NOT NULL,
    losses      INTEGER NOT NULL,
    progress    TEXT,
    PRIMARY KEY (run_id, number)
);

CREATE INDEX run_tasks_open ON run_tasks (run_id, number) WHERE state <> 'done';

-- The documents of a run, in pieces of compressed UTF-8: input, result, and while it is under way the results of its parts.
CREATE TABLE run_chunks (
    run_id   TEXT    NOT NULL REFERENCES runs (id),
    document TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    content  BLOB    NOT NULL,
    PRIMARY KEY (run_id, document, number)
);

INSERT INTO run_chunks (run_id, document, number, content) SELECT run_id, kind, 0, CAST(content AS BLOB) FROM run_documents;

DROP TABLE run_documents;

UPDATE runs SET status = 'failed', failure = 'The service was upgraded while the run was under way; start it again.'
WHERE status IN ('queued', 'running');

-- Requests taken by a caller in a minute, numbered since 1970, over all instances.
CREATE TABLE rate_windows (
    caller TEXT    NOT NULL,
    minute INTEGER NOT NULL,
    taken  INTEGER NOT NULL,
    PRIMARY KEY (caller, minute)
) WITHOUT ROWID;

CREATE INDEX rate_windows_minute ON rate_windows (minute);

-- Answers kept for retries, by the SHA-256 of whose request it was: caller, method, path and key. Those of the last day before this migration
-- are let go, for SQL cannot compute it. Hashes come in no order, so only the narrow index has them: rows follow one another as they come.
DROP TABLE idempotency;

CREATE TABLE answers (
    scope       TEXT    NOT NULL PRIMARY KEY,
    body_sha256 TEXT    NOT NULL,
    status      INTEGER NOT NULL,
    location    TEXT,
    etag        TEXT,
    body        TEXT,
    created_at  TEXT    NOT NULL
);

CREATE INDEX answers_created ON answers (created_at);
