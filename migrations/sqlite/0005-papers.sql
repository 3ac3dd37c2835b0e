-- Who may read what: a matter and each of its papers as rows that the access policy asks, with the rows beside them.
-- `remit rebuild` makes them again from the chains. The matter itself stands among the papers, under its own id.
CREATE TABLE papers (
    id TEXT PRIMARY KEY,
    matter TEXT NOT NULL,
    rank INTEGER NOT NULL,
    personal INTEGER NOT NULL,
    named_only INTEGER NOT NULL,
    release_limited INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX papers_by_matter ON papers (matter, id);
CREATE TABLE paper_levels (
    paper TEXT NOT NULL,
    level TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (paper, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_levels_by_matter ON paper_levels (matter);
CREATE TABLE paper_compartments (
    paper TEXT NOT NULL,
    compartment TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (paper, compartment)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_compartments_by_matter ON paper_compartments (matter);
CREATE TABLE paper_named (
    paper TEXT NOT NULL,
    officer TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (paper, officer)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_named_by_matter ON paper_named (matter);
CREATE TABLE paper_releases (
    paper TEXT NOT NULL,
    recipient TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (paper, recipient)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_releases_by_matter ON paper_releases (matter);
CREATE TABLE matter_named (
    matter TEXT NOT NULL,
    officer TEXT NOT NULL,
    PRIMARY KEY (matter, officer)
) STRICT, WITHOUT ROWID;

-- All papers of a matter are needed by the same units, which are kept once.
CREATE TABLE matter_units (
    matter TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (matter, unit)
) STRICT, WITHOUT ROWID;
CREATE VIEW paper_units AS
    SELECT p.id AS paper, u.unit AS unit FROM papers p JOIN matter_units u ON u.matter = p.matter;
