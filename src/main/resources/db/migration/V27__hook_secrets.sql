-- Secrets of webhooks that the server has made. In clear text: an HMAC cannot be computed from a hash
CREATE TABLE IF NOT EXISTS hook_secret (
  app            VARCHAR(63) PRIMARY KEY,
  secret         VARCHAR(64) NOT NULL,
  made_by        VARCHAR(64) NOT NULL,
  made_at        TIMESTAMP WITH TIME ZONE NOT NULL,
  -- the one before, while a forge may sign with it; null: none
  previous       VARCHAR(64),
  previous_until TIMESTAMP WITH TIME ZONE
);
