"""Database engines: `sqlcipher` (embedded, encrypted) and `postgresql` (server). Below every app."""
