"""Estimate the weights of persons and families from a set whose truth is known, and say how far they can be believed.

    .venv/bin/python scripts/fit_persons.py DATA_DIR [--write] [--compared FILE] [--method judged|blind]

DATA_DIR holds requests.csv, lists/ and truth.csv. The fit begins at, and leans on, data/weights_judged.json, which no data
has touched; --write puts the result into data/weights.json, with its model card beside it. Every figure is cross-fitted: what is told of a request was estimated
without it, and without the requests that ask for the same family. --compared keeps the comparisons in a file, so that a
second run with the same names and rarity only fits. --method blind uses no truth for the terms (expectation-maximisation).
"""

import argparse
import csv
import math
import pickle
import sys
import zlib
from collections import defaultdict
from importlib import resources
from pathlib import Path

import numpy as np

from kinmatch.band import Band, band_of
from kinmatch.compare import compare_pair, contradictions
from kinmatch.compete import Competition
from kinmatch.family import align_families
from kinmatch.learn import estimate_without_labels, fit_calibration, reliability
from kinmatch.learn.logistic import fit_terms
from kinmatch.learn.pairs import raw_bits, reweigh, table, vector
from kinmatch.match import Matcher, rarity_of, same_persons
from kinmatch.profile import build_profiles
from kinmatch.run import Comparison
from kinmatch.weights import Weights, interpolate
from rosters.reading import read
from wayhome.reading import read_list, read_requests

FOLDS = 4
ROUNDS = 2
WORTH_A_BAND_BITS = 2.0
STRONG_STEPS = (2000, 3000, 3500, 4000, 4500, 5000, 5500, 6000)
BLIND_PAIRS = 20_000
JUDGED = []


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--compared", type=Path)
    parser.add_argument("--method", choices=("judged", "blind"), default="judged")
    parser.add_argument("--lean", type=float, default=4.0)
    options = parser.parse_args()
    run, same = compared(options)
    task = Task(run, same, options.data, options)
    before = task.measure({fold: judged() for fold in range(FOLDS)})
    fitted = {fold: task.fit(lambda f, fold=fold: f != fold) for fold in range(FOLDS)}
    after = task.measure(fitted)
    whole = task.fit(lambda f: True)
    weights = Weights(
        whole.terms,
        fit_calibration(after["odds"], after["labels"]),
        f"estimated by scripts/fit_persons.py ({options.method}) on {options.data.name}: "
        f"{len(after['labels'])} candidate pairs, {sum(after['labels'])} of them one person",
    )
    text = told(before, after, judged(), weights) + "\n\n" + task.strong(after)
    print(text)
    if options.write:
        home = resources.files("kinmatch").joinpath("data")
        Path(str(home.joinpath("weights.json"))).write_text(weights.to_json() + "\n", encoding="utf-8")
        card = Path(str(home.joinpath("weights.md")))
        card.write_text(carded(card.read_text(encoding="utf-8"), text), encoding="utf-8")
        print("written: data/weights.json, data/weights.md")
    return 0


def judged():
    """Give the weights that were judged by hand, before anything was estimated; the same object each time."""
    if not JUDGED:
        text = resources.files("kinmatch").joinpath("data/weights_judged.json").read_text(encoding="utf-8")
        JUDGED.append(Weights.from_json(text))
    return JUDGED[0]


def compared(options):
    """Compare all candidates, or take them from the file where an earlier run kept them."""
    if options.compared and options.compared.exists():
        return pickle.loads(options.compared.read_bytes())  # noqa: S301 - a file that this script wrote
    lists = [
        read_list(sheet)
        for path in sorted((options.data / "lists").iterdir())
        for sheet in read(path.read_bytes(), filename=path.name).sheets
    ]
    stated_on = max((one.made_on for one in lists if one.made_on), default=None)
    requests = read_requests(
        (options.data / "requests.csv").read_bytes(), filename="requests.csv", stated_on=stated_on
    )
    left = build_profiles(requests.records)
    right = build_profiles([record for one in lists for record in one.records])
    rarity = rarity_of([*left, *right])
    same = same_persons(Matcher(rarity).duplicates(requests.records))
    run = Comparison(left, right, rarity, weights=judged())
    run.compare_candidates(None)
    run.align()
    if options.compared:
        options.compared.write_bytes(pickle.dumps((run, same)))
    return run, same


class Task:
    """The compared pairs with the truth about them, in folds of requests."""

    def __init__(self, run, same, data, options):
        self.run, self.same, self.options = run, same, options
        with (data / "truth.csv").open(encoding="utf-8-sig") as file:
            truth = list(csv.DictReader(file))
        self.true = {(t["person"], t["list"], t["row"]) for t in truth if t["kind"] == "same"}
        self.look_alikes = {(t["person"], t["list"], t["row"]) for t in truth if t["kind"] == "hard_negative"}
        self.fold = [zlib.crc32(root.encode()) % FOLDS for root in self.roots(truth)]
        self.pairs = sorted(run.own)
        self.raw = table([run.own[pair] for pair in self.pairs], run.weights)
        self.names = {pair: self.name(pair) for pair in self.pairs}

    def roots(self, truth):
        """Give for each person the request that stands for all requests for one family."""
        parent = {p.record.group: p.record.group for p in self.run.left}
        of_person = {p.ref: p.record.group for p in self.run.left}
        of_line = {p.record.order: p.record.group for p in self.run.left}

        def root(group):
            while parent[group] != group:
                group = parent[group]
            return group

        for t in truth:
            if t["kind"] == "duplicate_request" and int(t["row"]) in of_line:
                a, b = sorted((root(of_person[t["person"]]), root(of_line[int(t["row"])])))
                parent[b] = a
        return [root(p.record.group) for p in self.run.left]

    def name(self, pair):
        row = self.run.right[pair[1]].record
        return self.run.left[pair[0]].ref, row.source, row.row

    def aligned(self, weights):
        """Weigh all pairs again and align families: family evidence by pair, and the bits of all pairs."""
        bits = dict(zip(self.pairs, (self.raw @ vector(weights)).tolist(), strict=True))
        own = dict(bits)

        def score(i, j):
            if (i, j) not in own:
                evidence = compare_pair(self.run.left[i], self.run.right[j], self.run.rarity, weights)
                own[i, j] = sum(one.millibits for one in evidence) / 1000
            return own[i, j]

        family, _ = align_families(
            self.run.left, self.run.right, bits, score,
            prior_bits=self.run.prior_bits, population=self.run.population, weights=weights,
        )  # fmt: skip
        family = {pair: one for pair, one in family.items() if pair in bits}
        for pair, one in family.items():
            bits[pair] += one.bits
        return family, bits

    def one_per_row(self, standing):
        """A chat line names several people: keep its best record for each person, as `wayhome match` does."""
        best = {}
        for pair in sorted(standing, key=lambda pair: (-standing[pair], pair)):
            best.setdefault(self.names[pair], pair)
        return best

    def fit(self, chosen):
        """Fit own evidence beside what families add, twice, since families add more where members are clearer."""
        weights = judged()
        for _ in range(ROUNDS):
            family, bits = self.aligned(weights)
            best = set(self.one_per_row(bits).values())
            places = [n for n, pair in enumerate(self.pairs) if pair in best and chosen(self.fold[pair[0]])]
            raw = self.raw[places]
            for row, n in zip(raw, places, strict=True):
                if self.pairs[n] in family:
                    row += raw_bits([family[self.pairs[n]]], weights)
            if self.options.method == "blind":
                return self.without_truth([self.run.own[self.pairs[n]] for n in places])
            labels = np.array([self.names[self.pairs[n]] in self.true for n in places])
            terms, _ = fit_terms(raw, labels, weights, lean=self.options.lean)
            weights = Weights(terms)
        return weights

    def without_truth(self, evidence):
        chance = np.random.default_rng(5)
        run = self.run
        some = chance.integers((len(run.left), len(run.right)), size=(BLIND_PAIRS, 2)).tolist()
        blind = [compare_pair(run.left[i], run.right[j], run.rarity, run.weights) for i, j in some]
        found, share = estimate_without_labels(evidence, blind, run.weights, prior_bits=run.prior_bits)
        print(f"without labels: {share:.4f} of the candidates are one person", file=sys.stderr)
        return found

    def measure(self, weights_by_fold):
        """Measure each fold with the weights that were estimated without it."""
        standing, evidence, leads = {}, {}, {}
        for fold, weights in weights_by_fold.items():
            if not fold or weights is not weights_by_fold[0]:
                family, bits = self.aligned(weights)
                odds = {pair: one + self.run.prior_bits for pair, one in bits.items()}
                competition = Competition(odds, self.run.left, self.run.right, self.same)
            for pair, one in odds.items():
                if self.fold[pair[0]] == fold:
                    standing[pair] = competition.competed(pair)
                    if standing[pair] > WORTH_A_BAND_BITS:
                        again = reweigh(self.run.own[pair], self.run.weights, weights)
                        evidence[pair] = (*again, *([family[pair]] if pair in family else []))
                        leads[pair] = one - max(competition.rivals(pair), default=-math.inf)
        return self.figures(standing) | {"evidence": evidence, "leads": leads}

    def figures(self, standing):
        best = self.one_per_row(standing)
        scored = sorted(
            ((standing[pair], name in self.true, name) for name, pair in best.items()), reverse=True
        )
        labels = [is_true for _, is_true, _ in scored]
        hits, precision = 0, 0.0
        for n, is_true in enumerate(labels, 1):
            hits += is_true
            precision += is_true * hits / n
        first, persons = defaultdict(lambda: (-math.inf, False)), {person for person, _, _ in self.true}
        for odds, is_true, name in scored:
            first[name[0]] = max(first[name[0]], (odds, is_true))
        return {
            "odds": [round(odds * 1000) for odds, _, _ in scored],
            "labels": labels,
            "pairs": [best[name] for _, _, name in scored],
            "folds": [self.fold[best[name][0]] for _, _, name in scored],
            "average precision": precision / len(self.true),
            "recall@1": sum(first[person][1] for person in persons) / len(persons),
        }

    def strong(self, found):
        """Tell what calling pairs strong from other odds on would bring, each fold calibrated without itself."""
        persons = {person for person, _, _ in self.true}
        lines = ["| strong from | pairs | precision | of persons | look-alikes |", "|---|---|---|---|---|"]
        odds = dict(zip(found["pairs"], calibrated(found), strict=True))
        for least in STRONG_STEPS:
            called = {
                self.names[pair]
                for pair, evidence in found["evidence"].items()
                if pair in odds
                and odds[pair] >= least
                and band_of(10**6, evidence, contradictions(evidence), lead_bits=found["leads"][pair])
                is Band.STRONG
            }
            right = called & self.true
            share = len({name[0] for name in right}) / len(persons)
            lines.append(
                f"| {least} | {len(called)} | {len(right) / max(1, len(called)):.4f} | {share:.3f} "
                f"| {len(called & self.look_alikes)} |"
            )
        return "\n".join(lines)


def calibrated(found):
    """Calibrate each fold with what the other folds met."""
    odds, labels, folds = (np.array(found[name]) for name in ("odds", "labels", "folds"))
    result = np.zeros(len(odds), dtype=int)
    for fold in range(FOLDS):
        rest = folds != fold
        knots = fit_calibration([int(x) for x in odds[rest]], [bool(x) for x in labels[rest]])
        for n in np.flatnonzero(~rest):
            result[n] = interpolate(knots, int(odds[n]))
    return [int(x) for x in result]


def told(before, after, old, new):
    """Give the figures as text: before and after, the reliability table, and the terms that moved."""
    lines = ["| cross-fitted by family | before | after |", "|---|---|---|"]
    for name in before:
        if isinstance(before[name], float):
            lines.append(f"| {name} | {before[name]:.4g} | {after[name]:.4g} |")
    rows = {
        "as summed": (
            reliability(before["odds"], before["labels"]),
            reliability(after["odds"], after["labels"]),
        ),
        "calibrated": (
            reliability(calibrated(before), before["labels"]),
            reliability(calibrated(after), after["labels"]),
        ),
    }
    for name, (one, other) in rows.items():
        lines.append(f"| log loss, bits a pair, {name} | {one.log_loss:.5f} | {other.log_loss:.5f} |")
        lines.append(f"| calibration error, {name} | {one.error:.5f} | {other.error:.5f} |")
    lines += ["", "| probability said | pairs | said | met | 95 % interval |", "|---|---|---|---|---|"]
    for line in rows["calibrated"][1].lines:
        lines.append(
            f"| {line.low:.2f}–{line.high:.2f} | {line.pairs} | {line.said:.3f} | {line.met:.3f} "
            f"| {line.low_95:.3f}–{line.high_95:.3f} |"
        )
    lines += ["", "| term | before | after |", "|---|---|---|"]
    for term, weight in sorted(new.terms.items()):
        lines.append(f"| {term} | {old.terms[term]} | {weight} |")
    return "\n".join(lines)


MARK = "<!-- what follows is written by scripts/fit_persons.py -->"


def carded(card, text):
    head = card.partition(MARK)[0].rstrip()
    return f"{head}\n\n{MARK}\n\n{text}\n"


if __name__ == "__main__":
    sys.exit(main())
