-- What several instances of the service share, and what a run leaves behind.

-- A round's locks. Whoever writes a line updates the one that belongs to its company; who moves the round on updates all of them, so that
-- neither can miss the other on an engine that writes side by side.
CREATE TABLE round_gates (
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES rounds (id),
    slot BIGINT NOT NULL,
    state NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (round_id, slot)
);

-- The steps of a run: one that loads the input, one for each part of its groups, one that puts the result together. A step is leased to the
-- instance that takes it; every write of the holder carries the fence, which grows with each lease. Losses are holders that were not heard of again.
CREATE TABLE run_tasks (
    run_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES runs (id),
    number BIGINT NOT NULL,
    kind NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (kind IN ('load', 'solve', 'finish')),
    part NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    state NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('waiting', 'taken', 'done')),
    owner NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    lease_until NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    fence BIGINT NOT NULL,
    losses BIGINT NOT NULL,
    progress NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    PRIMARY KEY (run_id, number)
);

CREATE INDEX run_tasks_open ON run_tasks (run_id, number) WHERE state <> 'done';

-- The documents of a run, in pieces of compressed UTF-8: input, result, and while it is under way the results of its parts.
CREATE TABLE run_chunks (
    run_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES runs (id),
    document NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    content VARBINARY(MAX) NOT NULL,
    PRIMARY KEY (run_id, document, number)
);

DROP TABLE run_documents;

-- Requests taken by a caller in a minute, numbered since 1970, over all instances.
CREATE TABLE rate_windows (
    caller NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    minute BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    PRIMARY KEY (caller, minute)
);

CREATE INDEX rate_windows_minute ON rate_windows (minute);

-- Answers kept for retries, by the SHA-256 of whose request it was: caller, method, path and key.
DROP TABLE idempotency;

CREATE TABLE answers (
    scope NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    body_sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status BIGINT NOT NULL,
    location NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NULL,
    etag NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    body NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX answers_created ON answers (created_at);
