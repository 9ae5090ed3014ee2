-- Villagers ask for a notice by its number.
CREATE INDEX record_notice_number ON record (village_id, (fields ->> 'number'))
    WHERE kind = 19 AND deleted IS NULL;
