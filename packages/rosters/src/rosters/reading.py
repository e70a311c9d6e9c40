"""The front door: bytes of one file in, a `Roster` out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .limits import DEFAULT_LIMITS, Limits
from .mapping import ColumnMapping
from .row import Roster, Row

Progress = Callable[[int, int], None]  # rows done, rows in all


def read(
    data: bytes, *, filename: str, mapping: ColumnMapping | None = None, limits: Limits = DEFAULT_LIMITS
) -> Roster:
    """Read one file whole. (Being built.)"""
    raise NotImplementedError


def read_rows(
    data: bytes,
    *,
    filename: str,
    mapping: ColumnMapping | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Iterator[tuple[str, Row]]:
    """Yield (list name, row), row by row. (Being built.)"""
    raise NotImplementedError
    yield
