-- Files of learning items name contents too.
DROP INDEX record_attachment;
CREATE INDEX record_attachment ON record (village_id, (fields ->> 'sha256'))
    WHERE kind IN (26, 27, 94) AND deleted IS NULL;
