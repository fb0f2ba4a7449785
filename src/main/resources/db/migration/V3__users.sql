-- Who may sign in.
CREATE TABLE IF NOT EXISTS users (
  -- in lower case
  name            VARCHAR(64)  PRIMARY KEY,
  -- hashed, with the encoder's name in braces before it
  password        VARCHAR(255) NOT NULL,
  role            VARCHAR(16)  NOT NULL,
  enabled         BOOLEAN      NOT NULL,
  created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  last_sign_in_at TIMESTAMP WITH TIME ZONE
);
