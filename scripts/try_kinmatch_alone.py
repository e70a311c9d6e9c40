"""Install kinmatch alone into an empty environment and try it as a new user would.

Needs the package index. Fails if anything had to be compiled, if Django came along, or if a command does not answer.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRIED = """
import sys, kinmatch
[found] = kinmatch.score_names([("Халидова Зайнап Мусаевна", "زينب موسى")])
assert found.bits > 3, found
[[best, *_]] = kinmatch.rank_names(["Халидова Зайнап"], ["سليمان إدريس", "زينب خاليدوفا"])
assert best.name == "زينب خاليدوفا", best
assert "django" not in sys.modules
print(f"weight of the pair: {found.bits:.1f} bits")
"""


def main() -> int:
    """Run all steps and give 0, or stop at the first that fails."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "env", with_pip=True)
        python = home / "env" / "bin" / "python"
        # Every dependency must have a wheel; kinmatch itself is pure Python and is packed from its folder.
        run(
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--only-binary",
            ":all:",
            str(ROOT / "packages" / "kinmatch"),
        )
        installed = run(python, "-m", "pip", "list", "--format=freeze").lower()
        print(installed)
        assert "django" not in installed
        wheels = run(python, "-m", "pip", "inspect")
        assert '"kinmatch"' in wheels
        print(run(python, "-c", TRIED, cwd=home))
        pairs = home / "pairs.tsv"
        pairs.write_text("a\tb\nХалидова Зайнап\tزينب خاليدوفا\n", encoding="utf-8")
        print(run(home / "env" / "bin" / "kinmatch", "score", str(pairs), "--out", "-"))
    print("kinmatch works alone")
    return 0


def run(*command: Path | str, cwd: Path | None = None) -> str:
    """Run a command and give what it printed; its failure ends the script."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
