-- The one home whose servers use this database: the identity in its file db/id.
CREATE TABLE IF NOT EXISTS home (
  one INTEGER DEFAULT 1 PRIMARY KEY CHECK (one = 1),
  id  VARCHAR(36) NOT NULL
);
