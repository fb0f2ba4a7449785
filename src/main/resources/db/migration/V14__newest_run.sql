-- The number of the newest run of each app, so that nobody goes through the whole history for it
CREATE TABLE IF NOT EXISTS newest_run (
    app    VARCHAR(63) NOT NULL PRIMARY KEY,
    number BIGINT      NOT NULL
);

INSERT INTO newest_run (app, number)
SELECT app, MAX(number) FROM run WHERE app NOT IN (SELECT app FROM newest_run) GROUP BY app;
