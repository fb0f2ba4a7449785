-- The names of a user's groups, a line each
ALTER TABLE users ADD COLUMN IF NOT EXISTS in_groups TEXT DEFAULT '' NOT NULL;

-- Who a user is at an OpenID Connect provider; null: a local account, with a password
ALTER TABLE users ADD COLUMN IF NOT EXISTS issuer  VARCHAR(400);
ALTER TABLE users ADD COLUMN IF NOT EXISTS subject VARCHAR(255);
-- In none of the groups that may sign in, at the last attempt
ALTER TABLE users ADD COLUMN IF NOT EXISTS shut_out BOOLEAN DEFAULT FALSE NOT NULL;

CREATE UNIQUE INDEX IF NOT EXISTS users_identity ON users (issuer, subject);

-- Sessions at a provider, which ends ours with its own
CREATE TABLE IF NOT EXISTS provider_session (
  -- SHA-256 of issuer and session
  hash      CHAR(44)    NOT NULL,
  name      VARCHAR(64) NOT NULL REFERENCES users (name) ON DELETE CASCADE,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (hash, name)
);
