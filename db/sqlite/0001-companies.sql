-- Companies, staff, their keys; what was done, and which answers may be replayed.

CREATE TABLE participants (
    id                  TEXT    NOT NULL PRIMARY KEY,
    version             INTEGER NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN ('pending', 'verified', 'rejected', 'suspended')),
    name                TEXT    NOT NULL,
    country             TEXT    NOT NULL,
    registration_scheme TEXT    NOT NULL,
    registration_number TEXT    NOT NULL,
    company_group       TEXT,
    size                TEXT    NOT NULL,
    group_confirmed     INTEGER NOT NULL,
    size_confirmed      INTEGER NOT NULL,
    profile             TEXT    NOT NULL,
    review              TEXT,
    created_at          TEXT    NOT NULL,
    changed_at          TEXT    NOT NULL
);

-- One company, one verified registration.
CREATE UNIQUE INDEX participants_verified_registration
    ON participants (registration_scheme, registration_number) WHERE state = 'verified';

CREATE TABLE staff (
    id         TEXT    NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL CHECK (role IN ('operator', 'auditor')),
    created_at TEXT    NOT NULL
);

CREATE TABLE access_keys (
    id         TEXT NOT NULL PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    owner_role TEXT NOT NULL CHECK (owner_role IN ('participant', 'operator', 'auditor')),
    owner_id   TEXT NOT NULL,
    label      TEXT NOT NULL,
    hint       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT
);

CREATE INDEX access_keys_owner ON access_keys (owner_id, id);

CREATE TABLE idempotency (
    caller      TEXT    NOT NULL,
    method      TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    request_key TEXT    NOT NULL,
    body_sha256 TEXT    NOT NULL,
    status      INTEGER NOT NULL,
    location    TEXT,
    etag        TEXT,
    body        TEXT,
    created_at  TEXT    NOT NULL,
    PRIMARY KEY (caller, method, path, request_key)
);

CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE audit (
    id         TEXT NOT NULL PRIMARY KEY,
    at         TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    detail     TEXT NOT NULL
);

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
