"""What is typed in the interviews of the journeys, in three scripts. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.tracing.policies import PURPOSES, WARNINGS

Typed = dict[str, str]


@dataclass(frozen=True)
class Story:
    """One interview: who asks, the mother and the child who are sought, the last news."""

    enquirer: Typed
    mother: Typed
    child: Typed
    news: Typed
    known_by: str

    @property
    def consents(self) -> Typed:
        return {purpose.value: "no" if purpose == "share_detaining" else "yes" for purpose in PURPOSES}

    @property
    def warnings(self) -> Typed:
        return dict.fromkeys(WARNINGS, "on")


def _story(language: str, **words: str) -> Story:
    return Story(
        enquirer={
            "name": words["asks"], "sex": "f", "birth": "1961", "region": words["region"], "identity_seen": "yes",
            "language": language, "phone1": "+7 000 111 22 33", "safe_to_call": words["safe"],
        },
        mother={
            "p1-name-1": words["mother"], "p1-sex": "f", "p1-relation": "daughter", "p1-birth": "14.03.1991",
            "p1-father": words["father"], "p1-grandfather": words["grandfather"], "p1-mother": words["grandmother"],
            "p1-origin": words["region"],
        },
        child={
            "p2-name-1": words["child"], "p2-sex": "f", "p2-relation": "granddaughter", "p2-birth": "2015",
            "p2-father": words["child_father"], "p2-grandfather_unknown": "on", "p2-mother_key": "1",
            "p2-with_whom": "parent",
        },
        news={
            "on": "28.08.2017", "means": "message", "country": "IQ", "place": words["place"], "words": words["said"],
            "departed_on": "2015",
        },
        known_by=words["mother"],
    )  # fmt: skip


STORIES = {
    "ru": _story(
        "ru", asks="Дадаева Хадижат", region="Нальчик", safe="после шести, про школу", mother="Дадаева Зарема Исаевна",
        father="Иса", grandfather="Сулейман", grandmother="Хадижат", child="Марьям", child_father="Адам",
        place="под Таль-Афаром", said="Мы вышли, нас посадили в автобус",
    ),
    "en": _story(
        "en", asks="Dadaeva Khadizhat", region="Nalchik", safe="after six, about the school", mother="Dadaeva Zarema Isaevna",
        father="Isa", grandfather="Suleiman", grandmother="Khadizhat", child="Maryam", child_father="Adam",
        place="near Tal Afar", said="We are out, they put us on a bus",
    ),
    "ar": _story(
        "ar", asks="خديجة داداييفا", region="نالتشيك", safe="بعد السادسة، عن المدرسة", mother="زاريما عيسى سليمان",
        father="عيسى", grandfather="سليمان", grandmother="خديجة", child="مريم", child_father="آدم",
        place="قرب تلعفر", said="خرجنا ووضعونا في حافلة",
    ),
}  # fmt: skip
