-- What entries say of people, each value with its salt: the opening of a commitment that stands in the entry. Rows are
-- never changed, and erased by `remit matter erase` only, which leaves an entry that says so.
CREATE TABLE personal (
    chain TEXT NOT NULL,
    version INTEGER NOT NULL,
    label TEXT NOT NULL,
    salt BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (chain, version, label)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER personal_keep BEFORE UPDATE ON personal BEGIN SELECT RAISE(ABORT, 'personal data are erased, never changed'); END;
