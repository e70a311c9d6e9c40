"""Tell the stories that the project starts from, with invented people under other names and in other towns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import names
from .asking import Asking, make_enquirer, make_request
from .dates import typed_age
from .happenings import BAGHDAD, BY_CONSULATE, BY_FAMILY
from .homecomings import bring_home
from .making import Household, Maker, births, keep_family, make_child, make_man, make_woman
from .model import Clue, LastNews, Person, Request, Said, Stay, TypedDate
from .names import Place

RAQQA = names.zone_place("Ракка")
TAL_AFAR = names.zone_place("Тель-Афар")
MOSCOW = Place("Москва", "موسكو", "Moscow", "RU", "RU-MOW")
AIN_ISSA = Place("Айн-Исса", "عين عيسى", "Ain Issa", "SY", "SY-RA")


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what later steps need of the stories: the women known to await a sentence in Baghdad."""

    awaiting: tuple[str, ...]


def tell_stories(mk: Maker) -> Told:
    """Tell all stories; the journeys that bring some of them home must have been kept before or after."""
    wife = _last_face(mk)
    _holiday(mk)
    _deferred(mk)
    _fourth_wife(mk)
    _taken_by_father(mk)
    _five_siblings(mk)
    _two_grandmothers(mk)
    _voice_stopped(mk)
    return Told((wife.ref,))


def clue(mk: Maker, received: date, seen: TypedDate, people: tuple[Person, ...], place: Place | None, said: Said,
         how: str, words: str, english: str, *, media: str = "", quiet: bool = False, paid: bool = False,
         language: str = "ru") -> None:  # fmt: skip
    """Keep one clue under the next reference."""
    mk.clues.append(Clue(f"c{len(mk.clues) + 1:02d}", received, seen, tuple(p.ref for p in people), place, said,
                         how, words, language, english, media, quiet, paid))  # fmt: skip


def ask(mk: Maker, house: Household, kind: str, on: date, people: tuple[Person, ...], news: LastNews | None,
        given: str = "") -> Request:  # fmt: skip
    """Let a relative of the story ask; `given` fixes the key of her own given name."""
    asking = Asking(kind, on, people)
    about = house.women[0] if house.women else None
    enquirer = make_enquirer(mk, kind, house, about)
    if given:
        parts = enquirer.name.split()
        parts[1] = names.given(given).ru[0]
        enquirer = type(enquirer)(enquirer.ref, enquirer.sex, " ".join(parts), enquirer.language,
                                  enquirer.interpreter, enquirer.phone, enquirer.region,
                                  enquirer.safe_to_call)  # fmt: skip
    return make_request(mk, house, asking, enquirer, news)


def _last_face(mk: Maker) -> Person:
    """A mother asks for her only son, his wife, a girl of two and a boy born on the way; then an SMS comes."""
    home = names.home("Баксан")
    family = mk.next_family()
    man = make_man(mk, "kbr", home, names.given("astemir"), names.surname("Бжаников"))
    wife = make_woman(mk, "kbr", home, man, given=names.given("liana"), born=date(1991, 6, 12))
    girl = make_child(mk, man, wife, date(2013, 2, 9), sex="f", given=names.given("salma"))
    boy = make_child(mk, man, wife, date(2015, 4, 19), sex="m", given=names.given("yakub"))
    house = Household(family, "kbr", home, date(2015, 3, 22), man, (wife,), (girl, boy), False)
    keep_family(mk, house, "last_face")
    news = LastNews(TypedDate("28 августа 2017", "2017-08-28"), TAL_AFAR, "под Тель-Афаром",
                    "сообщение от сына", "Мы выходим, сдаёмся пешмерга.")  # fmt: skip
    people = (man, wife, girl, boy)
    request = ask(mk, house, "his_mother", date(2017, 10, 3), people, news, "tamara")
    _retype_birth(mk, request, girl, typed_age(2, date(2015, 3, 22), "весна 2015"))
    told, learnt = {"request": request.ref}, request.opened_on
    mk.event("departed", "2015-21", (man.ref, wife.ref, girl.ref), home, BY_FAMILY, learnt, **told)
    mk.event("born", "2015-04", (boy.ref,), RAQQA, BY_FAMILY, learnt, **told,
             words="Из роддома отправили на другой день: бомбили рядом.")  # fmt: skip
    mk.event("last_news", "2017-08-28", tuple(p.ref for p in people), TAL_AFAR, BY_FAMILY, learnt, **told)
    mk.event("surrendered", "2017-08-28", tuple(p.ref for p in people), TAL_AFAR, BY_FAMILY, learnt, **told,
             words="Вся семья вышла к пешмерга.")  # fmt: skip
    mk.event("separated", "2017-08-28/2017-09", tuple(p.ref for p in people), TAL_AFAR,
             Said("fellow_detainee", "C", "3"), date(2018, 1, 17), detail="arrest_detention")  # fmt: skip
    mk.event("moved", "2017-09", (wife.ref, girl.ref, boy.ref), BAGHDAD, BY_CONSULATE, date(2018, 2, 26))
    for person in (wife, girl, boy):
        mk.stays.append(Stay(person.ref, "baghdad_women_prison", date(2017, 9, 20)))
    clue(mk, date(2016, 11, 20), TypedDate("ноябрь 2016", "2016-11"), (wife,), None, Said("family_call", "B", "3"),
         "heard", "(шёпотом) Ищу, как уйти. Документы у нас забрали.",
         "(whispering) I am looking for a way out. They took our papers.", media="звонок по Skype, без записи")  # fmt: skip
    clue(mk, date(2017, 9, 14), TypedDate("конец августа 2017", "2017-08~"), (man,), TAL_AFAR,
         Said("video_photo", "D", "3"), "saw", "На видео длинная очередь пленных. Последнее лицо — он.",
         "A video of a long line of captives. The last face is his.", media="видео, 48 секунд")  # fmt: skip
    clue(mk, date(2017, 12, 29), TypedDate("конец декабря 2017", "2017-12~"), (man,), None,
         Said("anonymous_sms", "F", "6"), "unknown", "Он в Ираке.", "He is in Iraq.", quiet=True)  # fmt: skip
    return wife


def _retype_birth(mk: Maker, request: Request, person: Person, birth: TypedDate) -> None:
    """Set how the birth of one sought person was typed in an already kept request."""
    lines = []
    for line in request.sought:
        if line.person == person.ref:
            values = {f: getattr(line, f) for f in line.__slots__}
            line = type(line)(**{**values, "birth": birth})
        lines.append(line)
    values = {f: getattr(request, f) for f in request.__slots__}
    mk.requests[mk.requests.index(request)] = type(request)(**{**values, "sought": tuple(lines)})


def _holiday(mk: Maker) -> None:
    """A mother has not heard from her daughter since July 2017; it had been called a holiday in Turkey."""
    home = names.home("Курчалой")
    family = mk.next_family()
    man = make_man(mk, "ce", home, names.given("bislan"), names.surname("Сатуев"))
    woman = make_woman(mk, "ce", home, man, given=names.given("maret"), born=date(1992, 10, 3))
    girl = make_child(mk, man, woman, date(2012, 5, 27), sex="f", given=names.given("rayana"))
    house = Household(family, "ce", home, date(2014, 8, 11), man, (woman,), (girl,), False)
    keep_family(mk, house, "holiday")
    news = LastNews(TypedDate("июль 2017", "2017-07"), RAQQA, "Ракка", "голосовое сообщение",
                    "Хотела уйти. Он сказал: иди, но девочка останется. Я не ушла.")  # fmt: skip
    request = ask(mk, house, "her_mother", date(2017, 11, 15), (woman, girl), news, "yakha")
    told, learnt = {"request": request.ref}, request.opened_on
    mk.event("departed", "2014-08", (woman.ref, girl.ref), home, BY_FAMILY, learnt, **told,
             words="Сказал, что едут отдыхать в Турцию.")  # fmt: skip
    mk.event(
        "last_news", "2017-07", (woman.ref, girl.ref), RAQQA, BY_FAMILY, learnt, words=news.words, **told
    )


def _deferred(mk: Maker) -> None:
    """A mother of four came home, was convicted with the sentence put off, and appeals."""
    home = names.home("Буйнакск")
    family = mk.next_family()
    man = make_man(mk, "dag", home, names.given("dzhabir"), names.surname("Муталимов"))
    woman = make_woman(mk, "dag", home, man, given=names.given("sakinat"), born=date(1987, 3, 30))
    kids: list[Person] = []
    for day in births(mk.rng, 4, woman.born, date(2015, 11, 1)):
        kids.append(make_child(mk, man, woman, day, taken={k.given.key for k in kids}))
    house = Household(family, "dag", home, date(2014, 6, 2), man, (woman,), tuple(kids), False)
    keep_family(mk, house, "deferred")
    news = LastNews(TypedDate("март 2017", "2017-03"), names.zone_place("Маядин"), "Маядин", "СМС", "")
    people = (woman, *kids)
    request = ask(mk, house, "her_brother", date(2017, 4, 20), people, news)
    refs = tuple(p.ref for p in people)
    mk.event("departed", "2014-06", refs[:3], home, BY_FAMILY, request.opened_on, request=request.ref)
    mk.event("last_news", "2017-03", refs, news.place, BY_FAMILY, request.opened_on, request=request.ref)
    bring_home(mk, "m06", people)
    for on, stage in (("2017-10-21", "surrender_statement_filed"), ("2017-10-23", "detained_48h"),
                      ("2017-10-25", "case_opened"), ("2018-03-14", "deferred_art82"),
                      ("2018-03-26", "appeal")):  # fmt: skip
        mk.event("proceeding_home", on, (woman.ref,), home, Said("court", "B", "2"), date.fromisoformat(on),
                 detail=stage)  # fmt: skip


def _fourth_wife(mk: Maker) -> None:
    """A woman who left from Moscow is home and awaits trial; her son of one was left with the fourth wife."""
    home = names.home("Дербент")
    family = mk.next_family()
    man = make_man(mk, "dag", home, names.given("naib"), names.surname("Исалабданов"))
    woman = make_woman(mk, "ru", home, man, given=names.given("kristina"), born=date(1990, 1, 18))
    girl = make_child(mk, man, woman, date(2015, 7, 8), sex="f", given=names.given("sumaya"))
    boy = make_child(mk, man, woman, date(2017, 3, 2), sex="m", given=names.given("harun"))
    fourth = make_woman(mk, "ce", home, man, given=names.given("zargan"), born=date(1995, 9, 1))
    house = Household(family, "dag", home, date(2014, 10, 9), man, (woman,), (girl, boy), False)
    keep_family(mk, house, "fourth_wife")
    news = LastNews(TypedDate("апрель 2017", "2017-04"), RAQQA, "Ракка", "сообщение в WhatsApp",
                    "Мальчика он отдал четвёртой жене. Если погибнет, она пришлёт его мне.")  # fmt: skip
    people = (woman, girl, boy)
    request = ask(mk, house, "her_mother", date(2017, 6, 6), people, news, "natalya")
    told, learnt = {"request": request.ref}, request.opened_on
    mk.event("departed", "2014-10", (woman.ref,), MOSCOW, BY_FAMILY, learnt, **told)
    mk.event("born", "2015", (girl.ref,), RAQQA, BY_FAMILY, learnt, **told)
    mk.event("born", "2017-03", (boy.ref,), RAQQA, BY_FAMILY, learnt, **told)
    mk.event("last_news", "2017-04", tuple(p.ref for p in people), RAQQA, BY_FAMILY, learnt, **told,
             words=news.words)  # fmt: skip
    mk.event("left_behind", "2017-11", (boy.ref,), RAQQA, BY_FAMILY, date(2017, 11, 20), **told, detail="entrusted",
             words="Отец отдал его четвёртой жене.")  # fmt: skip
    bring_home(mk, "m07", (woman, girl))
    for on, stage in (("2017-11-15", "detained_48h"), ("2017-11-17", "case_opened"),
                      ("2017-11-17", "restraint_custody")):  # fmt: skip
        mk.event("proceeding_home", on, (woman.ref,), MOSCOW, Said("family_call", "B", "3"), date(2017, 12, 4),
                 detail=stage)  # fmt: skip
    mk.stays.append(Stay(boy.ref, "hasaka_camp_annex", date(2017, 12, 10)))
    mk.stays.append(Stay(fourth.ref, "hasaka_camp_annex", date(2017, 12, 10)))


def _taken_by_father(mk: Maker) -> None:
    """A mother at home searched for the boy whom his father had taken; he was the first to come back."""
    home = names.home("Гудермес")
    family = mk.next_family()
    man = make_man(mk, "ce", home, names.given("mavladi"), names.surname("Натаев"))
    mother = make_woman(mk, "ce", home, man, given=names.given("taisa"), born=date(1990, 4, 4))
    boy = make_child(mk, man, mother, date(2012, 9, 21), sex="m", given=names.given("bilal"))
    house = Household(family, "ce", home, date(2015, 5, 30), man, (), (boy,), False)
    keep_family(mk, house, "taken_by_father")
    news = LastNews(TypedDate("осень 2016", "2016-23"), names.zone_place("Мосул"), "Мосул", "", "")
    asking = Asking("the_mother", date(2016, 12, 1), (boy, man))
    request = make_request(mk, house, asking, make_enquirer(mk, "the_mother", house, mother), news)
    told, learnt = {"request": request.ref}, request.opened_on
    mk.event(
        "separated", "2015-05", (boy.ref, man.ref), home, BY_FAMILY, learnt, **told, detail="taken_by_parent"
    )
    mk.event("departed", "2015-05", (boy.ref, man.ref), home, BY_FAMILY, learnt, **told)
    mk.event("last_news", "2016-23", (boy.ref, man.ref), news.place, BY_FAMILY, learnt, **told)
    mk.event("death_reported", "2017-07", (man.ref,), news.place, BY_CONSULATE, date(2017, 8, 1))
    bring_home(mk, "m01", (boy,))


def _five_siblings(mk: Maker) -> None:
    """Three brothers and two sisters, whose parents are reported dead, come home together."""
    home = names.home("Малгобек")
    family = mk.next_family()
    man = make_man(mk, "inh", home, names.given("sulumbek"), names.surname("Евлоев"))
    mother = make_woman(mk, "inh", home, man, given=names.given("luiza"), born=date(1984, 2, 2))
    kids: list[Person] = []
    for day, sex in zip(births(mk.rng, 5, mother.born, date(2014, 12, 1)), "mfmmf", strict=True):
        kids.append(make_child(mk, man, mother, day, sex=sex, taken={k.given.key for k in kids}))
    house = Household(family, "inh", home, date(2015, 2, 14), man, (), tuple(kids), False)
    keep_family(mk, house, "five_siblings")
    news = LastNews(
        TypedDate("2016", "2016"), names.zone_place("Мосул"), "Мосул", "звонок с чужого телефона", ""
    )
    request = ask(mk, house, "his_sister", date(2017, 2, 8), tuple(kids), news)
    refs = tuple(k.ref for k in kids)
    mk.event("departed", "2015-02", refs, home, BY_FAMILY, request.opened_on, request=request.ref)
    mk.event("last_news", "2016", refs, news.place, BY_FAMILY, request.opened_on, request=request.ref)
    bring_home(mk, "m05", tuple(kids))


def _two_grandmothers(mk: Maker) -> None:
    """Two grandmothers recognise the same boy in a film from a children's home; he can be only one of them."""
    boys: list[Person] = []
    for town, origin, father, surname, born in (
        ("Избербаш", "dag", "nurmagomed", "Лабазанов", date(2013, 8, 14)),
        ("Шали", "ce", "lechi", "Дедиев", date(2013, 11, 2)),
    ):
        home, family = names.home(town), mk.next_family()
        man = make_man(mk, origin, home, names.given(father), names.surname(surname))
        woman = make_woman(mk, origin, home, man, youngest=1990)
        boy = make_child(mk, man, woman, born, sex="m", given=names.given("ubaid"))
        house = Household(family, origin, home, date(2014, 9, 5), man, (woman,), (boy,), False)
        keep_family(mk, house, "two_grandmothers" if not boys else "two_grandmothers_other")
        news = LastNews(TypedDate("июнь 2017", "2017-06"), names.zone_place("Мосул"), "Мосул", "", "")
        request = ask(mk, house, "his_mother", date(2017, 8, 9 + len(boys)), (woman, boy), news)
        for person in (woman, boy):
            mk.event("last_news", "2017-06", (person.ref,), news.place, BY_FAMILY, request.opened_on,
                     request=request.ref)  # fmt: skip
        clue(mk, date(2017, 9, 2 + len(boys)), TypedDate("август 2017", "2017-08"), (boy,), BAGHDAD,
             Said("video_photo", "C", "3"), "saw", "Это он, я узнала по глазам.",
             "It is him, I knew him by his eyes.", media="съёмка детского дома, 3 минуты")  # fmt: skip
        boys.append(boy)
    mk.stays.append(Stay(boys[0].ref, "baghdad_children_home", date(2017, 8, 10)))


def _voice_stopped(mk: Maker) -> None:
    """Voice messages come from a camp and one day stop; then somebody asks for money for news."""
    home = names.home("Хасавюрт")
    family = mk.next_family()
    man = make_man(mk, "ce", home, names.given("rizvan"), names.surname("Элимханов"))
    woman = make_woman(mk, "ce", home, man, given=names.given("zulihan"), born=date(1989, 12, 6))
    kids: list[Person] = []
    for day in births(mk.rng, 2, woman.born, date(2016, 2, 1)):
        kids.append(make_child(mk, man, woman, day, taken={k.given.key for k in kids}))
    house = Household(family, "ce", home, date(2014, 3, 18), man, (woman,), tuple(kids), False)
    keep_family(mk, house, "voice_stopped")
    news = LastNews(TypedDate("09.10.2017", "2017-10-09"), AIN_ISSA, "лагерь Айн-Исса", "голосовое сообщение",
                    "Мы в лагере, нас кормят. Завтра запишу ещё.")  # fmt: skip
    people = (woman, *kids)
    request = ask(mk, house, "her_sister", date(2017, 12, 18), people, news)
    mk.event("last_news", "2017-10-09", tuple(p.ref for p in people), AIN_ISSA, BY_FAMILY, request.opened_on,
             words=news.words, request=request.ref)  # fmt: skip
    clue(mk, date(2018, 1, 22), TypedDate("январь 2018", "2018-01"), (woman,), None, Said("paid_broker", "E", "5"),
         "unknown", "Знаю, где она. Скажу за деньги.", "I know where she is. I will tell for money.", paid=True)  # fmt: skip
    clue(mk, date(2018, 3, 11), TypedDate("конец 2017", "2017~"), (woman, *kids), AIN_ISSA,
         Said("fellow_detainee", "C", "3"), "saw", "Их увезли на автобусе после пожара, куда — не сказали.",
         "They were taken away by bus after the fire; nobody said where.")  # fmt: skip
