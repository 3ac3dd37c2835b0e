-- What entries say of people, each value with its salt: the opening of a commitment that stands in the entry. Rows are
-- never changed, and erased by `remit matter erase` only, which leaves an entry that says so.
CREATE TABLE personal (
    chain text NOT NULL,
    version bigint NOT NULL,
    label text NOT NULL,
    salt bytea NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (chain, version, label)
);
CREATE TRIGGER personal_keep BEFORE UPDATE ON personal
    FOR EACH ROW EXECUTE FUNCTION refuse('personal data are erased, never changed');
