-- Who may read what: a matter and each of its papers as rows that the access policy asks, with the rows beside them.
-- `remit rebuild` makes them again from the chains. The matter itself stands among the papers, under its own id.
CREATE TABLE papers (
    id text PRIMARY KEY,
    matter text NOT NULL,
    rank bigint NOT NULL,
    personal bigint NOT NULL,
    named_only bigint NOT NULL,
    release_limited bigint NOT NULL
);
CREATE INDEX papers_by_matter ON papers (matter, id);
CREATE TABLE paper_levels (
    paper text NOT NULL,
    level text NOT NULL,
    matter text NOT NULL,
    PRIMARY KEY (paper, level)
);
CREATE INDEX paper_levels_by_matter ON paper_levels (matter);
CREATE TABLE paper_compartments (
    paper text NOT NULL,
    compartment text NOT NULL,
    matter text NOT NULL,
    PRIMARY KEY (paper, compartment)
);
CREATE INDEX paper_compartments_by_matter ON paper_compartments (matter);
CREATE TABLE paper_named (
    paper text NOT NULL,
    officer text NOT NULL,
    matter text NOT NULL,
    PRIMARY KEY (paper, officer)
);
CREATE INDEX paper_named_by_matter ON paper_named (matter);
CREATE TABLE paper_releases (
    paper text NOT NULL,
    recipient text NOT NULL,
    matter text NOT NULL,
    PRIMARY KEY (paper, recipient)
);
CREATE INDEX paper_releases_by_matter ON paper_releases (matter);
CREATE TABLE matter_named (
    matter text NOT NULL,
    officer text NOT NULL,
    PRIMARY KEY (matter, officer)
);

-- All papers of a matter are needed by the same units, which are kept once.
CREATE TABLE matter_units (
    matter text NOT NULL,
    unit text NOT NULL,
    PRIMARY KEY (matter, unit)
);
CREATE VIEW paper_units AS
    SELECT p.id AS paper, u.unit AS unit FROM papers p JOIN matter_units u ON u.matter = p.matter;
