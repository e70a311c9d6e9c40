"""Measure how well names are found across scripts, beside a plain romanise-and-compare baseline.

    python bench/names/measure.py [SHARED] [--queries 300]

Retrieval: each query is sought among all right sides of its file, blocked by keys; R@1 counts ties against us.
Families: the weight of true pairs of the evaluation set against hard negatives and chance pairs.
"""

import argparse
import csv
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz

from kinmatch.names import ParsedName, Rarity, compare_names, name_keys, parse_name
from kinmatch.names.sound import sounds
from kinmatch.script import normalise

FILES = (
    ("ru_ar.tsv", "ru", "ar"),
    ("ru_la.tsv", "ru", "la"),
    ("ar_la.tsv", "la", "ar"),
    ("caucasus_composed_ru_ar.tsv", "ru", "ar"),
)
LARGEST_BLOCK = 400


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text: str) -> str:
    """Return a simple romanisation: each letter by its sound, words kept."""
    return " ".join(sounds(word) for word in normalise(text.replace(",", " ").replace("-", " ")).split())


def rank(score: Callable[[int], float], right: int, among: set[int], same: set[int]) -> int:
    """Return the rank of the right answer (from 1), 10**6 if blocking lost it; ties count against it."""
    if not same & among:
        return 10**6
    own = max(score(i) for i in same & among)
    return 1 + sum(1 for i in among - same if score(i) >= own)


def measure_retrieval(path: Path, left: str, right: str, queries: int) -> str:
    rows = rows_of(path)
    gallery = [parse_name(row[right]) for row in rows]
    texts = [row[right] for row in rows]
    romanised = [plain(text) for text in texts]
    alike: dict[str, set[int]] = defaultdict(set)
    index: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(gallery):
        alike[texts[i]].add(i)
        for key in name_keys(name):
            index[key].append(i)
    rarity = Rarity.from_names([*gallery, *(parse_name(row[left]) for row in rows)])
    picked = random.Random(7).sample(range(len(rows)), min(queries, len(rows)))
    ours, base, blocked, pairs, spent = [], [], 0, 0, 0.0
    misses = []
    for q in picked:
        query = parse_name(rows[q][left])
        among: set[int] = set()
        for key in sorted(name_keys(query), key=lambda k: len(index.get(k, ()))):
            if among and len(index.get(key, ())) > LARGEST_BLOCK:
                break
            among.update(index.get(key, ()))
        same = alike[texts[q]]
        blocked += bool(same & among)
        started = time.perf_counter()
        scores = {i: compare_names(query, gallery[i], rarity=rarity).bits for i in among}
        spent += time.perf_counter() - started
        pairs += len(among)
        ours.append(rank(scores.__getitem__, q, among, same))
        if ours[-1] > 1 and among:
            best = max(among, key=lambda i: scores[i])
            misses.append(
                f"{rows[q][left]} | {texts[q]} {max((scores[i] for i in same & among), default=None)} | got {texts[best]} {scores[best]}"
            )
        roman = plain(rows[q][left])
        plain_scores = [fuzz.token_sort_ratio(roman, text) for text in romanised]
        base.append(rank(plain_scores.__getitem__, q, set(range(len(rows))), same))

    def at(ranks: list[int], k: int) -> float:
        return sum(r <= k for r in ranks) / len(ranks)

    if os.environ.get("MISSES"):
        print("\n".join(misses[: int(os.environ["MISSES"])]))
    return (
        f"{path.stem:26} {left}->{right} n={len(picked)} gallery={len(rows)}: ours R@1 {at(ours, 1):.3f} R@10 {at(ours, 10):.3f} "
        f"blocked {blocked / len(picked):.3f} {1e6 * spent / max(pairs, 1):.0f} us/pair | plain R@1 {at(base, 1):.3f} R@10 {at(base, 10):.3f}"
    )


def measure_families(shared: Path) -> None:
    folder = shared / "data" / "families"
    with (folder / "requests.csv").open(encoding="utf-8") as lines:
        persons = {row["person"]: row for row in csv.DictReader(lines)}
    noise = json.loads((folder / "noise.json").read_text(encoding="utf-8"))["rows"]
    written = {(r["list"], str(r["row"])): r["written"] for r in noise if not r["list"].startswith("L6")}
    with (folder / "truth.csv").open(encoding="utf-8") as lines:
        truth = list(csv.DictReader(lines))
    names = {person: name_with_father(row) for person, row in persons.items()}
    rarity = Rarity.from_names([*names.values(), *(parse_name(w) for w in written.values())])
    groups: dict[str, list[float]] = defaultdict(list)
    rng = random.Random(1)
    pool = list(written.values())
    keep: list[tuple[float, str, str]] = []
    hard: list[tuple[float, str, str]] = []
    listed = listed_names(folder / "lists")
    for r in noise:
        if r["list"].startswith("L6"):
            continue
        name = names[r["person"]]
        bits = compare_names(name, parse_name(r["written"]), rarity=rarity).bits
        groups[f"same {r['list'][:2]}"].append(bits)
        keep.append((bits, name.text, f"{r['written']} [{','.join(r['corruptions'])}]"))
        groups["chance"].append(compare_names(name, parse_name(rng.choice(pool)), rarity=rarity).bits)
    for row in truth:
        text = listed.get((row["list"], row["row"]))
        if row["kind"] == "hard_negative" and text:
            name = names[row["person"]]
            bits = compare_names(name, parse_name(text), rarity=rarity).bits
            groups[f"hard {row['detail'][:20]}"].append(bits)
            hard.append((bits, name.text, f"{text} [{row['detail']}]"))
    for group, values in sorted(groups.items()):
        values.sort()
        at = [values[int(len(values) * q)] for q in (0.05, 0.25, 0.5, 0.75, 0.95)]
        above = sum(v > 0 for v in values) / len(values)
        print(
            f"{group:34} n={len(values):5} >0 {above:.2f}  5/25/50/75/95 %: "
            + " ".join(f"{v:6.1f}" for v in at)
        )
    if os.environ.get("HARD"):
        for bits, a, b in sorted(hard, reverse=True)[: int(os.environ["HARD"])]:
            print(f"{bits:7.1f} {a} | {b}")
    if os.environ.get("LOW"):
        for bits, a, b in sorted(keep)[: int(os.environ["LOW"])]:
            print(f"{bits:7.1f} {a} | {b}")


def listed_names(folder: Path) -> dict[tuple[str, str], str]:
    """Return the names of the two lists that are plain CSV, by list and physical row."""
    out = {}
    for stem, encoding, sep, column in (
        ("L3_camp_registration", "utf-8-sig", ",", 1),
        ("L5_consulate", "cp1251", ";", 1),
    ):
        with (folder / f"{stem}.csv").open(encoding=encoding, newline="") as lines:
            for number, line in enumerate(lines, start=1):
                cells = line.rstrip("\r\n").split(sep)
                if len(cells) > column:
                    out[stem, str(number)] = cells[column].strip()
    return out


def name_with_father(row: dict[str, str]) -> ParsedName:
    return parse_name(row["name"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "shared", nargs="?", type=Path, default=Path(os.environ.get("WAYHOME_SHARED", "../shared"))
    )
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--only", choices=("names", "families"))
    options = parser.parse_args()
    if options.only != "families":
        for name, left, right in FILES:
            print(
                measure_retrieval(options.shared / "data" / "names" / name, left, right, options.queries),
                flush=True,
            )
    if options.only != "names":
        measure_families(options.shared)


if __name__ == "__main__":
    main()
