"""Which column of a request file is which: headings in English, Russian and Arabic, in any order."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.reading.words import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "request": ("request", "request no", "case", "заявка", "обращение", "номер обращения", "номер заявки", "дело", "الطلب", "رقم الطلب"),
    "person": ("person", "person id", "id", "человек", "лицо", "номер человека", "номер лица", "разыскиваемый", "الشخص", "رقم الشخص"),
    "name": ("name", "full name", "фио", "ф.и.о.", "имя", "полное имя", "имя и фамилия", "الاسم", "الاسم الكامل", "اسم"),
    "other_names": ("other_names", "other names", "aliases", "другие имена", "другое имя", "прозвище", "кунья", "اسماء اخري", "الكنيه", "اسم اخر"),
    "sex": ("sex", "gender", "пол", "الجنس"),
    "birth": ("birth", "birth date", "date of birth", "born", "dob", "дата рождения", "рождение", "год рождения", "родился", "возраст", "تاريخ الولاده", "المواليد", "تاريخ الميلاد", "الولاده"),
    "father": ("father", "father's name", "отец", "имя отца", "الاب", "اسم الاب"),
    "grandfather": ("grandfather", "дед", "дедушка", "имя деда", "дед по отцу", "الجد", "اسم الجد"),
    "mother": ("mother", "mother's name", "мать", "имя матери", "الام", "اسم الام"),
    "husband": ("husband", "spouse", "муж", "супруг", "имя мужа", "الزوج", "اسم الزوج"),
    "relation": ("relation", "relationship", "кем приходится", "родство", "степень родства", "صله القرابه", "القرابه"),
    "origin": ("origin", "from", "откуда", "родом из", "место жительства", "происхождение", "الاصل", "من اين", "مكان الاقامه"),
    "last_news_on": ("last_news_on", "last news", "last contact", "последние вести", "последняя связь", "когда последний раз", "تاريخ اخر خبر", "اخر اتصال", "اخر خبر"),
    "last_place": ("last_place", "last place", "last seen", "последнее место", "место", "где видели", "اخر مكان", "المكان"),
    "marks": ("marks", "distinguishing marks", "приметы", "особые приметы", "العلامات", "علامات مميزه", "علامات فارقه"),
    "identifiers": ("identifiers", "documents", "документы", "номера", "الوثايق", "المعرفات"),
}  # fmt: skip

_BY_HEADING = {
    fold(heading).replace("_", " "): field for field, headings in FIELDS.items() for heading in headings
}


def find_columns(row: Sequence[str]) -> dict[str, int]:
    """Map each known field to its column in a heading row; the first of two equal headings counts."""
    columns: dict[str, int] = {}
    for index, heading in enumerate(row):
        field = _BY_HEADING.get(fold(heading).replace("_", " ").strip(" :.*"))
        if field and field not in columns:
            columns[field] = index
    return columns
