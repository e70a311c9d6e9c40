"""Take pictures of pages in every language and width, and say what the browser complained about.

    python scripts/shots.py --to test-results/shots http://127.0.0.1:8000/components/ …
    python scripts/shots.py --sign-in http://127.0.0.1:8000/demo/enter/reviewer/ …

The pictures are for looking at; the exit code is 1 when a page broke the content security policy, logged an error,
or scrolls sideways. `--sign-in` presses the button with that address on the sign-in page first (demonstration only).
"""

import argparse
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
LANGUAGES = ("en", "ru", "ar")
WIDTHS = (390, 1280)
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("CSP " + event.violatedDirective + " " + event.blockedURI);
});
"""


@dataclass(frozen=True)
class Shot:
    """A page as it is to be photographed."""

    url: str
    language: str
    width: int
    dark: bool

    def file_name(self) -> str:
        path = re.sub(r"[^a-z0-9]+", "-", urlsplit(self.url).path.lower()).strip("-") or "home"
        return f"{path}-{self.language}-{self.width}{'-dark' if self.dark else ''}.png"


def launch(playwright) -> Browser:  # type: ignore[no-untyped-def]  # playwright's own type is private
    """Start Debian's Chromium; without its sandbox only where it would refuse to start, as root."""
    args = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    found = CHROMIUM if Path(CHROMIUM).exists() else None
    return playwright.chromium.launch(executable_path=found, args=args)


def open_context(browser: Browser, shot: Shot) -> BrowserContext:
    """Open a window of the right size and language that reports what the content policy refused."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": 844 if shot.width < 600 else 900},
        locale=shot.language,
        color_scheme="dark" if shot.dark else "light",
        device_scale_factor=1,
    )
    origin = urlsplit(shot.url)
    context.add_cookies(
        [{"name": "django_language", "value": shot.language, "url": f"{origin.scheme}://{origin.netloc}"}]
    )
    context.add_init_script(LISTEN)
    return context


def sign_in(page: Page, button: str) -> None:
    """Press the demonstration's one-click button whose form goes to the path `button`."""
    origin = urlsplit(button)
    page.goto(f"{origin.scheme}://{origin.netloc}/accounts/login/")
    page.locator(f'form[action="{origin.path}"] button').first.click()
    page.wait_for_load_state("networkidle")


def take(browser: Browser, shot: Shot, folder: Path, button: str) -> list[str]:
    """Take one picture; return what was wrong."""
    context = open_context(browser, shot)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    if button:
        sign_in(page, button)
    page.goto(shot.url)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / shot.file_name(), full_page=True)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if beyond > 0:
        wrong.append(f"the page is {beyond} px wider than the screen")
    context.close()
    return wrong


def main() -> int:
    """Take every picture and say what was wrong; 1 if anything was."""
    parser = argparse.ArgumentParser(description="Take pictures of pages in every language and width.")
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--to", type=Path, default=Path("test-results/shots"))
    parser.add_argument("--sign-in", default="", help="address of a one-click button of the demonstration")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    shots = [
        Shot(url, language, int(width), options.dark)
        for url in options.urls
        for language in options.languages.split(",")
        for width in options.widths.split(",")
    ]
    bad = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for shot in shots:
            wrong = take(browser, shot, options.to, options.sign_in)
            bad += bool(wrong)
            print(options.to / shot.file_name(), *(f"\n    {line}" for line in wrong))
        browser.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
