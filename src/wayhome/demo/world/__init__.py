"""The invented world of the demo: pure Python, no database, no clock, chance only from a generator passed in."""
