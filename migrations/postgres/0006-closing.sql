-- Closing a dossier: from which matter one sprang, and on which day it was closed. Rows of matters that were opened
-- before are made again by `remit rebuild`.
ALTER TABLE matters ADD COLUMN origin text NOT NULL DEFAULT '';
ALTER TABLE matters ADD COLUMN closed text NOT NULL DEFAULT '';
CREATE INDEX matters_by_origin ON matters (origin) WHERE origin <> '';
