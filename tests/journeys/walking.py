"""One person's way through the pages: fills, presses, looks, and keeps what the browser complained of."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from scripts.shots import LISTEN

from wayhome.accounts.models import User

PASSWORD = "four words that mean nothing"
PICTURES = Path(__file__).resolve().parents[2] / "test-results" / "journeys"
AXE = Path(__file__).resolve().parent / "vendor" / "axe.min.js"
DESKTOP, PHONE = 1280, 390

# Without preload: axe would copy style sheets into the page, which our policy rightly refuses.
_LOOK = """async () => (await axe.run(document, {resultTypes: ["violations"], preload: false})).violations.map(
  (found) => found.id + " [" + found.impact + "] " + found.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | "))"""
_BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@lru_cache
def _axe() -> str:
    return AXE.read_text("utf-8")


@dataclass
class Walk:
    """A browser in which one user walks in one language and width."""

    context: BrowserContext
    page: Page
    base: str
    language: str
    width: int
    script: bool
    name: str
    wrong: list[str] = field(default_factory=list)
    looked_at: int = 0
    is_offline: bool = False

    @classmethod
    def begin(
        cls, browser: Browser, base: str, user: User, *, language: str, width: int, script: bool, name: str
    ) -> Walk:  # fmt: skip
        """Open a browser and sign in at the front door."""
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900}, locale=language, java_script_enabled=script,
            has_touch=width < 600,
        )  # fmt: skip
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "django_language", "value": language, "url": base}])
        context.add_init_script(LISTEN)
        walk = cls(context, context.new_page(), base, language, width, script, name)
        walk._listen()
        walk.sign_in(user)
        return walk

    def _listen(self) -> None:
        def said(message) -> None:  # type: ignore[no-untyped-def]
            if message.type == "error" and not self.is_offline and "422" not in message.text:
                self.wrong.append(f"console: {message.text}")

        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"page: {error}"))
        self.context.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "blob:", "data:", "about:", "chrome-error:")):
            self.wrong.append(f"a request left the house: {url}")

    # --- going ---------------------------------------------------------------------------------------------------

    def sign_in(self, user: User) -> None:
        self.go("/accounts/login/")
        self.page.fill('[name="login"]', user.username)
        self.page.fill('[name="password"]', PASSWORD)
        self.look("sign-in")
        self.page.click('form.form button[type="submit"].btn-primary')
        self.page.wait_for_url(lambda url: "/accounts/login/" not in url)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def press(self, selector: str, *, expect: int | None = None) -> None:
        """Press a button or link and wait for the page that comes."""
        with self.page.expect_navigation() as arrived:
            self.page.locator(selector).first.click()
        if expect is not None:
            assert arrived.value.status == expect, (arrived.value.url, arrived.value.status)

    def do(self, what: str, *, expect: int = 200) -> None:
        """Press the visible button of the interview with this meaning."""
        self.press(f'button[name="do"][value="{what}"]:not(.visually-hidden)', expect=expect)

    def fill(self, values: dict[str, str]) -> None:
        """Fill fields by name: choose, tick or write, whatever the field is. Closed parts are opened first."""
        for name, value in values.items():
            fields = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
            self._open_around(fields.first)
            kind = fields.first.evaluate("field => field.type || field.tagName")
            if kind in ("radio", "checkbox"):
                chosen = fields.first if value == "on" else self.page.locator(f'main [name="{name}"][value="{value}"]')
                chosen.check()
            elif kind.startswith("select"):
                fields.first.select_option(value)
            else:
                fields.first.fill(value)

    def _open_around(self, field_: Locator) -> None:
        closed = field_.locator("xpath=ancestor::details[not(@open)]/summary")
        for number in range(closed.count()):
            closed.nth(number).click()

    def value(self, name: str) -> str:
        return str(self.page.locator(f'main [name="{name}"]').first.input_value())

    def text(self) -> str:
        return self.page.inner_text("body")

    # --- keys ----------------------------------------------------------------------------------------------------

    def tab_to(self, selector: str, *, most: int = 120) -> None:
        """Press Tab until the element has the focus, as one does who has no mouse."""
        for _ in range(most):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {selector}")

    # --- looking -------------------------------------------------------------------------------------------------

    def look(self, name: str) -> None:
        """Let axe look at the page, take its picture, and see that it is not wider than the screen."""
        self.looked_at += 1
        folder = PICTURES / f"{self.language}-{self.width}{'' if self.script else '-no-script'}"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{re.sub('^test_', '', self.name)[:40]}-{name}.png", full_page=True, caret="initial")
        if not self.script:
            return
        where = f"{self.language} {self.width} {name}"
        beyond = self.page.evaluate(_BEYOND)
        if beyond > 0:
            self.wrong.append(f"{where}: {beyond} px wider than the screen")
        self.page.evaluate(_axe())
        self.wrong += [f"{where}: axe {found}" for found in self.page.evaluate(_LOOK)]


def quick_or_all(*walks: tuple[str, int]) -> list[tuple[str, int]]:
    """Return the language and width of the quick run; the campaign walks all of them."""
    return list(walks) if os.environ.get("WAYHOME_CAMPAIGN") else list(walks[:1])
