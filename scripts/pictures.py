"""Take the pictures of the README from a running demonstration.

    make demo                               # in another window
    python scripts/pictures.py              # writes docs/pictures/*.png
    python scripts/pictures.py --base http://127.0.0.1:8000 --to docs/pictures

Every person in them is invented. Exit code 1 when a page has nothing to show, for example before the demonstration has
finished making its pairs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from shots import Shot, launch, open_context, sign_in

PHONE, DESKTOP = 390, 1280
PAGES = 5  # of the list of people that are looked through


@dataclass(frozen=True)
class Picture:
    """One picture: whose browser, in which language and width, how to come to the page, how much of it is shown."""

    name: str
    user: str
    language: str
    width: int
    come: Callable[[Page, str], None]
    height: int


def to_review(page: Page, base: str) -> None:
    """Go to a pair of a reviewer's queue, filled first: one in two scripts, or the first there is."""
    page.goto(f"{base}/matches/")
    page.locator('form[action="/matches/more/"] button').click()
    lines = page.locator("main tbody tr").filter(has=page.locator('a[href^="/matches/"]'))
    in_two_scripts = lines.filter(has=page.locator('bdi[lang="ar"]'))
    (in_two_scripts if in_two_scripts.count() else lines).locator('a[href^="/matches/"]').first.click()
    page.wait_for_selector("#decide")


def to_person(page: Page, base: str) -> None:
    """Go to the first person to whom two reviewers have attached a record of a list, or to the first there is."""
    addresses: list[str] = []
    for number in range(1, PAGES + 1):
        page.goto(f"{base}/people/?page={number}")
        addresses += [str(link.get_attribute("href")) for link in page.locator("main tbody th a").all()]
    for address in dict.fromkeys(addresses):
        page.goto(f"{base}{address}")
        if page.locator("td .badge-plain").count():
            return
    page.goto(f"{base}{addresses[0]}")


def to_intake(page: Page, base: str) -> None:
    """Begin an interview and type what a mother says of herself."""
    page.goto(f"{base}/requests/")
    page.locator('form[action="/requests/new/"] button').click()
    page.fill('main [name="name"]', "خديجة داداييفا")
    page.fill('main [name="birth"]', "1961")


def to_today(page: Page, base: str) -> None:
    """Go to what is due today."""
    page.goto(f"{base}/")


PICTURES = (
    Picture("review", "reviewer3", "en", DESKTOP, to_review, 1500),
    Picture("person", "intake1", "ru", DESKTOP, to_person, 1300),
    Picture("intake", "intake1", "ar", PHONE, to_intake, 844),
    Picture("today", "intake1", "en", DESKTOP, to_today, 1000),
)


def take(browser: Browser, picture: Picture, base: str, folder: Path) -> None:
    """Take one picture of the top of its page."""
    context = open_context(browser, Shot(base, picture.language, picture.width, dark=False))
    page = context.new_page()
    sign_in(page, f"{base}/demo/enter/{picture.user}/")
    picture.come(page, base)
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.screenshot(path=folder / f"{picture.name}.png", caret="initial")
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Take the pictures of the README from a running demonstration."
    )
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=Path("docs/pictures"))
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    bad = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for picture in PICTURES:
            try:
                take(browser, picture, options.base.rstrip("/"), options.to)
                print(options.to / f"{picture.name}.png")
            except TimeoutError as error:
                bad += 1
                print(f"{picture.name}: {str(error).splitlines()[0]}", file=sys.stderr)
        browser.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
