"""`wayhome names score|rank`: the two commands of kinmatch under our own roof. No Django, no database, no network."""

from kinmatch.cli import add_arguments, run

__all__ = ["add_arguments", "run"]
