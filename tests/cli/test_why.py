"""`wayhome match --why` as a new user tries it: in words, in bits, in pictures. All people are invented."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.cli.test_match import CAMP, REQUESTS
from wayhome.cli import main


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "requests.csv").write_text(REQUESTS, encoding="utf-8")
    (tmp_path / "camp.csv").write_text(CAMP, encoding="utf-8")
    return tmp_path


def run(files: Path, *arguments: object) -> int:
    return main(["match", str(files / "requests.csv"), str(files / "camp.csv"), *map(str, arguments)])


def test_alone_it_tells_every_pair_that_is_proposed(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "--why") == 0
    said = capsys.readouterr().out

    assert {line.split()[0] for line in said.splitlines() if line.startswith("P")} >= {"P1", "P2"}
    assert "weak" not in said


def test_with_a_person_it_tells_hers_only(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "--why", "P2", "--lang", "ru") == 0
    heads = [line for line in capsys.readouterr().out.splitlines() if line.startswith("P")]

    assert [head.split()[:2] for head in heads] == [["P2", "camp:6"]]
    assert "бит" in heads[0]


def test_contradictions_are_told_first(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "--why", "P4", "camp:5") == 0
    lines = capsys.readouterr().out.splitlines()
    signs = [line.strip()[0] for line in lines[1:] if line.strip() and line.strip()[0] in "+-"]

    assert signs == sorted(signs, key="-+".index)
    assert "-" in signs


def test_a_pair_is_told_with_its_family(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "--why", "P1", "camp:5") == 0
    said = capsys.readouterr().out

    assert "The family beside those listed together" in said
    assert "That raises this pair." in said


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_pictures_are_files_that_stand_alone(files: Path, language: str) -> None:
    assert run(files, "--pictures", files / "pictures", "--lang", language, "--why") == 0
    pictures = sorted((files / "pictures").iterdir())

    assert "pair-P1-camp_5.svg" in {path.name for path in pictures}
    assert sum(path.name.startswith("family-") for path in pictures) >= 1
    for path in pictures:
        root = ElementTree.parse(path).getroot()  # noqa: S314  our own markup
        assert root.attrib["lang"] == language
        assert float(root.attrib["width"]) > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--why", "P9"], "no person P9", id="no such person"),
        pytest.param(["--why", "P1", "camp:1"], "no person row camp:1", id="a row without people"),
        pytest.param(["--why", "P1", "camp"], "for example P00012 camp:31", id="no row"),
        pytest.param(["--why", "P1", "camp:5", "x"], "after the lists", id="the lists stand behind it"),
        pytest.param(["--pictures", "x"], "add --why", id="pictures of nothing"),
        pytest.param(["--why", "--pictures", "no/such/folder"], "there is no folder", id="no folder"),
    ],
)
def test_what_cannot_be_told_is_said(
    files: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(files, *arguments) == 2
    assert said in capsys.readouterr().err


def test_proposals_are_written_beside(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "--out", files / "m.csv", "--why", "P1") == 0
    assert (files / "m.csv").exists()
    assert "P1  camp:5" in capsys.readouterr().out
