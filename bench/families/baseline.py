"""The plain way, to compare with: romanise everything, token similarity, year of birth. No families, no kinship.

    python bench/families/baseline.py REQUESTS LISTS… --out FILE

It reads the files by the same readers as `wayhome match`, so only the matching differs.
"""

import argparse
import csv
import sys
import unicodedata
from pathlib import Path

from rapidfuzz import fuzz, process

from rosters.reading import read
from wayhome.reading import read_list, read_requests

KEPT = 20
STRONG, POSSIBLE = 88.0, 75.0
# One Latin spelling for each letter, as any transliterator has it; short vowels of Arabic stay unwritten.
LETTER_TABLE = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch "
    "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya қ=q ғ=g ҳ=h ў=u ү=u ұ=u ә=a ө=o ң=n ј=j ӏ= "
    "ا=a أ=a إ=i آ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q "
    "ك=k ک=k ل=l م=m ن=n ه=h ە=h ة=a و=w ي=y ی=y ى=a ء= ئ=y ؤ=w پ=p چ=ch ژ=zh گ=g ڤ=v"
)
LETTERS = dict(pair.split("=") for pair in LETTER_TABLE.split())


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("requests", type=Path)
    parser.add_argument("lists", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lists = [
        read_list(sheet)
        for path in options.lists
        for sheet in read(path.read_bytes(), filename=path.name).sheets
    ]
    rows = [record for one in lists for record in one.records]
    stated_on = max((one.made_on for one in lists if one.made_on), default=None)
    requests = read_requests(
        options.requests.read_bytes(), filename=options.requests.name, stated_on=stated_on
    )
    names = [romanise(record) for record in rows]
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["request", "person", "list", "row", "weight", "band"])
        for line in requests.lines:
            for score, index in best(line.record, rows, names):
                band = "strong" if score >= STRONG else "possible" if score >= POSSIBLE else "weak"
                writer.writerow(
                    [line.request, line.person, rows[index].source, rows[index].row, round(score, 2), band]
                )
    return 0


def romanise(record):
    """Give the first name in plain Latin letters; a kunya where there is no other."""
    text = unicodedata.normalize("NFKC", record.names[0].text).lower() if record.names else ""
    return "".join(LETTERS.get(letter, letter) for letter in text)


def best(record, rows, names):
    """Give the best rows by token similarity, moved by the distance of the years of birth."""
    query = romanise(record)
    if not query:
        return []
    found = process.extract(query, names, scorer=fuzz.token_sort_ratio, limit=KEPT * 5)
    scored = [(score + year_bonus(record.birth, rows[index].birth), index) for _, score, index in found]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:KEPT]


def year_bonus(left, right):
    """Points for a year within one, against one more than three away."""
    if left is None or right is None:
        return 0.0
    gap = max(left.earliest.year - right.latest.year, right.earliest.year - left.latest.year, 0)
    return 10.0 if gap <= 1 else 0.0 if gap <= 3 else -25.0


if __name__ == "__main__":
    sys.exit(main())
