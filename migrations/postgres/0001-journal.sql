-- The journal: what happened. Only ever added to; the triggers say so to whoever has another program.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE entries (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chain text NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    recorded_at bigint NOT NULL,
    idempotency_key text,
    bytes bytea NOT NULL,
    hash bytea NOT NULL,
    UNIQUE (chain, version),
    UNIQUE (idempotency_key)
);
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries
    FOR EACH ROW EXECUTE FUNCTION refuse('entries are never changed');
CREATE TRIGGER entries_stay BEFORE DELETE ON entries
    FOR EACH ROW EXECUTE FUNCTION refuse('entries are never deleted');

-- The order in which the sealer put them into the tree.
CREATE TABLE sealed (
    position bigint PRIMARY KEY,
    number bigint NOT NULL UNIQUE REFERENCES entries (number)
);
CREATE TRIGGER sealed_keep BEFORE UPDATE ON sealed
    FOR EACH ROW EXECUTE FUNCTION refuse('the order of entries is never changed');
CREATE TRIGGER sealed_stay BEFORE DELETE ON sealed
    FOR EACH ROW EXECUTE FUNCTION refuse('the order of entries is never changed');

-- Whole tiles of the tree, and every checkpoint that was signed.
CREATE TABLE tiles (
    level bigint NOT NULL,
    position bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (level, position)
);
CREATE TRIGGER tiles_keep BEFORE UPDATE ON tiles
    FOR EACH ROW EXECUTE FUNCTION refuse('a whole tile is never changed');
CREATE TRIGGER tiles_stay BEFORE DELETE ON tiles
    FOR EACH ROW EXECUTE FUNCTION refuse('a whole tile is never deleted');
CREATE TABLE checkpoints (
    size bigint PRIMARY KEY,
    note text NOT NULL
);
CREATE TRIGGER checkpoints_stay BEFORE DELETE ON checkpoints
    FOR EACH ROW EXECUTE FUNCTION refuse('a checkpoint is never deleted');

-- The bytes of papers, each under its SHA-256.
CREATE TABLE contents (
    digest bytea PRIMARY KEY,
    size bigint NOT NULL,
    bytes bytea NOT NULL
);
CREATE TRIGGER contents_keep BEFORE UPDATE ON contents
    FOR EACH ROW EXECUTE FUNCTION refuse('the bytes of a paper are never changed');

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
    version bigint NOT NULL
);
CREATE UNIQUE INDEX matters_by_number ON matters (number);
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
