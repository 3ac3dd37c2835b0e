-- Registers: what the folded chains say now. `remit rebuild` makes them again.
CREATE TABLE matters (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    procedure_id TEXT NOT NULL,
    procedure_version INTEGER NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    lead_unit TEXT NOT NULL,
    officer TEXT NOT NULL,
    opened INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    due TEXT NOT NULL,
    next_alarm INTEGER,
    version INTEGER NOT NULL,
    series TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX matters_by_number ON matters (number);
CREATE UNIQUE INDEX matters_by_ordinal ON matters (series, ordinal);
CREATE INDEX matters_by_due ON matters (ended, due, id);
CREATE INDEX matters_by_unit ON matters (lead_unit, ended, due, id);
CREATE INDEX matters_by_officer ON matters (officer, ended, due, id);
CREATE INDEX matters_by_procedure ON matters (procedure_id, ended, due, id);
CREATE INDEX matters_by_alarm ON matters (next_alarm, id) WHERE next_alarm IS NOT NULL;
CREATE TABLE matter_bodies (
    body TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (body, matter)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_bodies_by_matter ON matter_bodies (matter);
CREATE TABLE questions (
    matter TEXT NOT NULL,
    question TEXT NOT NULL,
    consultation TEXT NOT NULL,
    respondent TEXT NOT NULL,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    late INTEGER NOT NULL,
    PRIMARY KEY (matter, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_by_respondent ON questions (respondent, state, due, matter);

-- What people are to be told, in the order in which it came about.
CREATE TABLE notices (
    matter TEXT NOT NULL,
    version INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    addressee_kind TEXT NOT NULL,
    addressee TEXT NOT NULL,
    PRIMARY KEY (matter, version, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_by_addressee ON notices (addressee_kind, addressee, at, matter, version, ordinal);
