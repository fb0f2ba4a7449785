-- What happened, newest first, over all apps
CREATE INDEX IF NOT EXISTS run_started_at ON run (started_at);
CREATE INDEX IF NOT EXISTS run_cancelled_at ON run (cancelled_at);
CREATE INDEX IF NOT EXISTS run_log_removed_at ON run (log_removed_at);
