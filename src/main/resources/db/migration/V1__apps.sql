-- What is known of every app that was ever seen, so that it outlives the app's folder.
CREATE TABLE IF NOT EXISTS known_app (
  app        VARCHAR(63) PRIMARY KEY,
  -- whether there ever was an app.yml: from then on an app without a readable one is closed
  configured BOOLEAN NOT NULL,
  -- who could see and press when that could last be read; names of users, separated by spaces
  open       BOOLEAN NOT NULL,
  viewers    TEXT    NOT NULL,
  deployers  TEXT    NOT NULL
);
