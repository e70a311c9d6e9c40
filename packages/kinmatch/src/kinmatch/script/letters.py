"""Tables of letters, one per script: what each is folded to.

Only letters stand here; names and rules about names do not.
"""

# Signs that carry no letter: bidirectional marks, zero-width signs, soft hyphen, byte order mark.
INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)

# Harakat, superscript alef, Quranic marks and tatweel.
ARABIC_MARKS = dict.fromkeys(
    [0x0640, *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]
)
del ARABIC_MARKS[0x06DD]  # end of ayah is a sign of its own, split as punctuation

ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ئ": "ي", "ۍ": "ي",
    "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ۃ": "ه", "ۂ": "ه",
    "ؤ": "و", "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۋ": "و", "ٶ": "و",
    "ک": "ك", "ڪ": "ك", "گ": "غ", "ڭ": "نغ",
    "پ": "ب", "چ": "تش", "ژ": "ج", "ڤ": "ف", "ڵ": "ل", "ڕ": "ر",
    "ء": "",
}  # fmt: skip

# Caucasian and Turkic letters; the palochka and the signs fall away, since papers write them or not.
CYRILLIC = {
    "ё": "е", "ъ": "", "ь": "", "ӏ": "", "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "қ": "к", "ғ": "г",
    "ң": "н", "һ": "х", "і": "и", "ї": "и", "ў": "у", "ҳ": "х", "ҷ": "дж", "җ": "дж", "ӣ": "и", "ӯ": "у",
    "є": "е", "ґ": "г", "ӡ": "дз", "ҫ": "с", "ҙ": "з", "ӑ": "а", "ӗ": "е", "ӳ": "у", "ҡ": "к", "љ": "л", "њ": "н",
    "ј": "й", "џ": "дж", "ђ": "дж", "ћ": "ч", "ѓ": "г", "ќ": "к", "ӕ": "а", "ӱ": "у", "ӧ": "о", "ӓ": "а",
}  # fmt: skip

LATIN = {
    "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th",
    "ş": "sh", "š": "sh", "ș": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ħ": "h", "ŋ": "n", "ʒ": "zh",
    "ǝ": "a", "ɛ": "e", "ɔ": "o",
}  # fmt: skip

# What is typed for the palochka inside a Cyrillic word.
PALOCHKA_LOOKALIKES = frozenset("Il1|!ІӀӏ")

# Latin letters that look like Cyrillic ones, and the other way round, for words typed on two keyboards.
LATIN_TO_CYRILLIC = dict(zip("abceghkmoprtuxyABCEHKMOPTXY", "авсегнкморртихуАВСЕНКМОРТХУ", strict=True))
CYRILLIC_TO_LATIN = dict(zip("авсеокмнрстухіАВСЕОКМНРТУХІ", "abceokmhpctyxiABCEOKMHPTYXI", strict=True))
