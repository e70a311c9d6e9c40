"""Why a file cannot be read at all. Whatever is wrong with single rows is a `Problem` of that row."""

from __future__ import annotations

from enum import StrEnum


class UnreadableCode(StrEnum):
    """What is wrong with the file. Whoever shows it has the sentence."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_ENDING = "wrong_ending"  # the bytes are of another kind than the name says
    UNKNOWN_ENDING = "unknown_ending"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_WORKBOOK = "old_workbook"  # .xls of 1997 to 2003
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"  # unpacks to far more than any list
    UNSAFE_XML = "unsafe_xml"  # DOCTYPE or entities
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_SHEETS = "too_many_sheets"
    ENCODING = "encoding"  # not text in any encoding known here


class Unreadable(Exception):
    """The file as a whole cannot be read.

    `place` says where: an entry of the archive, a sheet, a row, a byte; `value` and `limit` are
    the figures, where the reason is one.
    """

    def __init__(
        self, code: UnreadableCode, *, place: str = "", value: int | None = None, limit: int | None = None
    ) -> None:
        super().__init__(code.value, place, value, limit)
        self.code, self.place, self.value, self.limit = code, place, value, limit

    def __str__(self) -> str:
        figures = "" if self.value is None else f" ({self.value}, at most {self.limit})"
        return f"{self.code.value}{': ' + self.place if self.place else ''}{figures}"


class Misuse(Exception):
    """The caller asked for something that cannot be meant, such as a mapping of an unknown field."""
