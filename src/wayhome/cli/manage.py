"""`wayhome manage …`: Django's own commands with our settings."""

from __future__ import annotations

import argparse
import os

# These change tables or rights, and so run as the owner where PostgreSQL has one (WAYHOME_OWNER_DATABASE_URL).
_OF_THE_OWNER = frozenset({"prepare", "migrate", "createcachetable", "create_roles"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything that follows, unread."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="a Django command and its options")


def run(options: argparse.Namespace) -> int:
    """Run one Django management command; its errors end the process with Django's exit codes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.settings.production")
    if options.arguments and options.arguments[0] in _OF_THE_OWNER:
        os.environ["WAYHOME_AS_OWNER"] = "yes"
    from django.core.management import execute_from_command_line  # noqa: PLC0415  only this command needs Django

    execute_from_command_line(["wayhome manage", *options.arguments])
    return 0
