-- Rounds, what companies ask and offer in them, what was computed, and what came of it.

CREATE TABLE rounds (
    id                TEXT    NOT NULL PRIMARY KEY,
    version           INTEGER NOT NULL,
    state             TEXT    NOT NULL CHECK (state IN
        ('draft', 'demand-open', 'offers-open', 'closed', 'published', 'settled', 'cancelled', 'annulled')),
    type              TEXT    NOT NULL,
    definition        TEXT    NOT NULL,
    second_person     INTEGER NOT NULL,
    demand_opens_at   TEXT,
    offers_open_at    TEXT,
    closes_at         TEXT,
    publishes_at      TEXT,
    answers_until     TEXT,
    lottery_secret    TEXT    NOT NULL,
    public_value      TEXT,
    state_reason      TEXT,
    published_run_id  TEXT,
    created_by        TEXT    NOT NULL,
    created_at        TEXT    NOT NULL,
    opened_at         TEXT,
    closed_at         TEXT,
    published_at      TEXT
);

CREATE INDEX rounds_state ON rounds (state);

-- Demand lines and supply offers. What the company said is the document; the columns are what the service guards and sums.
CREATE TABLE lines (
    id             TEXT    NOT NULL PRIMARY KEY,
    round_id       TEXT    NOT NULL REFERENCES rounds (id),
    participant_id TEXT    NOT NULL REFERENCES participants (id),
    side           TEXT    NOT NULL CHECK (side IN ('demand', 'offer')),
    version        INTEGER NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('active', 'withdrawn', 'excluded')),
    material       TEXT    NOT NULL,
    stage          TEXT    NOT NULL,
    form           TEXT    NOT NULL,
    year           INTEGER NOT NULL,
    quantity_kg    INTEGER NOT NULL,
    reference      TEXT,
    document       TEXT    NOT NULL,
    confirmed      TEXT    NOT NULL,
    state_reason   TEXT,
    created_at     TEXT    NOT NULL,
    changed_at     TEXT    NOT NULL
);

CREATE INDEX lines_round ON lines (round_id, side, id);
CREATE INDEX lines_participant ON lines (participant_id, round_id, side, id);
CREATE UNIQUE INDEX lines_reference ON lines (round_id, participant_id, reference) WHERE reference IS NOT NULL AND state <> 'withdrawn';

-- Frozen when offers open. quantity_kg is the true sum; shown tells whether it may be seen; the flag is null where the market is not known.
CREATE TABLE pools (
    round_id    TEXT    NOT NULL REFERENCES rounds (id),
    material    TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    form        TEXT    NOT NULL,
    year        INTEGER NOT NULL,
    quantity_kg INTEGER NOT NULL,
    shown       INTEGER NOT NULL,
    market_share_flag INTEGER,
    PRIMARY KEY (round_id, material, stage, form, year)
);

CREATE TABLE runs (
    id           TEXT    NOT NULL PRIMARY KEY,
    round_id     TEXT    NOT NULL REFERENCES rounds (id),
    status       TEXT    NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    started_by   TEXT    NOT NULL,
    created_at   TEXT    NOT NULL,
    started_at   TEXT,
    finished_at  TEXT,
    failure      TEXT,
    input_sha256 TEXT,
    verification TEXT
);

CREATE INDEX runs_round ON runs (round_id, id);

CREATE TABLE run_documents (
    run_id  TEXT NOT NULL REFERENCES runs (id),
    kind    TEXT NOT NULL CHECK (kind IN ('input', 'result')),
    content TEXT NOT NULL,
    PRIMARY KEY (run_id, kind)
);

CREATE TABLE matches (
    id                 TEXT    NOT NULL PRIMARY KEY,
    round_id           TEXT    NOT NULL REFERENCES rounds (id),
    run_id             TEXT    NOT NULL REFERENCES runs (id),
    version            INTEGER NOT NULL,
    state              TEXT    NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined')),
    demand_id          TEXT    NOT NULL REFERENCES lines (id),
    offer_id           TEXT    NOT NULL REFERENCES lines (id),
    buyer_id           TEXT    NOT NULL REFERENCES participants (id),
    supplier_id        TEXT    NOT NULL REFERENCES participants (id),
    quantity_kg        INTEGER NOT NULL,
    landed_price_cents INTEGER NOT NULL,
    buyer_answer       TEXT,
    supplier_answer    TEXT,
    decline_reason     TEXT,
    created_at         TEXT    NOT NULL,
    changed_at         TEXT    NOT NULL
);

CREATE INDEX matches_buyer ON matches (buyer_id, round_id, id);
CREATE INDEX matches_supplier ON matches (supplier_id, round_id, id);
CREATE INDEX matches_round ON matches (round_id, id);

-- What a published run means for each line: how much was matched, what is left, and the reason that its company sees.
CREATE TABLE outcomes (
    line_id        TEXT    NOT NULL PRIMARY KEY REFERENCES lines (id),
    round_id       TEXT    NOT NULL REFERENCES rounds (id),
    participant_id TEXT    NOT NULL REFERENCES participants (id),
    side           TEXT    NOT NULL,
    matched_kg     INTEGER NOT NULL,
    left_kg        INTEGER NOT NULL,
    reason         TEXT,
    detail         TEXT    NOT NULL
);

CREATE INDEX outcomes_participant ON outcomes (participant_id, round_id, line_id);
CREATE INDEX outcomes_round ON outcomes (round_id, line_id);

-- What the public sees of a published round: computed once, from companies as they then were.
CREATE TABLE reports (
    round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (id),
    content  TEXT NOT NULL
);
