"""Whole tables are linked on one machine: true pairs found, common names bounded, killed runs continued."""

import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kinmatch.engines import BadTable, LinkSettings
from kinmatch.engines.duckdb import link

FIRST = ["Фатима", "Амина", "Хава", "Залина", "Асет", "Патимат", "Марьям", "Хадижат"]
FAMILY = [
    "Алиев",
    "Мусаев",
    "Гехаев",
    "Дадашев",
    "Абуев",
    "Магомедов",
    "Бисултанов",
    "Хатуев",
    "Исаев",
    "Юсупов",
]
FATHER = ["Магомед", "Руслан", "Ахмад", "Муса", "Иса", "Султан"]
IN_ARABIC = {
    "Фатима": "فاطمة", "Амина": "أمينة", "Хава": "حواء", "Патимат": "فاطمة", "Марьям": "مريم", "Магомед": "محمد",
    "Руслан": "رسلان", "Ахмад": "احمد", "Муса": "موسى",
}  # fmt: skip


def people(count, seed=3):
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        first, father = chance.choice(FIRST), chance.choice(FATHER)
        day = f"{chance.randint(1960, 2015)}-{chance.randint(1, 12):02}-{chance.randint(2, 28):02}"
        rows.append(
            {
                "person": f"P{number}",
                "name": f"{chance.choice(FAMILY)}а {first} {father}овна",
                "sex": "ж",
                "birth": day,
                "mother": chance.choice(FIRST),
            }
        )
    return rows


def linked(left, right=None, *, tmp_path, **more):
    out = tmp_path / "links.parquet"
    result = link(left, right, out=out, settings=LinkSettings(**more.pop("settings", {})), **more)
    table = pq.read_table(out)
    assert table.num_rows == result.count
    return result, table.to_pylist()


def test_persons_are_found_in_another_table(tmp_path):
    rows = people(300)
    other = [{**row, "person": "R" + row["person"]} for row in rows[::-1]]
    _, links = linked(pa.Table.from_pylist(rows), pa.Table.from_pylist(other), tmp_path=tmp_path)
    best = {}
    for one in links:
        best.setdefault(one["left"], one["right"])
    assert sum(best.get(row["person"]) == "R" + row["person"] for row in rows) >= 295


def test_a_woman_is_found_in_another_script(tmp_path):
    left = pa.Table.from_pylist(
        [{"name": "Алиева Патимат Магомедовна", "birth": "12.03.1988", "mother": "Марьям"}, *people(50)]
    )
    right = pa.Table.from_pylist(
        [
            {"name": "فاطمة محمد علييف", "birth": "1988", "mother": "مريم"},
            {"name": "حواء رسلان", "birth": "1990"},
        ]
    )
    _, links = linked(left, right, tmp_path=tmp_path, settings={"least_odds_bits": -8.0})
    assert ("row1", "row1") in {(one["left"], one["right"]) for one in links} or ("1", "1") in {
        (one["left"], one["right"]) for one in links
    }


def test_duplicates_within_one_table_stand_once(tmp_path):
    rows = people(120)
    rows += [{**row, "person": row["person"] + "again"} for row in rows[:40]]
    _, links = linked(pa.Table.from_pylist(rows), tmp_path=tmp_path)
    pairs = [frozenset((one["left"], one["right"])) for one in links]
    assert len(pairs) == len(set(pairs))
    assert sum(frozenset((f"P{n}", f"P{n}again")) in set(pairs) for n in range(40)) >= 39


def test_links_do_not_depend_on_parts_or_threads(tmp_path):
    left, right = pa.Table.from_pylist(people(200)), pa.Table.from_pylist(people(200, seed=4))
    loose = {"least_odds_bits": -15.0}
    one = linked(left, right, tmp_path=tmp_path, settings=loose)[1]
    many = linked(left, right, tmp_path=tmp_path, settings={**loose, "partitions": 7, "threads": 1})[1]
    assert one
    assert one == many


def test_links_do_not_depend_on_the_order_of_rows(tmp_path):
    rows, other = people(150), people(150, seed=4)
    loose = {"least_odds_bits": -15.0}
    one = linked(pa.Table.from_pylist(rows), pa.Table.from_pylist(other), tmp_path=tmp_path, settings=loose)[
        1
    ]
    turned = linked(
        pa.Table.from_pylist(rows[::-1]), pa.Table.from_pylist(other[::-1]), tmp_path=tmp_path, settings=loose
    )[1]
    assert one == turned


class Killed(Exception):
    pass


def test_a_killed_run_goes_on_and_gives_the_same_links(tmp_path):
    left, right = pa.Table.from_pylist(people(200)), pa.Table.from_pylist(people(200, seed=4))
    settings = {"least_odds_bits": -15.0, "partitions": 6, "threads": 1}
    whole = linked(left, right, tmp_path=tmp_path, settings=settings)[1]
    work = tmp_path / "work"
    steps = []

    def kill(stage, done, of):
        if stage == "score":
            steps.append(done)
            if done == 3:
                raise Killed

    with pytest.raises(Killed):
        linked(left, right, tmp_path=tmp_path, settings=settings, work=work, progress=kill)
    assert len(list(work.glob("part-*.parquet"))) >= 3
    again = []
    resumed = linked(
        left, right, tmp_path=tmp_path, settings=settings, work=work,
        progress=lambda stage, done, of: again.append(done) if stage == "score" else None,
    )[1]  # fmt: skip
    assert again[0] == 4
    assert resumed == whole
    assert not list(work.glob("*.parquet"))


def test_another_run_in_the_same_folder_begins_anew(tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    (work / "manifest.json").write_text('{"run": "another", "parts": {"0": 5}}')
    (work / "part-00000.parquet").write_text("nonsense")
    result, links = linked(
        pa.Table.from_pylist(people(60)), pa.Table.from_pylist(people(60)), tmp_path=tmp_path, work=work
    )
    assert links
    assert result.candidates


@pytest.mark.parametrize("birth", [None, "1988-03-12"])
def test_many_identical_names_are_bounded(tmp_path, birth):
    rows = [{"person": f"P{n}", "name": "محمد علي حسن", "birth": birth} for n in range(20_000)]
    result, links = linked(pa.Table.from_pylist(rows), pa.Table.from_pylist(rows), tmp_path=tmp_path)
    assert result.candidates <= 48 * 20_000
    assert not links
    assert result.left_unreached == 20_000


def test_a_table_may_be_empty(tmp_path):
    schema = pa.schema({"person": pa.string(), "name": pa.string()})
    result, links = linked(schema.empty_table(), pa.Table.from_pylist(people(5)), tmp_path=tmp_path)
    assert not links
    assert result.left_size == 0


def test_two_persons_under_one_id_are_refused_by_name(tmp_path):
    rows = [{"person": "P1", "name": "Амина"}, {"person": "P1", "name": "Хава"}]
    with pytest.raises(BadTable, match=r"left.*“person”.*“P1”"):
        linked(pa.Table.from_pylist(rows), tmp_path=tmp_path)
