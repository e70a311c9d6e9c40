"""Staff, teams, roles, and the case file: the unit of need-to-know."""
