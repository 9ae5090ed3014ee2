-- What keeps the exchange true over years: lives of the county, erasure, twins, tombstones.

-- A number that was given out in a life of the county that is lost is never given out again.
ALTER TABLE village_head ADD COLUMN device_floor integer NOT NULL DEFAULT 0;

ALTER TABLE device ADD COLUMN handle bytea NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN confirmed bytea NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN life bytea NOT NULL DEFAULT '';

CREATE TABLE lost_life (
    village_id bigint NOT NULL REFERENCES village (village_id),
    life bytea NOT NULL,
    kept_rev bigint NOT NULL,
    ended_ms bigint NOT NULL,
    PRIMARY KEY (village_id, life)
);

CREATE TABLE erasure (
    village_id bigint NOT NULL REFERENCES village (village_id),
    kind smallint NOT NULL,
    record_id uuid NOT NULL,
    ordered_ms bigint NOT NULL,
    device integer,
    signature bytea NOT NULL,
    PRIMARY KEY (village_id, kind, record_id)
);
