"""The README's example runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path


def test_the_example_of_the_readme_holds() -> None:
    text = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    assert code.count("assert") >= 9
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 the code is our own README
