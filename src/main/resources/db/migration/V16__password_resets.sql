-- Set by an administrator, who knows it: nothing else is answered until the user has chosen another one
ALTER TABLE users ADD COLUMN IF NOT EXISTS must_change_password BOOLEAN DEFAULT FALSE NOT NULL;
