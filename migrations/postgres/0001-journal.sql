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

-- Entries that the sealer has not put into the tree yet. Numbers of transactions that ran side by side
-- are seen out of order, so that no number says behind which all are new; a row here does.
CREATE TABLE unsealed (
    number bigint PRIMARY KEY REFERENCES entries (number)
);
CREATE FUNCTION wait_for_sealer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unsealed (number) VALUES (NEW.number);
    RETURN NULL;
END $$;
CREATE TRIGGER entries_wait AFTER INSERT ON entries
    FOR EACH ROW EXECUTE FUNCTION wait_for_sealer();

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
