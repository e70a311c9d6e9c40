"""The demo: an invented world of families, lists and staff, and the loader that puts it into a database."""
