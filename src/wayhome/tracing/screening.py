"""What must not stand in a note: numbers of cards and accounts. And words that deserve a second look. Pure.

R8: only numbers whose check digits are right are refused; the words hint once and never refuse, since «перевод» is
also a translation and «карта» also a medical card.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Found(StrEnum):
    """What stands in a free text and must not."""

    CARD = "card_number"
    ACCOUNT = "account_number"


_DIGIT_RUN = re.compile(r"(?<!\d)\d(?:[ \-\u00a0\u202f]?\d){12,18}(?!\d)")
_IBAN = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{1,4}){3,8}(?![A-Z0-9])", re.ASCII | re.IGNORECASE
)
# By ISO 13616 registry: a shorter or longer one is no account, whatever its check digits say.
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "AZ": 28, "BE": 16, "BG": 22, "BH": 22, "BY": 28, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GR": 27, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IQ": 23, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LT": 20, "LU": 20, "LV": 21,
    "LY": 25, "MD": 24, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "RU": 33, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "TN": 24, "TR": 26, "UA": 29,
}  # fmt: skip
# First digits of the card schemes: 2 Mir and Mastercard, 3 Amex, 4 Visa, 5 Mastercard, 6 UnionPay and Maestro.
_CARD_FIRST = "23456"

_HINT_WORDS = re.compile(
    r"\b(?:деньги|денег|деньгами|тысяч рублей|тысяч долларов|хавал[аыу]|western union|hawala|money|cash|"
    r"bank account|номер карты|банковск\w+ карт\w+|حوالة مالية|حوالات|أموال|نقود|مبلغ)\b",
    re.IGNORECASE,
)


def find_number(text: str) -> Found | None:
    """Return what kind of payment number a text holds, or None. Digits of any script count."""
    found = _find(text)
    return found[0] if found else None


def without_numbers(text: str) -> str:
    """Return a text with the digits of payment numbers left out, so that a draft can keep all its other words."""
    while (found := _find(text)) is not None:
        _, start, end = found
        text = text[:start] + "…" + text[end:]
    return text


def find_hint(text: str) -> str:
    """Return the first word that speaks of money sent, as written, or an empty text."""
    match = _HINT_WORDS.search(text)
    return match.group() if match else ""


def _find(text: str) -> tuple[Found, int, int] | None:
    folded = _with_plain_digits(text)
    for match in _DIGIT_RUN.finditer(folded):
        digits = re.sub(r"\D", "", match.group())
        if digits[0] in _CARD_FIRST and len(set(digits)) > 1 and has_luhn(digits):
            return Found.CARD, match.start(), match.end()
    for match in _IBAN.finditer(folded):
        compact = match.group().replace(" ", "").upper()
        length = _IBAN_LENGTHS.get(compact[:2])
        if length and len(compact) >= length and has_iban_check(compact[:length]):
            return Found.ACCOUNT, match.start(), match.end()
    return None


def has_luhn(digits: str) -> bool:
    """Say whether the last digit is the check digit of the others (ISO/IEC 7812-1 Annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def has_iban_check(iban: str) -> bool:
    """Say whether the check digits of an account number are right (ISO 7064 MOD 97-10)."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _with_plain_digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() and sign.isdecimal() else sign for sign in text
    )
