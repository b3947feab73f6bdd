-- Rounds, what companies ask and offer in them, what was computed, and what came of it.

CREATE TABLE rounds (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    state NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN
        ('draft', 'demand-open', 'offers-open', 'closed', 'published', 'settled', 'cancelled', 'annulled')),
    type NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    definition NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    second_person BIGINT NOT NULL,
    demand_opens_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    offers_open_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    closes_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    publishes_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    answers_until NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    lottery_secret NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    public_value NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    state_reason NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL,
    published_run_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL,
    created_by NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    opened_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    closed_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    published_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL
);

CREATE INDEX rounds_state ON rounds (state);

-- Demand lines and supply offers. What the company said is the document; the columns are what the service guards and sums.
CREATE TABLE lines (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES rounds (id),
    participant_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES participants (id),
    side NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (side IN ('demand', 'offer')),
    version BIGINT NOT NULL,
    state NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('active', 'withdrawn', 'excluded')),
    material NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stage NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    form NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    year BIGINT NOT NULL,
    quantity_kg BIGINT NOT NULL,
    reference NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    document NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    confirmed NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state_reason NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX lines_round ON lines (round_id, side, id);
CREATE INDEX lines_participant ON lines (participant_id, round_id, side, id);
CREATE UNIQUE INDEX lines_reference ON lines (round_id, participant_id, reference) WHERE reference IS NOT NULL AND state <> 'withdrawn';

-- Frozen when offers open. quantity_kg is the true sum; shown tells whether it may be seen; the flag is null where the market is not known.
CREATE TABLE pools (
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES rounds (id),
    material NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stage NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    form NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    year BIGINT NOT NULL,
    quantity_kg BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    market_share_flag BIGINT NULL,
    PRIMARY KEY (round_id, material, stage, form, year)
);

CREATE TABLE runs (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES rounds (id),
    status NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    started_by NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    finished_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    failure NVARCHAR(4000) COLLATE Latin1_General_100_BIN2 NULL,
    input_sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL,
    verification NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL
);

CREATE INDEX runs_round ON runs (round_id, id);

CREATE TABLE run_documents (
    run_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES runs (id),
    kind NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (kind IN ('input', 'result')),
    content NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (run_id, kind)
);

CREATE TABLE matches (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES rounds (id),
    run_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES runs (id),
    version BIGINT NOT NULL,
    state NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('proposed', 'confirmed', 'declined')),
    demand_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES lines (id),
    offer_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES lines (id),
    buyer_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES participants (id),
    supplier_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES participants (id),
    quantity_kg BIGINT NOT NULL,
    landed_price_cents BIGINT NOT NULL,
    buyer_answer NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    supplier_answer NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    decline_reason NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX matches_buyer ON matches (buyer_id, round_id, id);
CREATE INDEX matches_supplier ON matches (supplier_id, round_id, id);
CREATE INDEX matches_round ON matches (round_id, id);

-- What a published run means for each line: how much was matched, what is left, and the reason that its company sees.
CREATE TABLE outcomes (
    line_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES lines (id),
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES rounds (id),
    participant_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES participants (id),
    side NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    matched_kg BIGINT NOT NULL,
    left_kg BIGINT NOT NULL,
    reason NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NULL,
    detail NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX outcomes_participant ON outcomes (participant_id, round_id, line_id);
CREATE INDEX outcomes_round ON outcomes (round_id, line_id);

-- What the public sees of a published round: computed once, from companies as they then were.
CREATE TABLE reports (
    round_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES rounds (id),
    content NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);
