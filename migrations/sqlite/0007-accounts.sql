-- How officers sign in to the workspace. No ledger and no register: rebuilding leaves these tables alone, and losing a
-- row loses nothing but a password or a session.
CREATE TABLE accounts (
    officer TEXT NOT NULL PRIMARY KEY,
    password TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    failed_first INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- By the hash of a token, which only the officer's browser has.
CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    officer TEXT NOT NULL,
    opened INTEGER NOT NULL,
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_officer ON sessions (officer);
-- What every node of the office must know alike and nobody else: the key of the tokens in forms.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
