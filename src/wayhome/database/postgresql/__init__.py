"""Django's PostgreSQL engine with our flush: see `wayhome.database.flush`."""
