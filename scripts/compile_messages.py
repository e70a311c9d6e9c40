"""Compile every catalogue of translations below `src/wayhome`, in Python alone.

Django's `compilemessages` calls gettext's programs, which a bare Debian does not have; Babel reads and writes the same
two formats. The `.mo` files are not committed: setup, tests and packaging make them.

    python scripts/compile_messages.py
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "wayhome"


def catalogues(source: Path) -> Iterator[Path]:
    """Find the translations of every app: locale/<language>/LC_MESSAGES/django.po."""
    return iter(sorted(source.glob("**/locale/*/LC_MESSAGES/*.po")))


def compile_one(path: Path) -> Path:
    """Write the `.mo` beside a `.po`, leaving out what is fuzzy. Raises PoFileError where the file cannot be read."""
    language = path.parents[1].name
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, abort_invalid=True)
    target = path.with_suffix(".mo")
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return target


def main() -> int:
    """Compile every catalogue; 1 if some cannot be read."""
    failed = 0
    count = 0
    for path in catalogues(SOURCE):
        try:
            compile_one(path)
        except PoFileError as error:
            print(f"{path.relative_to(SOURCE)} cannot be read: {error}")
            failed += 1
        count += 1
    print(f"{count - failed} of {count} catalogues compiled.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
