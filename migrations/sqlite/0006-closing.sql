-- Closing a dossier: from which matter one sprang, and on which day it was closed. Rows of matters that were opened
-- before are made again by `remit rebuild`.
ALTER TABLE matters ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE matters ADD COLUMN closed TEXT NOT NULL DEFAULT '';
CREATE INDEX matters_by_origin ON matters (origin) WHERE origin <> '';
