"""Typed readers of environment variables, with errors that say what to write and where.

Nothing here has a default that would be unsafe in production: a reader without `default` insists.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str | None = None) -> str:
    """Read a string; without `default` the variable must be set and not empty."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}; see docs/reference/settings.md.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no, in any of the usual spellings."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")


def integer(name: str, default: int) -> int:
    """Read a whole number."""
    value = os.environ.get(name, "")
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Read a path; `~` is expanded and the result is absolute."""
    return Path(os.environ.get(name) or default).expanduser().absolute()


def database(name: str) -> dict[str, str] | None:
    """Read a `postgresql://user:password@host:port/name` address; None when the variable is not set.

    A host that begins with a slash (percent-encoded) or `?host=/path` is a socket folder.
    """
    value = os.environ.get(name, "")
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} must look like postgresql://user:password@host:5432/name. "
            "Leave it out to use the encrypted embedded database."
        )
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.get("host", parts.hostname or "")),
        "PORT": str(parts.port or options.get("port", "")),
    }
