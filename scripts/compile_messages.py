"""Compile every `django.po` under `src` into the `.mo` beside it, in pure Python; gettext is not needed.

Files whose `.mo` is newer are left alone. Exit codes: 0 done, 1 a catalogue is broken and is named.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Compile what changed and say how many catalogues that were."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quiet", action="store_true", help="speak only of mistakes")
    options = parser.parse_args()
    compiled = 0
    for source in sorted(ROOT.glob("src/**/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        try:
            compile_catalogue(source, target)
        except PoFileError as broken:
            print(f"{source.relative_to(ROOT)}: {broken}", file=sys.stderr)
            return 1
        compiled += 1
    if compiled or not options.quiet:
        print(f"Compiled {compiled} message catalogues")
    return 0


def compile_catalogue(source: Path, target: Path) -> None:
    """Write `target` as a whole or not at all: a server may be reading the old one."""
    with source.open("rb") as opened:
        catalogue = read_po(opened, locale=source.parts[-3], abort_invalid=True)
    draft = target.with_suffix(".mo.part")
    with draft.open("wb") as written:
        write_mo(written, catalogue, use_fuzzy=False)
    draft.replace(target)


if __name__ == "__main__":
    sys.exit(main())
