"""An index gives the same candidates whatever its kind and however it came about."""

import sqlite3
import subprocess
import sys
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kinmatch import Child, DateSpan, Identifier, Name, NameKind, PersonRecord, Sex
from kinmatch.block import Index
from kinmatch.index import DiskIndex, MemoryIndex, record_keys
from kinmatch.index.disk import IndexFileError
from kinmatch.profile import build_profiles
from kinmatch.record import DateKind

SECRET = b"sixteen bytes or more"

WORDS = (
    "Патимат", "Магомедовна", "Алиева", "Магомед", "Хадижат", "Ибрагимов", "فاطمة", "محمد", "عبد الله", "أحمد", "علي",
    "خديجة", "Fatima", "Mohammed", "Ahmad", "Khadija", "Umm", "Умм", "ام", "Wagner", "x", "",
)  # fmt: skip
names = st.lists(st.sampled_from(WORDS), min_size=0, max_size=4).map(" ".join)
refs = st.sampled_from([f"r{n}" for n in range(12)])
days = st.dates(date(1950, 1, 1), date(2018, 1, 1))


@st.composite
def records(draw):
    """People of a few words, so that many share keys."""
    born = draw(st.none() | days)
    return PersonRecord(
        ref=draw(refs),
        names=tuple(
            Name(text, kind)
            for text, kind in draw(st.lists(st.tuples(names, st.sampled_from(NameKind)), max_size=2))
        ),
        sex=draw(st.none() | st.sampled_from(Sex)),
        birth=DateSpan(born, born, str(born), DateKind.EXACT) if born else None,
        father=draw(names),
        mother=draw(names),
        children=tuple(Child(name) for name in draw(st.lists(names, max_size=2))),
        identifiers=tuple(
            Identifier("pass", number) for number in draw(st.lists(st.sampled_from("12"), max_size=1))
        ),
    )


def every_kind(folder):
    """Give an index of each kind, empty."""
    return {
        "memory": MemoryIndex(),
        "memory, keyed": MemoryIndex(secret=SECRET),
        "disk": DiskIndex(folder / "plain.index"),
        "disk, keyed": DiskIndex(folder / "keyed.index", secret=SECRET),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(records(), max_size=12), asked=records(), most=st.integers(1, 6))
def test_every_kind_of_index_gives_the_same_candidates_in_the_same_order(
    tmp_path_factory, people, asked, most
):
    kinds = every_kind(tmp_path_factory.mktemp("index"))
    answers = []
    for index in kinds.values():
        for person in people:
            index.add(person)
        answers.append(index.query(asked, most))
        if isinstance(index, DiskIndex):
            index.close()
    assert all(answer == answers[0] for answer in answers)


@settings(max_examples=25, deadline=None)
@given(
    people=st.lists(records(), max_size=12, unique_by=lambda one: one.ref),
    asked=records(),
    chance=st.randoms(),
)
def test_the_order_of_arrival_and_arriving_together_change_nothing(people, asked, chance):
    one_by_one, together = MemoryIndex(), MemoryIndex()
    together.add_many(people)
    chance.shuffle(people)
    for person in people:
        one_by_one.add(person)
    assert one_by_one.query(asked, 5) == together.query(asked, 5)


class Comings(RuleBasedStateMachine):
    """Records come, are said anew and go; the index stays what a new one of the same records would be."""

    @initialize()
    def begin(self):
        self.memory, self.disk = MemoryIndex(), DiskIndex(":memory:", secret=SECRET)
        self.people: dict[str, PersonRecord] = {}

    @rule(person=records())
    def add(self, person):
        self.memory.add(person)
        self.disk.add(person)
        self.people[person.ref] = person

    @rule(people=st.lists(records(), max_size=5))
    def add_many(self, people):
        self.memory.add_many(people)
        self.disk.add_many(people)
        self.people |= {person.ref: person for person in people}

    @rule(ref=refs)
    def remove(self, ref):
        was_there = self.people.pop(ref, None) is not None
        assert self.memory.remove(ref) is was_there
        assert self.disk.remove(ref) is was_there

    @rule()
    def compact(self):
        self.memory.compact()
        self.disk.compact()

    @rule(asked=records(), most=st.integers(1, 5))
    def ask(self, asked, most):
        anew = MemoryIndex()
        anew.add_many(self.people.values())
        wanted = anew.query(asked, most)
        assert self.memory.query(asked, most) == wanted
        assert self.disk.query(asked, most) == wanted

    @invariant()
    def the_same_are_in_it(self):
        if hasattr(self, "people"):
            assert len(self.memory) == len(self.disk) == len(self.people)

    def teardown(self):
        if hasattr(self, "disk"):
            self.disk.close()


Comings.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
test_any_sequence_of_additions_and_removals_equals_a_new_index = Comings.TestCase


def crowd(count, seed=7):
    """Give people of whom every second is called محمد and the father's name of every third is أحمد."""
    chance = Random(seed)
    for number in range(count):
        given_name = "محمد" if number % 2 else chance.choice(WORDS[6:12])
        father = "أحمد" if number % 3 == 0 else "".join(chance.choices("بتثجحخدرزسشصطعغفقكلمنهي", k=5))
        born = date(1960 + number % 55, 1 + number % 12, 1 + number % 28)
        yield PersonRecord(
            ref=f"p{number}",
            names=(Name(f"{given_name} {father}"),),
            birth=DateSpan(born, born, "", DateKind.EXACT),
        )


def test_who_was_there_is_found_again_among_many_namesakes():
    index = MemoryIndex()
    people = list(crowd(3000))
    index.add_many(people)
    asked = people[1234:1300]
    assert all(person.ref in [found.ref for found in index.query(person, 20)] for person in asked)


def test_a_name_that_half_of_them_have_is_not_walked(monkeypatch):
    from kinmatch.index import ranking

    opened = []
    choose = ranking._choose

    def remember(slots, limit):
        opening = choose(slots, limit)
        opened.extend(key.size for slot in slots for key in slot.keys if key.number in opening)
        return opening

    monkeypatch.setattr(ranking, "_choose", remember)
    index = MemoryIndex()
    people = list(crowd(3000))
    index.add_many(people)
    for person in people[:50]:
        index.query(person)
    assert opened
    assert max(opened) <= ranking.LEAST_LIMIT


def test_a_million_namesakes_open_no_more_than_may_be_walked(monkeypatch):
    from kinmatch.index import ranking

    monkeypatch.setattr(ranking, "MOST_WALKED", 500)
    one, other = MemoryIndex(), MemoryIndex()
    people = [PersonRecord(ref=f"p{n}", names=(Name("محمد"),)) for n in range(1500)]
    one.add_many(people)
    other.add_many(reversed(people))
    found = one.query(PersonRecord(ref="q", names=(Name("Мухаммад"),)), 10)
    assert len(found) == 10
    assert found == other.query(PersonRecord(ref="q", names=(Name("Мухаммад"),)), 10)


def test_a_file_is_opened_again_without_rebuilding(tmp_path):
    people = list(crowd(300))
    with DiskIndex(tmp_path / "i", secret=SECRET) as index:
        index.add_many(people)
        index.remove("p5")
        wanted = [index.query(person, 10) for person in people[:20]]
    with DiskIndex(tmp_path / "i", secret=SECRET) as index:
        assert len(index) == 299
        assert "p5" not in index
        assert [index.query(person, 10) for person in people[:20]] == wanted


def test_common_keys_outgrow_their_tails_and_stay_whole(tmp_path, monkeypatch):
    from kinmatch.index import store

    monkeypatch.setattr(store, "TAIL", 8)
    people = list(crowd(200))
    memory = MemoryIndex()
    memory.add_many(people)
    with DiskIndex(tmp_path / "i") as index:
        for start in range(0, 200, 20):
            index.add_many(people[start : start + 20])
        for person in people[:30]:
            assert index.query(person, 10) == memory.query(person, 10)
        for number in range(0, 200, 3):
            index.remove(f"p{number}")
            memory.remove(f"p{number}")
        index.compact()
        for person in people[:30]:
            assert index.query(person, 10) == memory.query(person, 10)


def test_what_another_process_adds_is_found(tmp_path):
    people = list(crowd(40))
    with DiskIndex(tmp_path / "i") as one, DiskIndex(tmp_path / "i") as other:
        one.add_many(people[:20])
        assert len(other) == 20
        other.add_many(people[20:])
        other.remove("p3")
        assert len(one) == 39
        assert one.query(people[30], 5) == other.query(people[30], 5)


def test_an_addition_that_fails_leaves_nothing(tmp_path):
    people = list(crowd(30))
    with DiskIndex(tmp_path / "i") as index:
        index.add_many(people[:20])
        wanted = index.query(people[0], 10)
        index._store.append = lambda keys, places: (_ for _ in ()).throw(
            sqlite3.OperationalError("disk full")
        )
        with pytest.raises(sqlite3.OperationalError):
            index.add_many(people[20:])
        assert len(index) == 20
        assert index.query(people[0], 10) == wanted


CRASHING = """
import sys
from kinmatch import Name, PersonRecord
from kinmatch.index import DiskIndex
index = DiskIndex(sys.argv[1])
for number in range(10_000):
    index.add(PersonRecord(ref=f"p{number}", names=(Name("محمد أحمد"),)))
    print(number, flush=True)
"""


def test_a_killed_process_leaves_a_whole_file(tmp_path):
    path = tmp_path / "i"
    process = subprocess.Popen([sys.executable, "-c", CRASHING, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while int(process.stdout.readline()) < 25:
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    with DiskIndex(path) as index:
        assert len(index) >= 26
        assert len(index.query(PersonRecord(ref="q", names=(Name("محمد أحمد"),)), 10_000)) == len(index)


CANARIES = ("Зулайхат", "Канарейкина", "Canaribird", "كناري")


def test_with_a_secret_no_name_stands_in_the_file(tmp_path):
    index = DiskIndex(tmp_path / "i", secret=SECRET)
    person = PersonRecord(
        ref="1",
        names=(Name("Зулайхат Канарейкина"), Name("Canaribird كناري")),
        mother="Зулайхат",
        identifiers=(Identifier("pass", "CANARY-4711"),),
    )
    index.add(person)
    bones = {key[2:] for key in record_keys(person)}
    assert any("CANARY-4711" in bone for bone in bones)
    written = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    index.close()
    written += b"".join(part.read_bytes() for part in tmp_path.iterdir())
    for word in (*CANARIES, "CANARY-4711", "4711", *bones):
        for coded in (word.encode(), word.lower().encode(), word.encode("utf-16-le")):
            if len(coded) > 4:
                assert coded not in written
    assert SECRET not in written


def test_with_another_secret_the_stored_numbers_are_others(tmp_path):
    person = PersonRecord(ref="1", names=(Name("Зулайхат Канарейкина"),))
    stored = []
    for secret in (None, SECRET, b"another secret, as long"):
        path = tmp_path / str(len(stored))
        with DiskIndex(path, secret=secret) as index:
            index.add(person)
        with sqlite3.connect(path) as base:
            stored.append({key for (key,) in base.execute("SELECT key FROM posting")})
        base.close()
    assert not stored[0] & stored[1]
    assert not stored[1] & stored[2]


def test_a_file_is_not_read_with_another_secret(tmp_path):
    DiskIndex(tmp_path / "i", secret=SECRET).close()
    with pytest.raises(IndexFileError, match="another secret"):
        DiskIndex(tmp_path / "i")


def test_what_is_no_index_is_refused(tmp_path):
    (tmp_path / "i").write_bytes(b"request,person\n" * 100)
    with pytest.raises(IndexFileError):
        DiskIndex(tmp_path / "i")
    with pytest.raises(ValueError, match="secret"):
        MemoryIndex(secret=b"short")


def test_a_gallery_where_one_ref_stands_twice_keeps_both():
    profiles = build_profiles([PersonRecord(ref="1", names=(Name("محمد أحمد"),))] * 2)
    assert Index(profiles).find(profiles[0], most=5) == [0, 1]
    assert Index([]).find(profiles[0], most=5) == []


def test_what_may_be_found_can_be_narrowed_and_then_common_names_count_too():
    import numpy as np

    from kinmatch.index import Sketch, ranking, sketch_record
    from kinmatch.index.keys import text_slots
    from kinmatch.index.postings import Postings
    from kinmatch.index.traits import Traits, row_of
    from kinmatch.names import parse_name

    people = [sketch_record(person) for person in crowd(2000)]
    postings, traits = Postings(), Traits.empty()
    for person in people:
        postings.add({hash(key) for key in person.keys}, traits.append(row_of(person)))
    among = np.zeros(traits.size + 10, dtype=bool)[: traits.size]
    among[1::500] = True  # all of them are called محمد, as half of the others are
    asked = Sketch(ref="", slots=text_slots(parse_name("Мухаммад")))
    places, _ = ranking.rank(asked, hash, postings, traits, most=10, among=among)
    assert sorted(places.tolist()) == [1, 501, 1001, 1501]
    ranking_limit, ranking.MOST_WALKED = ranking.MOST_WALKED, 100
    try:
        places, _ = ranking.rank(asked, hash, postings, traits, most=10, among=among)
    finally:
        ranking.MOST_WALKED = ranking_limit
    assert sorted(places.tolist()) == [1, 501, 1001, 1501]


@pytest.mark.parametrize(
    "text", ["", "\ud800", "ا" * 10_000, "бв" * 5_000, "\u200f\u200b", "x " * 5_000, "Aмиنa"]
)
def test_odd_names_are_kept_and_asked_for(text, tmp_path):
    person = PersonRecord(ref="1", names=(Name(text), Name(text, NameKind.KUNYA)), mother=text, father=text)
    with DiskIndex(tmp_path / "i") as disk:
        memory = MemoryIndex()
        for index in (memory, disk):
            index.add(person)
            assert len(index) == 1
        assert memory.query(person) == disk.query(person)


def test_the_example_in_the_module_runs():
    import doctest

    import kinmatch.index

    assert doctest.testmod(kinmatch.index).failed == 0
