"""What a registered request consists of, as plain values: for the guided intake and for whoever registers by program.

Nothing here is checked or understood; `checks` says what is wrong, `actions.register_request` writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wayhome.people.identity import Identifier, NameForm, chief_name


@dataclass(frozen=True, slots=True)
class EnquirerInput:
    """The relative who asks. `language` is that of the papers and of the talk (BCP 47: ru, ce, ar …)."""

    names: tuple[NameForm, ...]
    sex: str = "u"
    birth: str = ""
    language: str = "ru"
    interpreter_present: bool = False
    phones: tuple[str, ...] = ()
    safe_to_call: str = ""
    who_may_answer: str = ""
    region: str = ""
    address: str = ""
    identity_checked: bool = False
    verbatim: Mapping[str, Any] | None = None

    @property
    def chief_name(self) -> str:
        """The name by which the interview calls this person."""
        return chief_name(self.names)


@dataclass(frozen=True, slots=True)
class SoughtInput:
    """One sought person.

    Attributes:
        key: unique within the request; the kin fields name others by it.
        relation: what she is to the enquirer, a code of `texts.RELATIONS`.
        unknown: fields about which the enquirer was asked and does not know.
        mother_key, father_key, spouse_key: who of the same request is her mother, her father, whom she is married to.
        co_wife_keys: other wives of the same husband, sought together.
        born_in: ISO country code where she was born, if abroad.
        with_whom: for a child, who is with it now as far as the family knows: a code of `texts.WITH_WHOM`.
    """

    key: str
    names: tuple[NameForm, ...]
    sex: str = "u"
    birth: str = ""
    father: str = ""
    grandfather: str = ""
    mother: str = ""
    husband: str = ""
    relation: str = ""
    origin: str = ""
    nationality: str = ""
    marks: str = ""
    identifiers: tuple[Identifier, ...] = ()
    children_count: int | None = None
    children: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    mother_key: str = ""
    father_key: str = ""
    spouse_key: str = ""
    co_wife_keys: tuple[str, ...] = ()
    born_in: str = ""
    with_whom: str = ""
    verbatim: Mapping[str, Any] | None = None

    @property
    def chief_name(self) -> str:
        """The name by which the interview calls this person."""
        return chief_name(self.names)


@dataclass(frozen=True, slots=True)
class LastNewsInput:
    """The last news, said once for all or for those whose keys are in `about`."""

    on: str = ""
    means: str = ""
    words: str = ""
    place: str = ""
    country: str = ""
    governorate: str = ""
    departed_on: str = ""
    travelled_with: str = ""
    believes: str = ""
    about: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestInput:
    """Everything that is registered of one interview. `consents` maps each purpose that was answered to yes or no.

    Attributes:
        last_news: one or several; each says whom it is about.
        urgency: "" lets the rules decide.
    """

    enquirer: EnquirerInput
    sought: tuple[SoughtInput, ...]
    last_news: tuple[LastNewsInput, ...] = ()
    consents: Mapping[str, bool] = field(default_factory=dict)
    warnings_read: tuple[str, ...] = ()
    urgency: str = ""
    urgency_note: str = ""
    call_back_word: str = ""
