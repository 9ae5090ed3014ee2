-- Which version corrects a notice is asked for each one that somebody scans.
CREATE INDEX record_notice_corrects ON record (village_id, (fields ->> 'corrects_id'))
    WHERE kind = 19 AND deleted IS NULL;
-- The bytes of a sheet, and of the map from its figures to their records, are asked for by their hashes.
CREATE INDEX record_notice_pdf ON record (village_id, (fields ->> 'pdf_sha256'))
    WHERE kind = 19 AND deleted IS NULL;
CREATE INDEX record_notice_figures ON record (village_id, (fields ->> 'figures_sha256'))
    WHERE kind = 19 AND deleted IS NULL;
