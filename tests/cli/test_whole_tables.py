"""`wayhome match --engine`: whole tables of persons, without Django."""

import csv

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wayhome.cli import main

REQUESTS = """request,person,name,sex,birth,father,mother
R1,P1,Алиева Патимат Магомедовна,ж,12.03.1988,,Марьям
R1,P2,Алиев Иса Русланович,м,2014,,Патимат
R2,P3,Мусаева Зарема Ахмедовна,ж,1990-05-17,,
"""
LIST = """name,birth,mother
Алиева Патимат Магомедовна,1988,Марьям
Гехаев Ислам,1970,
Мусаева Зарема Ахмедовна,1990-05-17,Хава
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "requests.csv").write_text(REQUESTS, "utf-8")
    (tmp_path / "camp.csv").write_text(LIST, "utf-8")
    return tmp_path


def lines(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_whole_tables_give_the_columns_of_the_matches_file(files):
    out = files / "out.csv"
    assert (
        main(
            [
                "match",
                str(files / "requests.csv"),
                str(files / "camp.csv"),
                "--engine",
                "duckdb",
                "--out",
                str(out),
            ]
        )
        == 0
    )
    found = {(line["request"], line["person"], line["list"], line["row"]) for line in lines(out)}
    assert ("R1", "P1", "camp", "2") in found
    assert ("R2", "P3", "camp", "4") in found
    assert {line["band"] for line in lines(out)} <= {"strong", "possible", "weak"}


def test_several_files_of_several_kinds_are_one_table(files):
    pq.write_table(
        pa.table({"person": ["a"], "name": ["Мусаева Зарема Ахмедовна"], "birth": ["1990-05-17"]}),
        files / "more.parquet",
    )
    (files / "ugly.csv").write_text(
        "Список\n№;ФИО;Дата рождения\n1;Алиева Патимат Магомедовна;12.03.1988\n", "utf-8"
    )
    out = files / "out.csv"
    lists = [str(files / name) for name in ("camp.csv", "more.parquet", "ugly.csv")]
    assert main(["match", str(files / "requests.csv"), *lists, "--engine", "duckdb", "--out", str(out)]) == 0
    found = {(line["person"], line["list"], line["row"]) for line in lines(out)}
    assert {("P3", "more", "a"), ("P1", "ugly", "3"), ("P1", "camp", "2")} <= found


def test_a_wrong_column_is_named(files, capsys):
    pq.write_table(pa.table({"name": [1, 2]}), files / "bad.parquet")
    code = main(
        [
            "match",
            str(files / "requests.csv"),
            str(files / "bad.parquet"),
            "--engine",
            "duckdb",
            "--out",
            str(files / "o.csv"),
        ]
    )
    assert code == 3
    assert "“name” holds int64" in capsys.readouterr().err
    assert not (files / "o.csv").exists()


def test_an_engine_needs_a_place_to_write_and_explains_no_pair(files, capsys):
    both = ["match", str(files / "requests.csv"), str(files / "camp.csv"), "--engine", "duckdb"]
    assert main(both) == 2
    assert main([*both, "--out", str(files / "o.csv"), "--rows", str(files / "r.csv")]) == 2
    assert "--engine goes without" in capsys.readouterr().err
