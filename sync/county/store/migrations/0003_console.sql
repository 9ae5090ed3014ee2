-- The console: who may not try for a while, and who is signed in.
ALTER TABLE console_user ADD COLUMN failures integer NOT NULL DEFAULT 0;
ALTER TABLE console_user ADD COLUMN locked_until_ms bigint NOT NULL DEFAULT 0;

CREATE TABLE console_session (
    token_hash bytea PRIMARY KEY,
    login text NOT NULL,
    seen_ms bigint NOT NULL,
    until_ms bigint NOT NULL
);

-- Open conflicts are counted over all villages, and are few among many records.
CREATE INDEX record_open_conflict ON record (village_id, created_at_ms)
    WHERE kind = 25 AND deleted IS NULL AND fields ->> 'state' = 'open';
