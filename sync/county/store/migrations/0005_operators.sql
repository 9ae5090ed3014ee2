-- Operators have roles. Whoever had an account before could do everything that the console could.
ALTER TABLE console_user ADD COLUMN role text NOT NULL DEFAULT 'admin';
-- The password was given by somebody else and has to be replaced before anything else is done.
ALTER TABLE console_user ADD COLUMN renew boolean NOT NULL DEFAULT false;

-- For which PC a code was made, in the words of who made it.
ALTER TABLE enrolment_code ADD COLUMN label text NOT NULL DEFAULT '';

-- By how much a PC's clock was ahead of the county's when it last came.
ALTER TABLE device ADD COLUMN clock_ms bigint;
