"""What a person said about the columns of a source, kept as JSON beside the source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import Misuse
from .row import Basis, Field, Understanding
from .text import fold


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Corrections that win over anything the reader sees.

    Headings are compared without case, marks and spacing, so that the next issue of the same list may
    have its columns in another order. `by_column` (from 0) serves lists without a heading.
    """

    by_heading: Mapping[str, Field] = field(default_factory=dict)
    by_column: Mapping[int, Field] = field(default_factory=dict)
    header_row: int | None = None  # physical number; 0 says that there is no heading at all

    def meaning_of(self, heading: str, index: int) -> Field | None:
        """Find what a person said about this column; None if nothing."""
        key = fold(heading)
        for said, meaning in self.by_heading.items():
            if key and fold(said) == key:
                return meaning
        return self.by_column.get(index)


def remember(understanding: Understanding) -> ColumnMapping:
    """Turn what was understood into a mapping that a person can change and keep."""
    by_heading: dict[str, Field] = {}
    by_column: dict[int, Field] = {}
    for column in understanding.columns:
        if column.basis is Basis.NOTHING:
            continue
        if column.heading:
            by_heading[column.heading] = column.meaning
        else:
            by_column[column.index] = column.meaning
    return ColumnMapping(by_heading=by_heading, by_column=by_column)


def format_mapping(mapping: ColumnMapping) -> str:
    """Write the mapping as JSON, keys sorted, so that equal mappings are equal text."""
    body = {
        "by_heading": {k: v.value for k, v in mapping.by_heading.items()},
        "by_column": {str(k): v.value for k, v in mapping.by_column.items()},
        "header_row": mapping.header_row,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def parse_mapping(text: str) -> ColumnMapping:
    """Read what `format_mapping` wrote.

    Raises:
        Misuse: the text is not such a mapping, or names a field that does not exist.
    """
    try:
        body = json.loads(text)
        by_heading = {str(k): Field(v) for k, v in body.get("by_heading", {}).items()}
        by_column = {int(k): Field(v) for k, v in body.get("by_column", {}).items()}
        header_row = body.get("header_row")
    except (ValueError, AttributeError, TypeError, RecursionError) as cause:
        raise Misuse("not a column mapping") from cause
    if not (header_row is None or (isinstance(header_row, int) and not isinstance(header_row, bool))):
        raise Misuse("header_row must be a row number")
    return ColumnMapping(by_heading=by_heading, by_column=by_column, header_row=header_row)
