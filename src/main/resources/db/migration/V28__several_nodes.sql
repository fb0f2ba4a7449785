-- Failed attempts to guess something, counted by all nodes together; one server counts in memory
CREATE TABLE IF NOT EXISTS throttle (
  -- what is guessed
  kind          VARCHAR(16) NOT NULL,
  -- who guesses: a network, a user or a browser
  who           VARCHAR(64) NOT NULL,
  failures      INTEGER     NOT NULL,
  blocked_until TIMESTAMP WITH TIME ZONE NOT NULL,
  at            TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (kind, who)
);

CREATE INDEX IF NOT EXISTS throttle_at ON throttle (at);

-- Until when a node alone may do it, or null: it then records what has become of it
ALTER TABLE notice ADD COLUMN IF NOT EXISTS claimed_until TIMESTAMP WITH TIME ZONE;
ALTER TABLE waiting_run ADD COLUMN IF NOT EXISTS claimed_until TIMESTAMP WITH TIME ZONE;

-- Keys that all nodes use, base64; one server has its own in memory
CREATE TABLE IF NOT EXISTS node_key (
  name   VARCHAR(32) PRIMARY KEY,
  secret VARCHAR(64) NOT NULL
);
