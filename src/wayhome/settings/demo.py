"""Settings of `make demo`: invented people on this machine only, one-click sign-in, no second factor."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from wayhome.settings import env, keys

os.environ.setdefault("WAYHOME_HOME", str(Path("var/demo").absolute()))
if not any(
    os.environ.get(name) for name in ("WAYHOME_KEY_FD", "WAYHOME_KEY_FILE", "WAYHOME_PASSPHRASE_FILE")
):
    _folder = env.path("XDG_DATA_HOME", Path("~/.local/share"))
    os.environ["WAYHOME_KEY_FILE"] = str(_folder / "wayhome" / "demo.key")
if (_file := os.environ.get("WAYHOME_KEY_FILE")) and not Path(_file).exists():
    keys.create_key_file(Path(_file))

from wayhome.settings.base import *  # noqa: F403  the key must be there first
from wayhome.settings.base import INSTALLED_APPS, TEMPLATES

WAYHOME_LEDGER_MAY_BE_RECREATED = True
WAYHOME_SECOND_FACTOR_REQUIRED = False
INSTALLED_APPS = ["wayhome.demo", *INSTALLED_APPS]
WAYHOME_ONE_CLICK_SIGN_IN = True
TEMPLATES[0]["OPTIONS"]["context_processors"].append("wayhome.demo.sign_in.roles")
# The invented world ends on this day, so the desks show what is due on it.
WAYHOME_TODAY = date(2018, 5, 30)
SESSION_COOKIE_AGE = 8 * 3600
SESSION_ABSOLUTE_AGE = 24 * 3600
# Over plain http on this machine the language switch and one-click sign-in must work from any page.
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
