-- The browsers in which users have signed in: somebody else's wrong guesses do not make them wait.
CREATE TABLE IF NOT EXISTS known_browser (
  -- SHA-256 of the cookie
  hash       CHAR(44)    NOT NULL,
  name       VARCHAR(64) NOT NULL REFERENCES users (name) ON DELETE CASCADE,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (hash, name)
);
