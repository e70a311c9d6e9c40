"""One phonetic alphabet for three scripts, and the consonant skeleton over it.

Used to find candidates and to refuse hopeless pairs fast; never to decide, since different names share a skeleton.
"""

import re
from functools import lru_cache

_TABLE = """
дж=j тш=c тч=c щ=s шч=s
sch=s shch=s zh=j dzh=j dj=j kh=h gh=g ph=p th=s ch=c tch=c sh=s ts=s ck=k qu=k dh=z ce=se ci=si cy=si x=ks
تش=c دج=j تس=s كس=ks
б=p в=p ф=p п=p г=g х=h к=k ж=j ч=c ш=s с=s з=z ц=s д=t т=t л=l м=m н=n р=r
b=p v=p f=p p=p w=w g=g h=h k=k q=k c=k j=j s=s z=z d=t t=t l=l m=m n=n r=r
ب=p ف=p و=w غ=g ق=k ك=k ج=j ش=s س=s ص=s ث=s ز=z ذ=z ض=z ظ=z د=t ت=t ط=t ل=l م=m ن=n ر=r ح=h خ=h ه=h ع='
а=a о=a у=u ы=i и=i й=i е=e э=e ю=u я=a a=a o=a u=u i=i y=i e=e ا=a ي=i
"""
_MAP = dict(unit.split("=") for unit in _TABLE.split())
_PATTERN = re.compile("|".join(sorted(map(re.escape, _MAP), key=len, reverse=True)) + "|.")
# x begins a word as the Caucasian and Uzbek kh; j before a consonant or at the end is й, as in Sulejman.
_FIRST_X = re.compile(r"^x")
_J_AS_Y = re.compile(r"(?<=[aeiouy])j(?=[bcdfghklmnpqrstvwxz]|$)")


@lru_cache(maxsize=65536)
def sounds(norm: str) -> str:
    """Return the normal form in the common alphabet: one ASCII letter for each sound, vowels included."""
    word = _J_AS_Y.sub("y", _FIRST_X.sub("kh", norm))
    return "".join(_MAP.get(unit, "") for unit in _PATTERN.findall(word))


_WEAK = str.maketrans(
    {"a": None, "e": None, "i": None, "u": None, "'": None, "h": None, "g": None, "w": None}
)
_CLASS = str.maketrans({"c": "s", "j": "s", "z": "s"})
_RUN = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(norm: str) -> str:
    """Return the consonants that survive every clerk: one class for p/b/f/v, one for sibilants, no h, g, vowels.

    و counts as nothing, since it is a vowel as often as в. A final -т falls, as it does in ة.
    """
    bare = sounds(norm).translate(_WEAK).translate(_CLASS)
    bare = _RUN.sub(r"\1", bare)
    return bare[:-1] if len(bare) > 2 and bare.endswith("t") else bare


_ALL_CLASS = str.maketrans(
    {
        "a": None,
        "e": None,
        "i": None,
        "u": None,
        "'": None,
        "w": None,
        "h": "k",
        "g": "k",
        "c": "s",
        "j": "s",
        "z": "s",
    }
)


@lru_cache(maxsize=65536)
def consonants(norm: str) -> str:
    """Return all consonants, the weak ones too (г and х in one class with к), for words too short for a skeleton."""
    return _RUN.sub(r"\1", sounds(norm).translate(_ALL_CLASS))


_LETTER_CLASS = {
    "e": "a",
    "i": "a",
    "u": "a",
    "w": "",
    "'": "",
    "c": "s",
    "j": "s",
    "z": "s",
    "g": "k",
    "h": "k",
}


def letter_class(letter: str) -> str:
    """Return the class of one letter by its sound: "a" for vowels, p, s, k, t, l, m, n, r, or "" for none."""
    sound = _MAP.get(letter, "")
    return _LETTER_CLASS.get(sound, sound)
