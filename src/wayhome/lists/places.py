"""Countries and governorates in which lists are made, with their ISO 3166-2 codes, in three languages. Pure.

Codes stand in clear in the database, so this is as near as a row says where somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable

Names = tuple[str, str, str]  # English, Russian, Arabic

COUNTRIES: dict[str, Names] = {
    "IQ": ("Iraq", "Ирак", "العراق"),
    "SY": ("Syria", "Сирия", "سوريا"),
    "TR": ("Türkiye", "Турция", "تركيا"),
    "JO": ("Jordan", "Иордания", "الأردن"),
    "LB": ("Lebanon", "Ливан", "لبنان"),
    "RU": ("Russia", "Россия", "روسيا"),
}

GOVERNORATES: dict[str, Names] = {
    "IQ-AN": ("Anbar", "Анбар", "الأنبار"),
    "IQ-BB": ("Babil", "Бабиль", "بابل"),
    "IQ-BG": ("Baghdad", "Багдад", "بغداد"),
    "IQ-BA": ("Basra", "Басра", "البصرة"),
    "IQ-DQ": ("Dhi Qar", "Ди-Кар", "ذي قار"),
    "IQ-DI": ("Diyala", "Дияла", "ديالى"),
    "IQ-DA": ("Dohuk", "Дохук", "دهوك"),
    "IQ-AR": ("Erbil", "Эрбиль", "أربيل"),
    "IQ-HA": ("Halabja", "Халабджа", "حلبجة"),
    "IQ-KA": ("Karbala", "Кербела", "كربلاء"),
    "IQ-KI": ("Kirkuk", "Киркук", "كركوك"),
    "IQ-MA": ("Maysan", "Майсан", "ميسان"),
    "IQ-MU": ("Muthanna", "Мутанна", "المثنى"),
    "IQ-NA": ("Najaf", "Наджаф", "النجف"),
    "IQ-NI": ("Nineveh", "Найнава", "نينوى"),
    "IQ-QA": ("Qadisiyyah", "Кадисия", "القادسية"),
    "IQ-SD": ("Salah al-Din", "Салах-эд-Дин", "صلاح الدين"),
    "IQ-SU": ("Sulaymaniyah", "Сулеймания", "السليمانية"),
    "IQ-WA": ("Wasit", "Васит", "واسط"),
    "SY-HL": ("Aleppo", "Алеппо", "حلب"),
    "SY-DI": ("Damascus", "Дамаск", "دمشق"),
    "SY-DR": ("Daraa", "Деръа", "درعا"),
    "SY-DY": ("Deir ez-Zor", "Дейр-эз-Зор", "دير الزور"),
    "SY-HM": ("Hama", "Хама", "حماة"),
    "SY-HA": ("Hasakah", "Хасака", "الحسكة"),
    "SY-HI": ("Homs", "Хомс", "حمص"),
    "SY-ID": ("Idlib", "Идлиб", "إدلب"),
    "SY-LA": ("Latakia", "Латакия", "اللاذقية"),
    "SY-QU": ("Quneitra", "Кунейтра", "القنيطرة"),
    "SY-RA": ("Raqqa", "Ракка", "الرقة"),
    "SY-RD": ("Rural Damascus", "Дамаск, пригороды", "ريف دمشق"),
    "SY-SU": ("Suwayda", "Сувейда", "السويداء"),
    "SY-TA": ("Tartus", "Тартус", "طرطوس"),
    "TR-01": ("Adana", "Адана", "أضنة"),
    "TR-06": ("Ankara", "Анкара", "أنقرة"),
    "TR-07": ("Antalya", "Анталья", "أنطاليا"),
    "TR-16": ("Bursa", "Бурса", "بورصة"),
    "TR-21": ("Diyarbakır", "Диярбакыр", "ديار بكر"),
    "TR-27": ("Gaziantep", "Газиантеп", "غازي عنتاب"),
    "TR-31": ("Hatay", "Хатай", "هاتاي"),
    "TR-34": ("Istanbul", "Стамбул", "إسطنبول"),
    "TR-35": ("Izmir", "Измир", "إزمير"),
    "TR-46": ("Kahramanmaraş", "Кахраманмараш", "كهرمان مرعش"),
    "TR-38": ("Kayseri", "Кайсери", "قيصري"),
    "TR-79": ("Kilis", "Килис", "كلس"),
    "TR-42": ("Konya", "Конья", "قونية"),
    "TR-47": ("Mardin", "Мардин", "ماردين"),
    "TR-33": ("Mersin", "Мерсин", "مرسين"),
    "TR-80": ("Osmaniye", "Османие", "عثمانية"),
    "TR-63": ("Şanlıurfa", "Шанлыурфа", "شانلي أورفا"),
    "TR-73": ("Şırnak", "Ширнак", "شرناق"),
}

LANGUAGES = ("en", "ru", "ar")


def place_name(code: str, *, language: str) -> str:
    """Return the name of a country or governorate; a code that is not known here stands for itself."""
    names = COUNTRIES.get(code) or GOVERNORATES.get(code)
    return _say(names, language) if names else code


def country_of(code: str) -> str:
    """Return the country of a governorate or of a country."""
    return code.partition("-")[0]


def country_choices(*, language: str) -> list[tuple[str, str]]:
    """Return the countries for a form, in the order of the table: where most lists come from stands first."""
    return [(code, _say(names, language)) for code, names in COUNTRIES.items()]


def governorate_choices(*, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the governorates for a form, grouped by country."""
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for country, names in COUNTRIES.items():
        inside = [(code, _say(said, language)) for code, said in GOVERNORATES.items() if country_of(code) == country]
        if inside:
            groups.append((_say(names, language), sorted(inside, key=lambda one: one[1])))
    return groups


def place_choices(*, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for each country the country as a whole and then its governorates."""
    inside = dict(governorate_choices(language=language))
    return [
        (name, [(code, name), *inside.get(name, [])]) for code, name in country_choices(language=language)
    ]


def order(codes: Iterable[str]) -> list[str]:
    """Return country codes in the order of the table, unknown ones last."""
    known = list(COUNTRIES)
    return sorted(codes, key=lambda code: (known.index(code) if code in known else len(known), code))


def _say(names: Names, language: str) -> str:
    return names[LANGUAGES.index(language) if language in LANGUAGES else 0]
