"""Many names at once. All names are invented."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinmatch import rank_names, score_names
from kinmatch.kernel import names as kernel
from kinmatch.kernel.letters import HOPELESS, LONGEST, cheapest_path, cheapest_paths
from kinmatch.names.channel import FAR, same_name
from kinmatch.names.encode import EncodedNames, Vocabulary
from kinmatch.names.model import letters
from kinmatch.names.parse import parse_name
from kinmatch.names.says import WordWeights
from kinmatch.names.together import learned
from kinmatch.script import Script

NAMES = [
    "Халидова Зайнап Идрисовна", "زينب خاليدوفا", "Zaynab Khalidova", "Идрис Халидов", "سليمان بن إدريس", "Sulayman Idris",
    "Умм Зубайр", "ام زبير", "Ф. Халидова", "عبد الرحمن", "Абдурахман", "Abd al-Rahman Khalidov", "", "не знает", "مجهول",
]  # fmt: skip
written = st.one_of(st.sampled_from(NAMES), st.text(max_size=30))


@given(st.lists(st.tuples(written, written), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_neither_side_is_first(pairs):
    forth = score_names(pairs)
    back = score_names([(right, left) for left, right in pairs])
    assert [one.bits for one in forth] == [one.bits for one in back]


@given(st.lists(st.tuples(written, written), min_size=2, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_pairs_changes_no_weight(pairs, chance):
    weights = dict(zip(pairs, (one.bits for one in score_names(pairs)), strict=True))
    turned = list(pairs)
    chance.shuffle(turned)
    assert [one.bits for one in score_names(turned)] == [weights[pair] for pair in turned]


@given(written, written)
@settings(max_examples=60, deadline=None)
def test_the_parts_of_a_weight_add_up(left, right):
    (found,) = score_names([(left, right)])
    assert sum(part.bits for part in found.parts) == pytest.approx(found.bits, abs=0.01)


def test_the_order_of_a_gallery_changes_nothing():
    gallery = [name for name in NAMES if name]
    before = rank_names(["Зайнаб Халидова"], gallery)[0]
    random.Random(1).shuffle(gallery)
    after = rank_names(["Зайнаб Халидова"], gallery)[0]
    assert [(one.name, one.bits) for one in before] == [(one.name, one.bits) for one in after]


def test_the_words_of_queries_change_nothing():
    gallery = [name for name in NAMES if name]
    alone = rank_names(["Зайнаб Халидова"], gallery)[0]
    beside = rank_names(["Зайнаб Халидова", "Zaynab Khaled", "Марьям", "Z. K."], gallery)[0]
    assert [(one.name, one.bits) for one in alone] == [(one.name, one.bits) for one in beside]


def test_a_name_of_three_scripts_finds_itself_first():
    gallery = ["زينب خاليدوفا", "زهراء خاليدوفا", "زينب حسن", "Sulayman Idris", "Идрис Халидов"]
    for query in ("Халидова Зайнап", "Zaynab Khalidova", "خاليدوفا زينب"):
        assert rank_names([query], gallery, 1)[0][0].name == "زينب خاليدوفا"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("зайнап", "زينب"),
        ("халидов", "khalidov"),
        ("sulayman", "سليمان"),
        ("идрис", "идриз"),
        ("хава", "زبير"),
    ],
)
def test_one_word_and_many_are_compared_alike(left, right):
    vocabulary = Vocabulary()
    names = EncodedNames.of([parse_name(left), parse_name(right)], vocabulary)
    vocabulary.number(left), vocabulary.number(right)
    weights = WordWeights(vocabulary, names, held=len(vocabulary.words))
    row = weights._by_letters(vocabulary.numbers[left])
    assert row[vocabulary.numbers[right]] == same_name(left, right)


@given(st.text("абгдзилмнрх", min_size=1, max_size=9), st.text("ابجدزلمنرهي", min_size=1, max_size=9))
@settings(max_examples=80, deadline=None)
def test_a_path_given_up_is_one_that_says_the_least(left, right):
    model = letters()
    channel = model.channels[Script.CYRILLIC, Script.ARABIC]
    one, other = model.alphabets[Script.CYRILLIC], model.alphabets[Script.ARABIC]
    a, b = one.encode(left, LONGEST), other.encode(right, LONGEST)
    sizes = (len(one.numbers), len(other.numbers))
    whole = cheapest_path(a, len(a), b, len(b), channel.costs, channel.least, *sizes, 0, HOPELESS)
    apart = one.spelled(left) + other.spelled(right) + channel.offset
    assert same_name(left, right) == max(FAR, min(2500, apart - whole))


def test_paths_to_many_words_are_those_to_each():
    model = letters()
    alphabet = model.alphabets[Script.CYRILLIC]
    channel = model.channels[Script.CYRILLIC, Script.CYRILLIC]
    words = ["зайнап", "зайнаб", "хава", "идрис"]
    rows = np.zeros((len(words), LONGEST), dtype=np.int32)
    lengths = np.zeros(len(words), dtype=np.int32)
    for k, word in enumerate(words):
        code = alphabet.encode(word, LONGEST)
        rows[k, : len(code)], lengths[k] = code, len(code)
    out = np.zeros(len(words), dtype=np.int32)
    places = np.arange(len(words), dtype=np.int32)
    limits = np.full(len(words), HOPELESS, dtype=np.int32)
    n = len(alphabet.numbers)
    cheapest_paths(
        rows[0], lengths[0], rows, lengths, places, channel.costs, channel.least, n, n, 1600, limits, out
    )
    each = [
        cheapest_path(
            rows[0], lengths[0], rows[k], lengths[k], channel.costs, channel.least, n, n, 1600, HOPELESS
        )
        for k in places
    ]
    assert out.tolist() == each


def test_what_speaks_for_one_name_never_weighs_less_where_there_is_more_of_it():
    steps = learned().steps
    for count in (kernel.SUM, kernel.AGAINST, kernel.LEAST, kernel.LEAST_LETTERS, kernel.GIVEN_BITS):
        assert (np.diff(steps[count]) >= 0).all()
    for count in (kernel.CROSSED, kernel.CROSSED_MARKED, kernel.BOTH_MARKED):
        assert (np.diff(steps[count]) <= 0).all()
