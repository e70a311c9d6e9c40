"""People and papers for tests, every value overridable."""
