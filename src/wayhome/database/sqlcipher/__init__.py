"""SQLCipher as Django's database: the whole file encrypted and authenticated, current SQLite inside.

Django's own SQLite backend is loaded once with `sqlcipher3` in place of `sqlite3`; the standard module is put back
afterwards, so that other libraries keep theirs. Source: SECURITY paper §4; SQLCipher API reference.
"""
