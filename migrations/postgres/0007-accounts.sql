-- How officers sign in to the workspace. No ledger and no register: rebuilding leaves these tables alone, and losing a
-- row loses nothing but a password or a session.
CREATE TABLE accounts (
    officer text NOT NULL PRIMARY KEY,
    password text NOT NULL,
    failures bigint NOT NULL DEFAULT 0,
    failed_first bigint NOT NULL DEFAULT 0
);
-- By the hash of a token, which only the officer's browser has.
CREATE TABLE sessions (
    token text NOT NULL PRIMARY KEY,
    officer text NOT NULL,
    opened bigint NOT NULL,
    used bigint NOT NULL
);
CREATE INDEX sessions_by_officer ON sessions (officer);
-- What every node of the office must know alike and nobody else: the key of the tokens in forms.
CREATE TABLE secrets (
    name text NOT NULL PRIMARY KEY,
    value bytea NOT NULL
);
