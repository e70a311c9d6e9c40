"""How much a list may weigh. Real lists of thousands of people stay far below these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, checked before the costly step each of them guards."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 150_000_000  # all entries of a workbook together
    unpacked_ratio: int = 100  # unpacked : packed of an entry, asked only above `ratio_from_bytes`
    ratio_from_bytes: int = 5_000_000
    entries: int = 2_000
    sheets: int = 100
    rows: int = 200_000  # per sheet
    columns: int = 2_000  # 1,000 columns are read, 16,384 are not a list
    cells: int = 1_000_000  # per file
    cell_chars: int = 32_767  # what Excel itself allows


DEFAULT_LIMITS = Limits()
