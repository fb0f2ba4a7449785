-- What somebody did to the log of a run, one sentence: found once, by whichever part of a server looks first
ALTER TABLE run ADD COLUMN IF NOT EXISTS log_problem VARCHAR(1000);
