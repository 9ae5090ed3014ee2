-- Reference tables: small, the same on every machine of a distributed database.

CREATE TABLE migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    taken_ms bigint NOT NULL
);

CREATE TABLE setting (
    name text PRIMARY KEY,
    value jsonb NOT NULL
);

CREATE TABLE console_user (
    login text PRIMARY KEY,
    name text NOT NULL,
    password text NOT NULL,
    active boolean NOT NULL,
    added_ms bigint NOT NULL
);

CREATE TABLE division_alias (
    division_code text PRIMARY KEY,
    village_id bigint NOT NULL
);

CREATE TABLE enrolment_code (
    code_hash bytea PRIMARY KEY,
    village_id bigint NOT NULL,
    streams text[] NOT NULL,
    made_ms bigint NOT NULL,
    expires_ms bigint NOT NULL,
    used_ms bigint
);

-- Distributed tables: every key begins with village_id.

CREATE TABLE village (
    village_id bigint PRIMARY KEY,
    name text NOT NULL,
    division_code text NOT NULL,
    added_ms bigint NOT NULL
);

CREATE TABLE village_head (
    village_id bigint PRIMARY KEY REFERENCES village (village_id),
    seq bigint NOT NULL,
    floor_rev bigint NOT NULL,
    audit_no bigint NOT NULL,
    audit_hash text NOT NULL,
    status smallint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE device (
    village_id bigint NOT NULL REFERENCES village (village_id),
    device integer NOT NULL,
    label text NOT NULL,
    public_key bytea NOT NULL,
    state text NOT NULL,
    streams text[] NOT NULL,
    epoch bytea,
    protocol integer NOT NULL,
    suite text NOT NULL,
    schema_version integer NOT NULL,
    last_no bigint NOT NULL,
    last_sha256 bytea NOT NULL,
    last_receipt_sha256 bytea NOT NULL,
    nonce_ms bigint NOT NULL,
    predecessor integer,
    successor integer,
    enrolled_ms bigint NOT NULL,
    seen_ms bigint NOT NULL,
    PRIMARY KEY (village_id, device)
) WITH (fillfactor = 50);

CREATE TABLE command (
    village_id bigint NOT NULL,
    device integer NOT NULL,
    number integer NOT NULL,
    verb text NOT NULL,
    details jsonb NOT NULL,
    made_ms bigint NOT NULL,
    done boolean NOT NULL,
    PRIMARY KEY (village_id, device, number),
    FOREIGN KEY (village_id, device) REFERENCES device (village_id, device)
);

CREATE TABLE batch (
    village_id bigint NOT NULL,
    device integer NOT NULL,
    epoch bytea NOT NULL,
    no bigint NOT NULL,
    received_ms bigint NOT NULL,
    rev bigint NOT NULL,
    sha256 bytea NOT NULL,
    frame bytea,
    receipt bytea NOT NULL,
    PRIMARY KEY (village_id, device, epoch, no),
    FOREIGN KEY (village_id, device) REFERENCES device (village_id, device)
);
-- Frames are compressed already.
ALTER TABLE batch ALTER COLUMN frame SET STORAGE EXTERNAL;
ALTER TABLE batch ALTER COLUMN receipt SET STORAGE EXTERNAL;

CREATE TABLE quarantine (
    village_id bigint NOT NULL,
    device integer NOT NULL,
    epoch bytea NOT NULL,
    no bigint NOT NULL,
    position integer NOT NULL,
    kind integer NOT NULL,
    record_id text NOT NULL,
    code text NOT NULL,
    details jsonb NOT NULL,
    operation bytea,
    PRIMARY KEY (village_id, device, epoch, no, position),
    FOREIGN KEY (village_id, device, epoch, no) REFERENCES batch (village_id, device, epoch, no)
);

-- References between records and uniqueness of their numbers are no constraints: rows of several PCs
-- arrive in any order, and a double is a task for a person.
CREATE TABLE record (
    village_id bigint NOT NULL,
    stream text NOT NULL,
    kind smallint NOT NULL,
    record_id uuid NOT NULL,
    rev bigint NOT NULL,
    own integer,
    created_rev bigint NOT NULL,
    created_device integer NOT NULL,
    created_actor text NOT NULL,
    created_at_ms bigint NOT NULL,
    deleted jsonb,
    fields jsonb NOT NULL,
    versions jsonb NOT NULL,
    PRIMARY KEY (village_id, kind, record_id)
) WITH (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500);
CREATE INDEX record_feed ON record (village_id, stream, rev, record_id);
CREATE INDEX record_person_number ON record (village_id, (fields ->> 'citizen_id'))
    WHERE kind = 1 AND deleted IS NULL;
CREATE INDEX record_household_number ON record (village_id, (fields ->> 'household_no'))
    WHERE kind = 2 AND deleted IS NULL;
CREATE INDEX record_membership ON record (village_id, (fields ->> 'household_id'))
    WHERE kind = 3 AND deleted IS NULL;

CREATE TABLE blob (
    village_id bigint NOT NULL REFERENCES village (village_id),
    sha256 bytea NOT NULL,
    size bigint NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (village_id, sha256)
);

CREATE TABLE audit_entry (
    village_id bigint NOT NULL REFERENCES village (village_id),
    no bigint NOT NULL,
    at_ms bigint NOT NULL,
    event text NOT NULL,
    device integer,
    details jsonb NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (village_id, no)
);
