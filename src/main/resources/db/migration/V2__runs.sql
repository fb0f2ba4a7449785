-- One press of a button and what came of it
CREATE TABLE IF NOT EXISTS run (
    app          VARCHAR(63)              NOT NULL,
    number       BIGINT                   NOT NULL,
    action       VARCHAR(16)              NOT NULL,
    status       VARCHAR(16)              NOT NULL,
    exit_code    INTEGER,
    started_by   VARCHAR(255)             NOT NULL,
    started_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at  TIMESTAMP WITH TIME ZONE,
    cancelled_by VARCHAR(255),
    cancelled_at TIMESTAMP WITH TIME ZONE,
    reason       VARCHAR(1000),
    log_size     BIGINT,
    -- the random STRAPPER_RUN_ID by which a cancel finds the run's processes
    run_id       VARCHAR(64)              NOT NULL,
    -- how long the run may take, if not for ever
    timeout_ms   BIGINT,
    -- how long it may write nothing, if not for ever
    silence_ms   BIGINT,
    -- 'cancelled' or 'timed-out' from the moment that the run is being ended, whatever it exits with
    ending       VARCHAR(16),
    PRIMARY KEY (app, number)
);

-- At most one run an app: the primary key decides a race of presses
CREATE TABLE IF NOT EXISTS active_run (
    app                  VARCHAR(63) NOT NULL PRIMARY KEY,
    number               BIGINT      NOT NULL,
    -- who pressed stop meanwhile: it starts in the transaction that finishes this run
    successor_started_by VARCHAR(255),
    FOREIGN KEY (app, number) REFERENCES run (app, number)
);
