-- Two living copies of one file ask under two epochs and get two numbers, so a device has no one successor.
ALTER TABLE device DROP COLUMN successor;
ALTER TABLE device ADD COLUMN asked_epoch bytea;
ALTER TABLE device ADD COLUMN sealing_key bytea NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN cursors jsonb NOT NULL DEFAULT '{}';
