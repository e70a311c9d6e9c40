"""`wayhome names` is kinmatch's own command under our roof, without Django."""

import os
import subprocess
import sys

from wayhome.cli import main


def test_pairs_are_weighed(tmp_path):
    (tmp_path / "p.tsv").write_text("a\tb\nСатуева Марьям\tمريم ساتويفا\n", encoding="utf-8")
    assert main(["names", "score", str(tmp_path / "p.tsv"), "--out", str(tmp_path / "s.tsv")]) == 0
    heading, row = (tmp_path / "s.tsv").read_text(encoding="utf-8").splitlines()
    assert heading == "a\tb\tweight\twhy"
    assert float(row.split("\t")[2]) > 5


def test_names_are_ranked_without_django(tmp_path):
    (tmp_path / "q.tsv").write_text("Сатуева Марьям\n", encoding="utf-8")
    (tmp_path / "g.tsv").write_text("مريم ساتويفا\nحسن علي\n", encoding="utf-8")
    code = (
        "import sys; from wayhome.cli import main\n"
        "code = main(['names', 'rank', 'q.tsv', 'g.tsv', '--out', 'r.tsv'])\n"
        "assert 'django' not in sys.modules\nraise SystemExit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.tsv").read_text(encoding="utf-8").splitlines()[1].split("\t")[:3] == [
        "Сатуева Марьям",
        "1",
        "مريم ساتويفا",
    ]
