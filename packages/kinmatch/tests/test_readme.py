"""What the README shows runs as it stands."""

import re
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_readme_shows_names_and_persons() -> None:
    assert len(BLOCKS) == 2


@pytest.mark.parametrize("block", BLOCKS, ids=["names", "persons"])
def test_an_example_runs_and_prints_evidence(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(block, {})  # noqa: S102 - the README is ours
    printed = capsys.readouterr().out
    assert "agree" in printed
