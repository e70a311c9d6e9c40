"""`kinmatch score` and `kinmatch rank` as a new user runs them. All names are invented."""

import subprocess
import sys

import pytest

from kinmatch import rank_names, score_names
from kinmatch.cli import main


@pytest.fixture
def write(tmp_path):
    def put(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return put


def run(*arguments):
    return main([str(argument) for argument in arguments])


def table(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def test_pairs_in_any_script_get_a_weight_and_a_reason(write, tmp_path):
    pairs = write("p.tsv", "a\tb\nХалидова Зайнап\tزينب خاليدوفا\nKhalidova Zaynab\tأحمد حسن\n")
    assert run("score", pairs, "--out", tmp_path / "s.tsv") == 0
    heading, same, other = table(tmp_path / "s.tsv")
    assert heading == ["a", "b", "weight", "why"]
    assert float(same[2]) > 5 > 0 > float(other[2])
    assert "Зайнап" in same[3]
    assert "given name" in same[3]


def test_the_reason_is_told_in_the_language_asked_for(write, tmp_path):
    pairs = write("p.tsv", "Зайнап\tزينب\n")
    run("score", pairs, "--out", tmp_path / "ru.tsv", "--lang", "ru")
    run("score", pairs, "--out", tmp_path / "ar.tsv", "--lang", "ar")
    assert "имя" in table(tmp_path / "ru.tsv")[1][3]
    assert "الاسم" in table(tmp_path / "ar.tsv")[1][3]


def test_headings_may_stand_anywhere_and_other_columns_are_kept(write, tmp_path):
    pairs = write(
        "p.tsv",
        b"\xef\xbb\xbfid\tB\tlabel\tA\r\n7\tZaynab\tyes\t\xd0\x97\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0\xd0\xbf\r\n",
    )
    assert run("score", pairs, "--out", tmp_path / "s.tsv") == 0
    heading, row = table(tmp_path / "s.tsv")
    assert heading == ["id", "B", "label", "A", "weight", "why"]
    assert row[:4] == ["7", "Zaynab", "yes", "Зайнап"]
    assert float(row[4]) > 3


def test_empty_lines_and_unknown_names_are_answered_with_an_empty_weight(write, tmp_path):
    pairs = write("p.tsv", "Зайнап\tزينب\n\nне знает\tزينب\n\tزينب\n")
    assert run("score", pairs, "--out", tmp_path / "s.tsv") == 0
    _, *rows = table(tmp_path / "s.tsv")
    assert [row[2] == "" for row in rows] == [False, True, True, True]


def test_queries_find_their_names_in_a_gallery(write, tmp_path, capsys):
    queries = write("q.tsv", "query\nХалидова Зайнап\n\nSulayman Idris\n")
    gallery = write("g.tsv", "سليمان إدريس\nزينب خاليدوفا\nحسن علي\nزينب خاليدوفا\n")
    assert run("rank", queries, gallery, "--top", "2", "--out", "-") == 0
    heading, *rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert heading == ["query", "rank", "name", "weight"]
    best = {row[0]: row[2] for row in rows if row[1] in ("1", "")}
    assert best == {"Халидова Зайнап": "زينب خاليدوفا", "": "", "Sulayman Idris": "سليمان إدريس"}
    assert max(int(row[1] or 0) for row in rows) <= 2


def test_every_line_of_a_gallery_is_a_name_unless_it_is_exactly_a_heading(write, tmp_path):
    queries, gallery = write("q.tsv", "Names Zaynab\n"), write("g.tsv", "Zaynab\nname\n")
    assert run("rank", queries, gallery, "--out", tmp_path / "r.tsv") == 0
    assert table(tmp_path / "r.tsv")[1][:3] == ["Names Zaynab", "1", "Zaynab"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(
            b"a\tb\n\xff\xf0x\ty\n", "line 2: this is no UTF-8 text", id="bytes of another encoding"
        ),
        pytest.param(
            "Зайнап\tزينب\nЗайнап\n".encode(), "line 2: there are not two names", id="one name only"
        ),
        pytest.param("a\tb\n".encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(b"PK\x03\x04...", "spreadsheet", id="a spreadsheet"),
    ],
)
def test_what_cannot_be_read_is_named_by_file_and_line(write, tmp_path, capsys, data, told):
    pairs = write("p.tsv", data)
    assert run("score", pairs, "--out", tmp_path / "s.tsv") == 3
    message = capsys.readouterr().err
    assert "p.tsv" in message
    assert told in message
    assert not (tmp_path / "s.tsv").exists()


def test_files_that_are_not_there_are_named(write, tmp_path, capsys):
    assert run("score", tmp_path / "none.tsv", "--out", tmp_path / "s.tsv") == 3
    assert "none.tsv" in capsys.readouterr().err
    pairs = write("p.tsv", "Зайнап\tزينب\n")
    assert run("score", pairs, "--out", tmp_path / "no" / "s.tsv") == 3
    assert "No such file" in capsys.readouterr().err


def test_an_empty_file_gives_a_heading_only(write, tmp_path):
    empty = write("e.tsv", "")
    assert run("score", empty, "--out", tmp_path / "s.tsv") == 0
    assert table(tmp_path / "s.tsv") == [["a", "b", "weight", "why"]]
    assert run("rank", empty, empty, "--out", tmp_path / "r.tsv") == 0
    assert table(tmp_path / "r.tsv") == [["query", "rank", "name", "weight"]]


def test_top_less_than_one_is_wrong_usage(write, tmp_path):
    names = write("n.tsv", "Зайнап\n")
    assert run("rank", names, names, "--top", "0", "--out", tmp_path / "r.tsv") == 2
    with pytest.raises(ValueError, match="top"):
        rank_names(["Зайнап"], ["Зайнап"], 0)


def test_ten_thousand_letters_are_a_name_like_any_other(write, tmp_path):
    long = "Зайнап" * 2000
    pairs = write("p.tsv", f"{long}\t{long}\n{long}\tزينب\n")
    assert run("score", pairs, "--out", tmp_path / "s.tsv") == 0
    assert len(table(tmp_path / "s.tsv")) == 3


def test_names_of_equal_weight_stand_in_the_order_of_their_text():
    [ranked] = rank_names(["Зайнап"], ["Зайнап Юсупова", "Зайнап Асанова", "Зайнап Мусаева"], 3)
    weights = [one.bits for one in ranked]
    assert weights == sorted(weights, reverse=True)
    assert [(-one.bits, one.name) for one in ranked] == sorted((-one.bits, one.name) for one in ranked)


def test_the_order_of_a_gallery_changes_no_rank():
    gallery = ["سليمان إدريس", "زينب خاليدوفا", "حسن علي", "Zaynab Khalid", "Зайнаб"]
    forth, back = rank_names(["Халидова Зайнап"], gallery), rank_names(["Халидова Зайнап"], gallery[::-1])
    assert [(one.name, one.bits) for one in forth[0]] == [(one.name, one.bits) for one in back[0]]


def test_scoring_answers_in_the_order_of_the_pairs():
    found = score_names([("Зайнап", "زينب"), ("", ""), ("Зайнап", "حسن")])
    assert found[0].bits > 0
    assert found[1].parts == ()
    assert found[2].bits < 0


def test_help_needs_no_engine():
    code = "import sys; from kinmatch.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nassert 'numpy' not in sys.modules and 'rapidfuzz' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "score" in done.stdout
