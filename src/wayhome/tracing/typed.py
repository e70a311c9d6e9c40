"""What was typed in an interview, and what it amounts to. Pure.

Every step is a flat mapping of field names to what was typed, kept as it stands. `to_request` reads the steps into
the values that are checked and registered; it corrects nothing but the white space around a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wayhome.people.identity import NAME_KINDS, Identifier, NameForm
from wayhome.tracing.inputs import EnquirerInput, LastNewsInput, RequestInput, SoughtInput
from wayhome.tracing.policies import PURPOSES, WARNINGS

Typed = dict[str, Any]
"""One step: a field name to a text, or to a list of texts where several may be chosen."""

MOST_PERSONS = 40
MOST_NAMES = 12
# Nobody types more than this into one field; what is longer is cut before it fills the disk.
LONGEST_VALUE = 20_000
MANY_VALUED = frozenset({"about"})
UNKNOWABLE = ("birth", "father", "grandfather", "mother", "husband", "origin")
_OWN = frozenset({"csrfmiddlewaretoken", "do", "tab", "version", "nonce", "code"})


def from_post(pairs: Iterable[tuple[str, list[str]]]) -> Typed:
    """Return the step that a form sent: nothing that is the page's own, nothing empty."""
    typed: Typed = {}
    for name, values in pairs:
        if name in _OWN or len(name) > 60:
            continue
        if name in MANY_VALUED:
            chosen = [value[:LONGEST_VALUE] for value in values if value]
            if chosen:
                typed[name] = chosen
        elif values and values[-1]:
            typed[name] = values[-1][:LONGEST_VALUE].replace("\r\n", "\n")
    return typed


# --- sought persons ---------------------------------------------------------------------------------------------


def keys_of(sought: Typed) -> list[str]:
    """Return the keys of the sought persons in the order of the page; a new page has one empty person."""
    return _keys(sought.get("people", "")) or ["1"]


def removed_keys(sought: Typed) -> list[str]:
    """Return the keys of persons that were taken off the page and can be put back."""
    return [key for key in _keys(sought.get("removed", "")) if key not in keys_of(sought)]


def add_person(sought: Typed) -> tuple[Typed, str]:
    """Return the step with one more empty person, and her key."""
    keys = keys_of(sought)
    if len(keys) >= MOST_PERSONS:
        return sought, keys[-1]
    key = str(max(int(key) for key in [*keys, *removed_keys(sought)]) + 1)
    return {**sought, "people": ",".join([*keys, key])}, key


def remove_person(sought: Typed, key: str) -> Typed:
    """Return the step without a person. What was typed of her is kept, so that she can be put back."""
    keys = [one for one in keys_of(sought) if one != key]
    removed = [*removed_keys(sought), key] if key in keys_of(sought) else removed_keys(sought)
    if not keys:
        keys = [str(int(key) + 1)]
    return {**sought, "people": ",".join(keys), "removed": ",".join(removed)}


def restore_person(sought: Typed, key: str) -> Typed:
    """Return the step with a person put back at the end."""
    if key not in removed_keys(sought):
        return sought
    keys = [*(one for one in keys_of(sought) if _is_filled(sought, one)), key]
    removed = [one for one in removed_keys(sought) if one != key]
    return {**sought, "people": ",".join(keys), "removed": ",".join(removed)}


def name_rows(sought: Typed, key: str) -> int:
    """Return how many lines for names the page has for a person: at least one."""
    asked = sought.get(f"p{key}-names", "1")
    count = int(asked) if asked.isdecimal() else 1
    return max(1, min(MOST_NAMES, count))


def add_name(sought: Typed, key: str) -> Typed:
    """Return the step with one more line for a name."""
    return {**sought, f"p{key}-names": str(min(MOST_NAMES, name_rows(sought, key) + 1))}


def called(sought: Typed, key: str) -> str:
    """Return the name by which the page calls a person, or an empty text."""
    return next((name.text for name in _names(sought, key)), "")


# --- the whole interview ----------------------------------------------------------------------------------------


def to_request(steps: Mapping[str, Typed]) -> RequestInput:
    """Return what an interview amounts to so far. A person of whom nothing was typed does not count."""
    sought = steps.get("sought", {})
    closing = steps.get("check", {})
    consents = steps.get("consents", {})
    warnings = steps.get("warnings", {})
    return RequestInput(
        enquirer=_enquirer(steps.get("enquirer", {})),
        sought=tuple(_sought(sought, key) for key in keys_of(sought) if _is_filled(sought, key)),
        last_news=(_news(steps.get("news", {})),),
        consents={
            p.value: consents[p.value] == "yes" for p in PURPOSES if consents.get(p.value) in ("yes", "no")
        },
        warnings_read=tuple(code for code in WARNINGS if warnings.get(code)),
        urgency=closing.get("urgency", ""),
        urgency_note=_text(closing, "urgency_note"),
        call_back_word=_text(closing, "call_back_word"),
    )


def _enquirer(typed: Typed) -> EnquirerInput:
    names = [NameForm(_text(typed, "name"), "full"), NameForm(_text(typed, "other_name"), "alias")]
    return EnquirerInput(
        names=tuple(name for name in names if name.text),
        sex=typed.get("sex", "u") or "u",
        birth=_text(typed, "birth"),
        language=typed.get("language", ""),
        interpreter_present=bool(typed.get("interpreter")),
        phones=tuple(phone for phone in (_text(typed, "phone1"), _text(typed, "phone2")) if phone),
        safe_to_call=_text(typed, "safe_to_call"),
        who_may_answer=_text(typed, "who_may_answer"),
        region=_text(typed, "region"),
        identity_checked=typed.get("identity_seen") == "yes",
        verbatim=typed,
    )


def _sought(typed: Typed, key: str) -> SoughtInput:
    prefix = f"p{key}-"
    own = {name[len(prefix) :]: value for name, value in typed.items() if name.startswith(prefix)}
    count = _text(own, "children_count")
    paper = _text(own, "paper")
    return SoughtInput(
        key=key,
        names=_names(typed, key),
        sex=own.get("sex", ""),
        birth=_text(own, "birth"),
        father=_text(own, "father"),
        grandfather=_text(own, "grandfather"),
        mother=_text(own, "mother"),
        husband=_text(own, "husband"),
        relation=own.get("relation", ""),
        origin=_text(own, "origin"),
        marks=_text(own, "marks"),
        identifiers=(Identifier("paper", paper),) if paper else (),
        children_count=int(count) if count.isdecimal() and len(count) < 3 else None,
        unknown=tuple(name for name in UNKNOWABLE if own.get(f"{name}_unknown") and not _text(own, name)),
        mother_key=own.get("mother_key", ""),
        father_key=own.get("father_key", ""),
        spouse_key=own.get("spouse_key", ""),
        born_in=own.get("born_in", ""),
        with_whom=own.get("with_whom", ""),
        verbatim=own,
    )


def _news(typed: Typed) -> LastNewsInput:
    return LastNewsInput(
        on=_text(typed, "on"),
        means=typed.get("means", ""),
        words=_text(typed, "words"),
        place=_text(typed, "place"),
        country=typed.get("country", ""),
        departed_on=_text(typed, "departed_on"),
        travelled_with=_text(typed, "travelled_with"),
        believes=_text(typed, "believes"),
        about=tuple(typed.get("about", ())),
        unknown=tuple(
            name for name in ("on", "place") if typed.get(f"{name}_unknown") and not _text(typed, name)
        ),
    )


def _names(sought: Typed, key: str) -> tuple[NameForm, ...]:
    found = []
    for row in range(1, name_rows(sought, key) + 1):
        text = _text(sought, f"p{key}-name-{row}")
        kind = sought.get(f"p{key}-kind-{row}", "full")
        if text:
            found.append(NameForm(text, kind if kind in NAME_KINDS else "alias"))
    return tuple(found)


def _is_filled(sought: Typed, key: str) -> bool:
    ignored = (f"p{key}-names", f"p{key}-kind-")
    return any(
        name.startswith(f"p{key}-") and not name.startswith(ignored) and value
        for name, value in sought.items()
    )


def _keys(text: str) -> list[str]:
    found = dict.fromkeys(
        key for key in text.split(",") if key.isascii() and key.isdecimal() and len(key) < 5
    )
    return list(found)[:MOST_PERSONS]


def _text(typed: Typed, name: str) -> str:
    value = typed.get(name, "")
    return value.strip() if isinstance(value, str) else ""
