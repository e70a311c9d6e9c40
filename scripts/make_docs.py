"""Write the generated pages of docs/reference; with `--check` write nothing and name those that are stale.

Exit codes: 0 written, or all fresh; 1 some page is stale.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write or check every page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a page is stale")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "wayhome.settings.test"
    import django

    django.setup()
    import reference_pages

    stale = []
    for name in reference_pages.PAGES:
        target = ROOT / "docs" / "reference" / name
        page = reference_pages.write(name)
        if target.exists() and target.read_text("utf-8") == page:
            continue
        stale.append(f"docs/reference/{name}")
        if not options.check:
            target.write_text(page, "utf-8")
    if stale:
        print(("stale, run `make docs`: " if options.check else "wrote: ") + ", ".join(stale))
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
