-- What villagers send through the public pages: how much came in a day, so that abuse can't fill the disk.
CREATE TABLE villager_quota (
    village_id bigint NOT NULL,
    day date NOT NULL,
    sender text NOT NULL,
    messages integer NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (village_id, day, sender)
);

-- Pictures of letters name contents too.
DROP INDEX record_attachment;
CREATE INDEX record_attachment ON record (village_id, (fields ->> 'sha256'))
    WHERE kind IN (26, 27, 94, 99) AND deleted IS NULL;

-- Progress is asked for by number, of letters, bookings and cases of services; few events go up.
CREATE INDEX record_asked_number ON record (village_id, kind, (fields ->> 'number'))
    WHERE kind IN (98, 100, 121) AND deleted IS NULL;
CREATE INDEX record_escalated ON record (village_id)
    WHERE kind = 12 AND deleted IS NULL AND fields ->> 'max_level' <> '1';
