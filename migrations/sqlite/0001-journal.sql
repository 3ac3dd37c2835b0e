-- The journal: what happened. Only ever added to; the triggers say so to whoever has another program.
CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    chain TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    idempotency_key TEXT,
    bytes BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (chain, version),
    UNIQUE (idempotency_key)
) STRICT;
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

-- The order in which the sealer put them into the tree.
CREATE TABLE sealed (
    position INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE REFERENCES entries (number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sealed_keep BEFORE UPDATE ON sealed BEGIN SELECT RAISE(ABORT, 'the order of entries is never changed'); END;
CREATE TRIGGER sealed_stay BEFORE DELETE ON sealed BEGIN SELECT RAISE(ABORT, 'the order of entries is never changed'); END;

-- Entries that the sealer has not put into the tree yet. Numbers of transactions that ran side by side
-- are seen out of order, so that no number says behind which all are new; a row here does.
CREATE TABLE unsealed (
    number INTEGER PRIMARY KEY REFERENCES entries (number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_wait AFTER INSERT ON entries BEGIN INSERT INTO unsealed (number) VALUES (NEW.number); END;

-- Whole tiles of the tree, and every checkpoint that was signed.
CREATE TABLE tiles (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tiles_keep BEFORE UPDATE ON tiles BEGIN SELECT RAISE(ABORT, 'a whole tile is never changed'); END;
CREATE TRIGGER tiles_stay BEFORE DELETE ON tiles BEGIN SELECT RAISE(ABORT, 'a whole tile is never deleted'); END;
CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL
) STRICT;
CREATE TRIGGER checkpoints_stay BEFORE DELETE ON checkpoints BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END;

-- The bytes of papers, each under its SHA-256.
CREATE TABLE contents (
    digest BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contents_keep BEFORE UPDATE ON contents BEGIN SELECT RAISE(ABORT, 'the bytes of a paper are never changed'); END;
