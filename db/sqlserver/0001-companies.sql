-- Companies, staff, their keys; what was done, and which answers may be replayed.

CREATE TABLE participants (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    state NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('pending', 'verified', 'rejected', 'suspended')),
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    country NVARCHAR(8) COLLATE Latin1_General_100_BIN2 NOT NULL,
    registration_scheme NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    registration_number NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    company_group NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    size NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    group_confirmed BIGINT NOT NULL,
    size_confirmed BIGINT NOT NULL,
    profile NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    review NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- One company, one verified registration.
CREATE UNIQUE INDEX participants_verified_registration
    ON participants (registration_scheme, registration_number) WHERE state = 'verified';

CREATE TABLE staff (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    role NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (role IN ('operator', 'auditor')),
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE access_keys (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    owner_role NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (owner_role IN ('participant', 'operator', 'auditor')),
    owner_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    label NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hint NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expires_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL,
    revoked_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NULL
);

CREATE INDEX access_keys_owner ON access_keys (owner_id, id);

CREATE TABLE idempotency (
    caller NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    method NVARCHAR(8) COLLATE Latin1_General_100_BIN2 NOT NULL,
    path NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    request_key NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    body_sha256 NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    status BIGINT NOT NULL,
    location NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NULL,
    etag NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NULL,
    body NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    created_at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY NONCLUSTERED (caller, method, path, request_key)
);

CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE audit (
    id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    at NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    actor_role NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    actor_id NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    action NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    detail NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL
);

GO

CREATE TRIGGER audit_append_only ON audit AFTER UPDATE, DELETE AS
BEGIN
    IF EXISTS (SELECT 1 FROM deleted) THROW 51000, 'the audit log is append-only', 1;
END;
