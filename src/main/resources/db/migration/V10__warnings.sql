-- What is going to happen to an active run, one sentence: a server that starts, and another one, know it too
ALTER TABLE run ADD COLUMN IF NOT EXISTS warning VARCHAR(1000);
