"""Settings of the test run: a fresh key and encrypted database in a temporary folder, fast hashing."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from wayhome.settings import env, keys

if "WAYHOME_TEST_FOLDER" not in os.environ:
    # Child processes (pytest-xdist, killed workers) inherit the folder through the environment.
    os.environ["WAYHOME_TEST_FOLDER"] = tempfile.mkdtemp(prefix="wayhome-test-")
    atexit.register(shutil.rmtree, os.environ["WAYHOME_TEST_FOLDER"], ignore_errors=True)
FOLDER = Path(os.environ["WAYHOME_TEST_FOLDER"])
if not (FOLDER / "test.key").exists():
    keys.create_key_file(FOLDER / "test.key")
os.environ["WAYHOME_KEY_FILE"] = str(FOLDER / "test.key")
os.environ["WAYHOME_HOME"] = str(FOLDER)

from wayhome.settings.base import *  # noqa: E402, F403  the key must be there first
from wayhome.settings.base import DATABASES, INSTALLED_APPS  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if not env.database("DATABASE_URL"):
    DATABASES["default"]["NAME"] = FOLDER / os.environ.get("WAYHOME_TEST_DATABASE", "unused.db")
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.db")}
    DATABASES["default"]["OPTIONS"] = {
        # Nothing in a test outlives a power cut; the tests of durability set FULL themselves.
        **DATABASES["default"]["OPTIONS"],
        "synchronous": os.environ.get("WAYHOME_TEST_SYNCHRONOUS", "OFF"),
    }
MEDIA_ROOT = FOLDER / "files"
(FOLDER / "static").mkdir(exist_ok=True)  # WhiteNoise warns without it, and warnings are errors
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = ["wayhome.demo", *INSTALLED_APPS]
WAYHOME_LEDGER_MAY_BE_RECREATED = True
WAYHOME_SECOND_FACTOR_REQUIRED = False
ACCOUNT_RATE_LIMITS = False
