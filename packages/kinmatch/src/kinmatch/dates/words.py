"""Month names, seasons and the words around ages, as lists and relatives write them.

Levantine (كانون الثاني), Egyptian (يناير) and Maghrebi (جانفي) months stand beside each other; a prefix is
enough for Russian and English, where endings and abbreviations vary.
"""

from __future__ import annotations

import re
import unicodedata

MONTH_STEMS: tuple[tuple[str, int], ...] = (
    ("янв", 1), ("фев", 2), ("март", 3), ("мар", 3), ("апр", 4), ("май", 5), ("мая", 5), ("мае", 5),
    ("июн", 6), ("июл", 7), ("авг", 8), ("сен", 9), ("окт", 10), ("ноя", 11), ("дек", 12),
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6), ("jul", 7), ("aug", 8),
    ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
    ("yanv", 1), ("fevr", 2), ("mart", 3), ("apre", 4), ("maya", 5), ("iyun", 6), ("iyul", 7), ("avgu", 8),
    ("sent", 9), ("okt", 10), ("noya", 11), ("deka", 12),
)  # fmt: skip

ARABIC_MONTHS: tuple[tuple[str, int], ...] = (
    ("كانون الثاني", 1), ("كانون ثاني", 1), ("كانون الاول", 12), ("كانون اول", 12),
    ("تشرين الثاني", 11), ("تشرين ثاني", 11), ("تشرين الاول", 10), ("تشرين اول", 10),
    ("شباط", 2), ("اذار", 3), ("نيسان", 4), ("ايار", 5), ("حزيران", 6), ("تموز", 7), ("اب", 8), ("ايلول", 9),
    ("يناير", 1), ("فبراير", 2), ("مارس", 3), ("ابريل", 4), ("مايو", 5), ("يونيو", 6), ("يوليو", 7),
    ("اغسطس", 8), ("سبتمبر", 9), ("اكتوبر", 10), ("نوفمبر", 11), ("ديسمبر", 12),
    ("جانفي", 1), ("فيفري", 2), ("افريل", 4), ("ماي", 5), ("جوان", 6), ("جويليه", 7), ("اوت", 8),
)  # fmt: skip

HIJRI_MONTHS: tuple[tuple[str, int], ...] = (
    ("محرم", 1), ("صفر", 2), ("ربيع الاول", 3), ("ربيع الثاني", 4), ("ربيع الاخر", 4),
    ("جمادى الاولى", 5), ("جمادي الاولي", 5), ("جمادى الثانيه", 6), ("جمادي الثانيه", 6), ("جمادي الاخره", 6),
    ("رجب", 7), ("شعبان", 8), ("رمضان", 9), ("شوال", 10), ("ذو القعده", 11), ("ذي القعده", 11),
    ("ذو الحجه", 12), ("ذي الحجه", 12),
    ("muharram", 1), ("safar", 2), ("rajab", 7), ("sha'ban", 8), ("shaban", 8), ("ramadan", 9), ("shawwal", 10),
    ("мухаррам", 1), ("сафар", 2), ("раби аль-авваль", 3), ("раби ас-сани", 4), ("джумада аль-уля", 5),
    ("раджаб", 7), ("шаабан", 8), ("шабан", 8), ("рамадан", 9), ("рамазан", 9), ("рамадана", 9), ("рамазана", 9),
    ("шавваль", 10), ("шаввал", 10), ("зу-ль-када", 11), ("зуль-када", 11), ("зу-ль-хиджа", 12), ("зуль-хиджа", 12),
    ("ramazan", 9), ("ramadhan", 9), ("dhu al-qi'dah", 11), ("dhu al-qida", 11), ("dhu al-hijjah", 12), ("dhu al-hijja", 12),
)  # fmt: skip

SEASONS: tuple[tuple[str, tuple[int, int]], ...] = (
    # A winter is told by the year of its January as often as by that of its December: January to March here,
    # widened by a month on both sides when read.
    ("весн", (3, 5)), ("лет", (6, 8)), ("осен", (9, 11)), ("зим", (1, 12)),
    ("spring", (3, 5)), ("summer", (6, 8)), ("autumn", (9, 11)), ("fall", (9, 11)), ("winter", (1, 12)),
    ("начал", (1, 4)), ("середин", (5, 8)), ("конец", (9, 12)), ("конц", (9, 12)), ("early", (1, 4)),
    ("mid", (5, 8)), ("late", (9, 12)), ("end of", (9, 12)),
    ("ربيع", (3, 5)), ("صيف", (6, 8)), ("خريف", (9, 11)), ("شتاء", (1, 12)),
)  # fmt: skip

_NOT_SAID = (
    "не знает|не известно|неизвестно|неизв|неизв.|нет данных|н/д|нд|unknown|unk|unk.|n/a|na|none|nil|tbc|-|--|–|—|?|؟|??|"
    "غير معلوم|غير معروف|مجهول|لا يعرف|لايعرف|لا يوجد|نامعلوم|نەزانراو|x"
)

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
    "один": 1, "одного": 1, "два": 2, "двух": 2, "три": 3, "трех": 3, "четыре": 4, "четырех": 4, "пять": 5, "пяти": 5,
    "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10,
    "десяти": 10,
    "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4, "خمس": 5, "خمسه": 5, "ست": 6, "سته": 6, "سبع": 7, "سبعه": 7,
    "ثمان": 8, "ثماني": 8, "ثمانيه": 8, "تسع": 9, "تسعه": 9, "عشر": 10, "عشره": 10,
}  # fmt: skip

NEWBORN_WORDS = ("новорожд", "newborn", "new born", "حديث الولاده", "رضيع", "رضيعه", "مولود جديد", "грудн")


def fold_digits(text: str) -> str:
    """Turn Arabic-Indic, Persian and other decimal digits into ASCII, and drop invisible marks."""
    out = []
    for char in unicodedata.normalize("NFKC", text):
        if char.isdecimal():
            out.append(str(unicodedata.decimal(char)))
        elif not _is_invisible(char):
            out.append(" " if char.isspace() else char)
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _is_invisible(char: str) -> bool:
    """Say whether a character is a direction mark, a tatweel or an Arabic vowel sign."""
    category = unicodedata.category(char)
    return category == "Cf" or char == "ـ" or (category == "Mn" and "\u0600" <= char <= "\u06ff")


_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه",
    "ە": "ه", "ھ": "ه", "ؤ": "و", "ئ": "ي", "ё": "е", "٫": ".", "،": ",", "ـ": "",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)


def fold(text: str) -> str:
    """Fold letters and digits so that one spelling of a word is enough in the tables above."""
    return fold_digits(text).lower().translate(_TABLE)


UNKNOWN_WORDS = frozenset(fold(word) for word in _NOT_SAID.split("|"))
