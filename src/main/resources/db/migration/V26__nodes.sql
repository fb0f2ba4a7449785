-- The servers that share the home; all times are this database's
CREATE TABLE IF NOT EXISTS node (
  name        VARCHAR(63) PRIMARY KEY,
  -- a random UUID of this start; null once the server was shut down
  incarnation VARCHAR(36),
  -- identifies the machine that the node was started on
  machine     VARCHAR(36) NOT NULL,
  version     VARCHAR(63) NOT NULL,
  started_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  heard_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  -- it gets no new runs
  draining    BOOLEAN DEFAULT FALSE NOT NULL,
  -- of its messages to the broker; null if nobody knows it
  lag_ms      BIGINT
);

-- The node that runs it; null: a server that is alone
ALTER TABLE active_run ADD COLUMN IF NOT EXISTS node VARCHAR(63);
ALTER TABLE run ADD COLUMN IF NOT EXISTS node VARCHAR(63);

-- Runs that were marked as lost since their node was silent: it ends what is left of them when it is back
CREATE TABLE IF NOT EXISTS left_behind (
  app     VARCHAR(63) NOT NULL,
  number  BIGINT      NOT NULL,
  node    VARCHAR(63) NOT NULL,
  -- null: not known
  machine VARCHAR(36),
  PRIMARY KEY (app, number),
  FOREIGN KEY (app, number) REFERENCES run (app, number)
);

CREATE INDEX IF NOT EXISTS left_behind_node ON left_behind (node);
