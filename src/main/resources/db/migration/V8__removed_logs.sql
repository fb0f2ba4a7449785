-- A run's row outlives its log: when the log was removed, and by whom; nobody: by rule
ALTER TABLE run ADD COLUMN IF NOT EXISTS log_removed_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE run ADD COLUMN IF NOT EXISTS log_removed_by VARCHAR(255);
