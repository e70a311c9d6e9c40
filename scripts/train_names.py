"""Learn how names change between scripts, from files of aligned words.

    python scripts/train_names.py tokens_ru_ar.tsv tokens_ru_la.tsv tokens_la_ar.tsv --out packages/kinmatch/src/kinmatch/data/letters.json

Each file has a heading with two of `ru`, `ar`, `la` and `count`. Two spellings in one script that share a
translation train the channel of that script with itself. What is written are costs of letter groups of at most two
letters on each side, and how usual a letter is after the two before it, all in hundredths of a bit; no word and no pair
of words of the files is kept.

`--names PAIRS.tsv` learns from whole names too: the words of the two sides that the present parameters take for one name
are a pair of words, once for each line.

`--without PAIRS.tsv` leaves out every pair of words that stand in one line of a file of names, so that those names can be
measured with (cross-fitting); it may be given several times. The two columns are those with the names of scripts.
"""

import argparse
import csv
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numba import njit
from rapidfuzz.distance import Indel, JaroWinkler

from kinmatch.names.channel import packed, same_name
from kinmatch.names.model import BEGIN, END, STRANGE
from kinmatch.names.sound import letter_class, skeleton, sounds
from kinmatch.script import normalise

Pair = tuple[str, str]
SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1), (2, 0), (0, 2))
SHAPE_START = (0.6, 0.08, 0.08, 0.02, 0.1, 0.1, 0.01, 0.01)
ROUNDS = 8
CENTIBITS = 100
KEEP_COUNT = 0.5  # letter groups seen less often than this are noise
LONGEST = 22
LEAST_SEEN = 20  # words that hold a letter, for it to have a number of its own
OFFSET = 700  # hundredths of a bit: what the marks of beginning and end cost every true pair
KIN, VOWELS = 1300, 1000  # letters of one class and vowels, which clerks exchange more than the files show
WITHOUT = frozenset({BEGIN, END})
SURE = 500  # hundredths of a bit from which two words of a line are taken for one name


def read_pairs(path: Path) -> tuple[str, str, dict[Pair, int]]:
    """Return the two scripts of a file and its pairs in normal form with counts."""
    pairs: dict[Pair, int] = defaultdict(int)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        left, right, *_ = next(rows)
        for a, b, count in rows:
            first, second = (BEGIN + packed(normalise(w)) + END for w in (a, b))
            if 4 <= len(first) <= LONGEST and 4 <= len(second) <= LONGEST:
                pairs[first, second] += int(count)
    return left, right, pairs


def believable(pairs: dict[Pair, int]) -> dict[Pair, float]:
    """Return the pairs whose consonants are alike, with damped counts: the files hold wrong alignments too."""
    kept = {}
    for (a, b), count in pairs.items():
        bones, others = skeleton(a.strip("^$")), skeleton(b.strip("^$"))
        if bones == others or Indel.normalized_similarity(bones, others) >= 0.7:
            kept[a, b] = 1.0 + float(np.log2(count))
    return kept


def same_script(
    tables: Iterable[tuple[str, str, dict[Pair, float]]], script: str, limit: int
) -> dict[Pair, float]:
    """Return pairs of spellings of one script that share a translation, and each spelling with itself."""
    shared: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for left, right, pairs in tables:
        for (a, b), weight in pairs.items():
            if left == script:
                shared[right + b].append((a, weight))
            elif right == script:
                shared[left + a].append((b, weight))
    found: dict[Pair, float] = defaultdict(float)
    rng = np.random.default_rng(1)
    for spellings in shared.values():
        top = sorted(spellings, key=lambda pair: -pair[1])[:8]
        for a, wa in top:
            for b, wb in top:
                if a != b and JaroWinkler.similarity(sounds(a.strip("^$")), sounds(b.strip("^$"))) >= 0.8:
                    found[a, b] += min(wa, wb)
    keys = list(found)
    picked = rng.permutation(len(keys))[:limit]
    chosen = {keys[i]: found[keys[i]] for i in picked}
    for a in {a for a, _ in chosen}:
        chosen[a, a] = 2.0
    return chosen


def words_of(text: str) -> list[str]:
    """Return the words of a name in normal form."""
    return [word for word in normalise(" ".join(re.findall(r"\w+", text))).split() if len(word) > 1]


def paired_in(path: Path, skip: Callable[[int], bool]) -> tuple[str, str, dict[Pair, int]]:
    """Return the scripts of a file of names, and which words of its lines are one name by the present parameters."""
    pairs: dict[Pair, int] = defaultdict(int)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    left, right = [name for name in ("ru", "la", "ar") if name in rows[0]]
    for place, row in enumerate(rows):
        if skip(place):
            continue
        first, second = words_of(row[left] or ""), words_of(row[right] or "")
        said = sorted(((same_name(a, b), a, b) for a in first for b in second), reverse=True)
        for bits, a, b in said:
            if bits >= SURE and a in first and b in second:
                first.remove(a)
                second.remove(b)
                pairs[BEGIN + packed(a) + END, BEGIN + packed(b) + END] += 1
    return left, right, pairs


def beside_in(path: Path) -> set[Pair]:
    """Return the pairs of words that stand in one line of a file of names, in normal form, both ways."""
    found: set[Pair] = set()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            sides = [row[name] for name in ("ru", "ar", "la") if row.get(name)]
            words = [[BEGIN + packed(normalise(w)) + END for w in re.findall(r"\w+", side)] for side in sides]
            for first, second in itertools.permutations(words, 2):
                found.update(itertools.product(first, second))
    return found


def alphabet_of(words: Iterable[str]) -> list[str]:
    """Return the marks of beginning and end, the letters that enough words hold, and the sign for all others."""
    seen = Counter(letter for word in words for letter in set(word))
    usual = sorted(c for c, n in seen.items() if n > LEAST_SEEN and c not in WITHOUT)
    return [BEGIN, END, *usual, STRANGE]


def spelling_of(words: dict[str, float]) -> dict[str, dict[str, int]]:
    """Return the cost of a letter after the two before it (Witten-Bell); "*" is what falling back costs."""
    counts: list[dict[str, Counter[str]]] = [defaultdict(Counter) for _ in range(3)]
    for word, weight in words.items():
        text = BEGIN + word
        for i in range(2, len(text)):
            for length in range(3):
                counts[length][text[i - length : i]][text[i]] += weight
    letters = len(counts[0][""])
    table: dict[str, dict[str, int]] = {}

    def share(context: str, letter: str) -> float:
        lower = share(context[1:], letter) if context else 1.0 / (letters + 1)
        seen = counts[len(context)].get(context)
        if seen is None:
            return lower
        total, kinds = sum(seen.values()), len(seen)
        return (seen[letter] + kinds * lower) / (total + kinds)

    for length in range(3):
        for context, seen in counts[length].items():
            if sum(seen.values()) < 3:
                continue
            total, kinds = sum(seen.values()), len(seen)
            table[context] = {c: centibits(share(context, c)) for c in sorted(seen)}
            table[context]["*"] = centibits(kinds / (total + kinds))
    return table


def centibits(share: float) -> int:
    """Return -log2 of a share in hundredths of a bit."""
    return round(-float(np.log2(share)) * CENTIBITS)


def let_kin_letters_pass(costs: dict[str, dict[str, int]], left: list[str], right: list[str]) -> None:
    """Lower the cost of letters of one class (г, к, х; any two vowels)."""
    for one in left:
        kin = letter_class(one)
        for other in right:
            if kin and letter_class(other) == kin:
                row = costs.setdefault(one, {})
                row[other] = min(row.get(other, 9999), VOWELS if kin == "a" else KIN)


def encode(words: list[str], letters: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the words as one array of letter numbers (from 1) and their starts, one longer than the words."""
    starts = np.zeros(len(words) + 1, dtype=np.int64)
    starts[1:] = np.cumsum([len(w) for w in words])
    return np.array([letters[c] for w in words for c in w], dtype=np.int64), starts


@njit(cache=False)
def _unit(text: np.ndarray, end: int, size: int, base: int) -> int:
    if size == 0:
        return 0
    if size == 1:
        return text[end - 1]
    return base + (text[end - 2] - 1) * (base - 1) + text[end - 1] - 1


@njit(cache=False)
def expect(
    left: np.ndarray, left_at: np.ndarray, right: np.ndarray, right_at: np.ndarray, weight: np.ndarray,
    prob: np.ndarray, counts: np.ndarray, base_l: int, base_r: int, shapes: np.ndarray, likely: np.ndarray,
) -> None:  # fmt: skip
    """Add the expected counts of letter groups over all pairs to `counts`; `likely` gets log2 of each pair."""
    for k in range(len(weight)):
        a, b = left[left_at[k] : left_at[k + 1]], right[right_at[k] : right_at[k + 1]]
        n, m = len(a), len(b)
        fwd = np.zeros((n + 1, m + 1))
        bwd = np.zeros((n + 1, m + 1))
        fwd[0, 0] = 1.0
        for i in range(n + 1):
            for j in range(m + 1):
                for s in range(len(shapes)):
                    p, q = shapes[s, 0], shapes[s, 1]
                    if i >= p and j >= q:
                        fwd[i, j] += fwd[i - p, j - q] * prob[_unit(a, i, p, base_l), _unit(b, j, q, base_r)]
        total = fwd[n, m]
        if total <= 1e-250:
            likely[k] = -999.0
            continue
        likely[k] = np.log2(total)
        bwd[n, m] = 1.0
        for i in range(n, -1, -1):
            for j in range(m, -1, -1):
                for s in range(len(shapes)):
                    p, q = shapes[s, 0], shapes[s, 1]
                    if i + p <= n and j + q <= m:
                        u, v = _unit(a, i + p, p, base_l), _unit(b, j + q, q, base_r)
                        step = prob[u, v] * bwd[i + p, j + q]
                        bwd[i, j] += step
                        counts[u, v] += weight[k] * fwd[i, j] * step / total


def start_table(base_l: int, base_r: int) -> np.ndarray:
    """Return the first guess: single letters against single letters likeliest, all letters alike."""
    sizes_l, sizes_r = (1, base_l - 1, (base_l - 1) ** 2), (1, base_r - 1, (base_r - 1) ** 2)
    edges_l, edges_r = np.cumsum((0, *sizes_l)), np.cumsum((0, *sizes_r))
    prob = np.zeros((edges_l[-1], edges_r[-1]))
    for (p, q), share in zip(SHAPES, SHAPE_START, strict=True):
        prob[edges_l[p] : edges_l[p + 1], edges_r[q] : edges_r[q + 1]] = share / (sizes_l[p] * sizes_r[q])
    return prob


def learn(pairs: dict[Pair, float]) -> dict[str, dict[str, int]]:
    """Return the cost in hundredths of a bit of each letter group against each, by EM over `pairs`."""
    words = list(pairs)
    alphabet_l = sorted({c for a, _ in words for c in a})
    alphabet_r = sorted({c for _, b in words for c in b})
    base_l, base_r = len(alphabet_l) + 1, len(alphabet_r) + 1
    left, left_at = encode([a for a, _ in words], {c: i + 1 for i, c in enumerate(alphabet_l)})
    right, right_at = encode([b for _, b in words], {c: i + 1 for i, c in enumerate(alphabet_r)})
    weight = np.array([pairs[w] for w in words])
    length = np.diff(left_at) + np.diff(right_at)
    prob, shapes = start_table(base_l, base_r), np.array(SHAPES)
    likely = np.zeros(len(words))
    for round_number in range(ROUNDS):
        counts = np.zeros_like(prob)
        expect(left, left_at, right, right_at, weight, prob, counts, base_l, base_r, shapes, likely)
        if round_number >= 2:  # pairs that stay unlikely for their length are wrong alignments
            weight = np.where(likely / length < np.quantile(likely / length, 0.04), 0.0, weight)
            counts = np.where(counts < KEEP_COUNT, 0.0, counts)
        prob = counts / counts.sum()
        print(f"  round {round_number + 1}: {np.mean(likely / length):.3f} bits a letter", file=sys.stderr)
    units_l = ["", *alphabet_l, *(a + b for a in alphabet_l for b in alphabet_l)]
    units_r = ["", *alphabet_r, *(a + b for a in alphabet_r for b in alphabet_r)]
    costs: dict[str, dict[str, int]] = {}
    for u, v in zip(*np.nonzero(prob > 2e-7), strict=True):
        costs.setdefault(units_l[u], {})[units_r[v]] = round(-float(np.log2(prob[u, v])) * CENTIBITS)
    return costs


def main() -> None:
    """Train the channels that the given files allow and write them as one JSON file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=Path, action="append", default=[])
    parser.add_argument("--names", type=Path, action="append", default=[])
    parser.add_argument(
        "--fold", default="", help="K/N: leave out every N-th line of --names, beginning with the K-th"
    )
    parser.add_argument("--same-script-limit", type=int, default=60_000)
    options = parser.parse_args()
    left_out: set[Pair] = set().union(*(beside_in(path) for path in options.without))
    more: dict[tuple[str, str], dict[Pair, int]] = {}
    k, n = (int(part) for part in options.fold.split("/")) if options.fold else (0, 0)
    for path in options.names:
        left, right, found = paired_in(path, lambda place: bool(n) and place % n == k)
        kept_pairs = more.setdefault((left, right), defaultdict(int))
        for pair, count in found.items():
            kept_pairs[pair] += count
        print(f"{path.name}: {len(found)} pairs of words", file=sys.stderr)
    tables = []
    spelled: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for path in options.paths:
        left, right, pairs = read_pairs(path)
        for pair, count in more.get((left, right), {}).items():
            pairs[pair] = pairs.get(pair, 0) + count
        pairs = {pair: count for pair, count in pairs.items() if pair not in left_out}
        for (a, b), count in pairs.items():
            spelled[left][a] += count
            spelled[right][b] += count
        kept = believable(pairs)
        print(f"{path.name}: {len(kept)} of {len(pairs)} pairs kept", file=sys.stderr)
        tables.append((left, right, kept))
    alphabets = {script: alphabet_of(words) for script, words in spelled.items()}
    channels = {f"{left}-{right}": learn(pairs) for left, right, pairs in tables}
    for script in sorted(alphabets):
        print(f"{script} with itself", file=sys.stderr)
        channels[f"{script}-{script}"] = learn(same_script(tables, script, options.same_script_limit))
    for name, costs in channels.items():
        first, second = (alphabets[script] for script in name.split("-"))
        known = [set(first) | {""}, set(second) | {""}]
        channels[name] = costs = {
            u: {v: cost for v, cost in row.items() if all(c in known[1] for c in v)}
            for u, row in costs.items()
            if all(c in known[0] for c in u)
        }
        let_kin_letters_pass(costs, first, second)
    model = {
        "alphabets": alphabets,
        "spelling": {
            script: spelling_of({w: 1.0 + float(np.log2(n)) for w, n in words.items()})
            for script, words in sorted(spelled.items())
        },
        "channels": channels,
        "offsets": dict.fromkeys(channels, OFFSET),
    }
    options.out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
