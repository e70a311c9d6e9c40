"""What a list file of the demo is: every physical row with its kind, its cells, and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .model import Said

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class ListRow:
    """Keep one physical row; `number` counts from 1 as in the file.

    `kind` is person, title, header, blank, total or other. `people` are the refs of the people whom
    the row is about (a chat line can name several; one carer is sought by nobody), `alike` the ref of whom it only resembles and `how`.
    `group` is the household number where the list has one.
    """

    number: int
    kind: str
    cells: tuple[Cell, ...]
    people: tuple[str, ...] = ()
    alike: str = ""
    how: str = ""
    group: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFile:
    """Keep one list with what is known about it; `merges` are (first row, first column, last row, last column)."""

    slug: str
    filename: str
    title: str
    facility: str
    format: str
    encoding: str
    delimiter: str
    language: str
    list_date: date
    received_on: date
    received_from: str
    said: Said
    governorate: str
    rows: tuple[ListRow, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    first_column: int = 1

    def rows_about(self, ref: str) -> tuple[ListRow, ...]:
        """Give the rows that are truly about this person."""
        return tuple(row for row in self.rows if ref in row.people)


@dataclass(slots=True)
class Sheet:
    """Collect the physical rows of one list while it is being written."""

    width: int
    rows: list[ListRow] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Give the number of the row written last."""
        return len(self.rows)

    def add(self, kind: str, *cells: Cell, people: tuple[str, ...] = (), alike: str = "", how: str = "",
            group: str = "", mistakes: tuple[str, ...] = ()) -> None:  # fmt: skip
        """Write the next row."""
        filled = cells + (None,) * (self.width - len(cells))
        self.rows.append(ListRow(self.last + 1, kind, filled, people, alike, how, group, mistakes))

    def merge_row(self) -> None:
        """Merge the row written last over the whole width."""
        self.merges.append((self.last, 1, self.last, self.width))
