"""Compiled loops over numbers. They know letters and weights, nothing of records; the modules above give them words.

Everything counts in integers (hundredths of a bit, millibits), so that the same names weigh the same on every machine.
"""
