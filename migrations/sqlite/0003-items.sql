-- Registers of what comes in, what is owed and who meets. `remit rebuild` makes them again from the chains.

-- What is owed: one row for each chain of an obligation, with the whole of it as it stands now.
CREATE TABLE obligations (
    chain TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    applies TEXT NOT NULL,
    own INTEGER NOT NULL,
    said TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Which instance a matter of procedure `obligation` carries out; rows of the matter's chain.
CREATE TABLE obligation_matters (
    matter TEXT PRIMARY KEY,
    obligation TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    due TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX obligation_matters_by_obligation ON obligation_matters (obligation, due, matter);
CREATE INDEX obligation_matters_by_due ON obligation_matters (due, matter);

-- What came in.
CREATE TABLE items (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    year INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    received TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    channel TEXT NOT NULL,
    classification TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    unit TEXT NOT NULL,
    matter TEXT NOT NULL,
    duplicate_of TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX items_by_number ON items (number);
CREATE UNIQUE INDEX items_by_ordinal ON items (year, ordinal);
CREATE INDEX items_by_received ON items (received, id);
CREATE INDEX items_by_open ON items (is_open, received, id);
CREATE INDEX items_by_unit ON items (unit, is_open, received, id);
CREATE INDEX items_by_matter ON items (matter, received, id);
CREATE TABLE item_bodies (
    body TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (body, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_bodies_by_item ON item_bodies (item);
CREATE TABLE item_files (
    item TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_files_by_digest ON item_files (digest, item);

-- Who meets.
CREATE TABLE meetings (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    year INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    body TEXT NOT NULL,
    starts INTEGER NOT NULL,
    zone TEXT NOT NULL,
    place TEXT NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX meetings_by_number ON meetings (number);
CREATE UNIQUE INDEX meetings_by_ordinal ON meetings (year, ordinal);
CREATE INDEX meetings_by_start ON meetings (starts, id);
CREATE INDEX meetings_by_unit ON meetings (unit, starts, id);
CREATE INDEX meetings_by_body ON meetings (body, starts, id);
CREATE TABLE agenda_items (
    meeting TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    matter TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_items_by_matter ON agenda_items (matter, meeting);
