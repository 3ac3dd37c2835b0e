-- Registers: what the folded chains say now. `remit rebuild` makes them again.
CREATE TABLE matters (
    id text PRIMARY KEY,
    number text NOT NULL,
    procedure_id text NOT NULL,
    procedure_version bigint NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    lead_unit text NOT NULL,
    officer text NOT NULL,
    opened bigint NOT NULL,
    changed bigint NOT NULL,
    ended bigint NOT NULL,
    due text NOT NULL,
    next_alarm bigint,
    version bigint NOT NULL,
    series text NOT NULL,
    ordinal bigint NOT NULL,
    subject text NOT NULL
);
CREATE UNIQUE INDEX matters_by_number ON matters (number);
CREATE UNIQUE INDEX matters_by_ordinal ON matters (series, ordinal);
CREATE INDEX matters_by_due ON matters (ended, due, id);
CREATE INDEX matters_by_unit ON matters (lead_unit, ended, due, id);
CREATE INDEX matters_by_officer ON matters (officer, ended, due, id);
CREATE INDEX matters_by_procedure ON matters (procedure_id, ended, due, id);
CREATE INDEX matters_by_alarm ON matters (next_alarm, id) WHERE next_alarm IS NOT NULL;
CREATE TABLE matter_bodies (
    body text NOT NULL,
    matter text NOT NULL,
    PRIMARY KEY (body, matter)
);
CREATE INDEX matter_bodies_by_matter ON matter_bodies (matter);
CREATE TABLE questions (
    matter text NOT NULL,
    question text NOT NULL,
    consultation text NOT NULL,
    respondent text NOT NULL,
    state text NOT NULL,
    due text NOT NULL,
    late bigint NOT NULL,
    PRIMARY KEY (matter, question)
);
CREATE INDEX questions_by_respondent ON questions (respondent, state, due, matter);

-- What people are to be told, in the order in which it came about.
CREATE TABLE notices (
    matter text NOT NULL,
    version bigint NOT NULL,
    ordinal bigint NOT NULL,
    at bigint NOT NULL,
    what text NOT NULL,
    about text NOT NULL,
    addressee_kind text NOT NULL,
    addressee text NOT NULL,
    PRIMARY KEY (matter, version, ordinal)
);
CREATE INDEX notices_by_addressee ON notices (addressee_kind, addressee, at, matter, version, ordinal);
