-- Registers of what comes in, what is owed and who meets. `remit rebuild` makes them again from the chains.

-- What is owed: one row for each chain of an obligation, with the whole of it as it stands now.
CREATE TABLE obligations (
    chain text PRIMARY KEY,
    id text NOT NULL UNIQUE,
    kind text NOT NULL,
    body text NOT NULL,
    applies text NOT NULL,
    own bigint NOT NULL,
    said text NOT NULL,
    version bigint NOT NULL
);
-- Which instance a matter of procedure `obligation` carries out; rows of the matter's chain.
CREATE TABLE obligation_matters (
    matter text PRIMARY KEY,
    obligation text NOT NULL,
    occurrence text NOT NULL,
    due text NOT NULL
);
CREATE INDEX obligation_matters_by_obligation ON obligation_matters (obligation, due, matter);
CREATE INDEX obligation_matters_by_due ON obligation_matters (due, matter);

-- What came in.
CREATE TABLE items (
    id text PRIMARY KEY,
    number text NOT NULL,
    year bigint NOT NULL,
    ordinal bigint NOT NULL,
    received text NOT NULL,
    sender text NOT NULL,
    subject text NOT NULL,
    channel text NOT NULL,
    classification text NOT NULL,
    state text NOT NULL,
    is_open bigint NOT NULL,
    unit text NOT NULL,
    matter text NOT NULL,
    duplicate_of text NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX items_by_number ON items (number);
CREATE UNIQUE INDEX items_by_ordinal ON items (year, ordinal);
CREATE INDEX items_by_received ON items (received, id);
CREATE INDEX items_by_open ON items (is_open, received, id);
CREATE INDEX items_by_unit ON items (unit, is_open, received, id);
CREATE INDEX items_by_matter ON items (matter, received, id);
CREATE TABLE item_bodies (
    body text NOT NULL,
    item text NOT NULL,
    PRIMARY KEY (body, item)
);
CREATE INDEX item_bodies_by_item ON item_bodies (item);
CREATE TABLE item_files (
    item text NOT NULL,
    position bigint NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    size bigint NOT NULL,
    PRIMARY KEY (item, position)
);
CREATE INDEX item_files_by_digest ON item_files (digest, item);

-- Who meets.
CREATE TABLE meetings (
    id text PRIMARY KEY,
    number text NOT NULL,
    year bigint NOT NULL,
    ordinal bigint NOT NULL,
    body text NOT NULL,
    starts bigint NOT NULL,
    zone text NOT NULL,
    place text NOT NULL,
    unit text NOT NULL,
    state text NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX meetings_by_number ON meetings (number);
CREATE UNIQUE INDEX meetings_by_ordinal ON meetings (year, ordinal);
CREATE INDEX meetings_by_start ON meetings (starts, id);
CREATE INDEX meetings_by_unit ON meetings (unit, starts, id);
CREATE INDEX meetings_by_body ON meetings (body, starts, id);
CREATE TABLE agenda_items (
    meeting text NOT NULL,
    position bigint NOT NULL,
    title text NOT NULL,
    matter text NOT NULL,
    outcome text NOT NULL,
    PRIMARY KEY (meeting, position)
);
CREATE INDEX agenda_items_by_matter ON agenda_items (matter, meeting);
