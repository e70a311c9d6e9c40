"""Cut a text into words; hyphens are kept for the reader of names to judge."""

import re

from kinmatch.script.normal import without_invisible

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640’‘ʻʼʿʾ'`´|!])*\.?")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in reading order, each as written; a trailing dot stays on initials.

    Digits, brackets, commas and hyphens part words. `Ӏ` typed as `1`, `|` or `!` inside a word does not; before
    a word it does not either («1айшат»).
    """
    clean = re.sub(r"(?<![^\W_])[1|!](?=[а-яё])", "Ӏ", without_invisible(text))
    words = []
    for match in _WORD.finditer(clean):
        word = match.group().strip("'`’‘!|")
        if word.endswith(".") and len(word) > 3:
            word = word[:-1]
        if word and word != ".":
            words.append(word)
    return tuple(words)
