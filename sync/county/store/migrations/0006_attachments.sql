-- Attachments: when bytes came, since when no record names them; and which records name a content.
ALTER TABLE blob ADD COLUMN arrived_ms bigint;
ALTER TABLE blob ADD COLUMN unused_ms bigint;

CREATE INDEX record_attachment ON record (village_id, (fields ->> 'sha256'))
    WHERE kind IN (26, 27) AND deleted IS NULL;
