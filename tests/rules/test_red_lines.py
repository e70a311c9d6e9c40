"""The red lines that can be seen in the code: what may not exist does not exist.

docs/explanation/what-we-refuse.md says why.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.forms import BaseForm

import wayhome
from tests.rules.repository import DISTRIBUTIONS, ROOT, project, short, sources, tracked

# R5: nobody of these receives anything.
SECURITY_BODIES = {
    "police", "security", "prosecutor", "prosecution", "investigator", "military", "army", "intelligence", "fsb",
    "interior", "migration", "interpol", "enforcement", "counterterrorism",
}  # fmt: skip
# R6: nothing of the body.
OF_THE_BODY = {
    "fingerprint", "fingerprints", "iris", "retina", "biometric", "biometrics", "faceprint", "embedding", "voiceprint",
    "genotype", "genome", "allele", "alleles", "dna",
}  # fmt: skip
ANOTHER_MEANING = {"ListDocument.fingerprint": "a keyed digest of the file"}
BODY_LIBRARIES = {
    "face-recognition", "deepface", "insightface", "dlib", "mediapipe", "retina-face", "facenet-pytorch",
    "speechbrain", "resemblyzer", "fingerprint-feature-extractor",
}  # fmt: skip
# R8: no money, channels, ideology, religious practice, acts of a husband; no routes.
NOT_ASKED = {
    "money", "amount", "price", "payment", "payments", "paid", "currency", "bank", "card", "iban", "sum", "debt",
    "ransom", "broker", "hawala", "wallet", "channel", "telegram", "whatsapp", "skype", "handle", "ideology",
    "radical", "radicalisation", "extremism", "loyalty", "oath", "allegiance", "belief", "beliefs", "religion",
    "religious", "sect", "prayer", "mosque", "hijab", "niqab", "fighter", "combatant", "rank", "crime", "crimes",
    "route", "smuggler",
}  # fmt: skip
# R25: the service is free.
PAYMENT_LIBRARIES = {
    "stripe",
    "paypalrestsdk",
    "yookassa",
    "braintree",
    "dj-stripe",
    "django-payments",
    "web3",
}


def our_models() -> list[type[models.Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("wayhome.")
        for model in config.get_models(include_auto_created=True)
    ]


def words(name: str) -> set[str]:
    return set(re.split(r"[^a-z]+", re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()))


def fields() -> Iterator[tuple[str, str]]:
    """Yield each column of each model and each field of each form, with where it is."""
    for model in our_models():
        yield from ((f"{model.__name__}.{field.name}", field.name) for field in model._meta.get_fields())
    for kind in classes(BaseForm):
        yield from ((f"{kind.__name__}.{name}", name) for name in getattr(kind, "base_fields", {}))


def classes(base: type) -> list[type]:
    """Return every class of ours that is a kind of `base`."""
    found = set()
    for module in pkgutil.walk_packages(wayhome.__path__, "wayhome."):
        if any(part in module.name for part in (".settings", ".migrations", ".wsgi", ".__main__")):
            continue
        loaded = importlib.import_module(module.name)
        found |= {one for _, one in inspect.getmembers(loaded, inspect.isclass) if issubclass(one, base)}
    return sorted(
        (one for one in found if one.__module__.startswith("wayhome.")), key=lambda one: one.__qualname__
    )


def test_no_security_body_can_be_a_recipient():
    recipients = [
        kind
        for kind in classes(enum.Enum)
        if words(kind.__name__) & {"recipient", "recipients", "purpose", "share", "disclosure"}
    ]
    found = {
        f"{kind.__qualname__}.{one.name}"
        for kind in recipients
        for one in kind
        if (words(one.name) | words(str(one.value))) & SECURITY_BODIES
    }

    assert recipients
    assert found == set()


def test_no_column_is_named_after_a_security_body():
    assert [place for place, name in fields() if words(name) & SECURITY_BODIES] == []


def test_nothing_of_the_body_is_stored():
    assert [
        place for place, name in fields() if words(name) & OF_THE_BODY and place not in ANOTHER_MEANING
    ] == []


def test_no_library_measures_bodies_or_takes_money():
    wanted = {
        re.split(r"[\[<>=~; ]", line)[0]
        for name in DISTRIBUTIONS
        for line in project(name)["project"].get("dependencies", [])
    }

    assert wanted & (BODY_LIBRARIES | PAYMENT_LIBRARIES) == set()


def test_nothing_is_asked_that_could_incriminate():
    assert [place for place, name in fields() if words(name) & NOT_ASKED] == []


def test_the_warning_against_brokers_is_said_in_every_language():
    for language in ("ru", "ar"):
        said = [
            entry
            for path in tracked(".po")
            if f"/{language}/" in str(path)
            for entry in re.findall(r'msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', path.read_text("utf-8"))
        ]
        warnings = [text for source, text in said if re.search(r"\b(money|pay)\b", source)]

        assert warnings, language
        assert all(re.sub(r'["\s]', "", text) for text in warnings), language


def test_no_page_shows_a_score():
    # `strength`, `segments` and `side_of` turn bits into words and into the marks beside them.
    number = r"(?:weight|score|probability|percent|millibits|bits)\b(?!\|(?:strength|segments|side_of)\b)"
    shown = re.compile(rf"\{{\{{[^}}]*\b{number}[^}}]*\}}\}}|\}}\}}\s*%")
    found = [
        f"{short(path)}: {hit[0]}"
        for path in sources(".html")
        for hit in shown.finditer(path.read_text("utf-8"))
    ]

    assert found == []


def test_no_page_loads_anything_from_elsewhere():
    outside = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["'(]?(?:https?:)?//(?!www\.w3\.org)""")

    assert [short(path) for path in sources(".html", ".css") if outside.search(path.read_text("utf-8"))] == []


def test_no_page_has_style_or_script_inside():
    inside = re.compile(
        r"""<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=["']|\son[a-z]+=["']""", re.IGNORECASE
    )
    found = [
        f"{short(path)}: {hit[0]}"
        for path in sources(".html")
        if "/print" not in str(path) and "/pdf/" not in str(path)
        for hit in inside.finditer(path.read_text("utf-8"))
        if 'type="application/json"' not in hit[0]
    ]

    assert found == []


def test_nobody_is_labelled():
    labels = re.compile(
        "|".join(
            [
                "terror" + "ist",
                "jiha" + "di",
                "isis " + "bride",
                "isis " + "child",
                "террорист",
                "джихад",
                "إرهاب",
            ]
        ),
        re.IGNORECASE,
    )
    found = [
        f"{short(path)}: {hit[0]}"
        for path in sources(".py", ".html", ".po", ".js", ".json")
        if "/data/" not in str(path)
        for hit in labels.finditer(path.read_text("utf-8"))
    ]

    assert found == []


def test_refusals_are_explained():
    assert "police" in (ROOT / "docs" / "explanation" / "what-we-refuse.md").read_text("utf-8")
