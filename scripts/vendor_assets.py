"""Bring the front-end assets into the repository, each at its version and hash.

Users of Wayhome never need Node: what this script fetched is committed under `shell/static/vendor/`, and
`vendor_assets.lock.json` beside this file says what it is and where it came from. `tests/shell/test_vendored.py`
compares the two on every run, without network.

    python scripts/vendor_assets.py           # compare the files with the lock
    python scripts/vendor_assets.py --fetch   # fetch the packages (needs npm), write files and lock anew

One change is made on the way in: Bootstrap carries small pictures as `data:` addresses, which our content security
policy refuses. They become `none`; the same marks are drawn in `shell/static/shell/css/`.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "vendor_assets.lock.json"
VENDOR = HERE.parent / "src" / "wayhome" / "shell" / "static" / "vendor"

DATA_ADDRESS = re.compile(rb'url\((["\']?)data:.*?\1\)', re.DOTALL)
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*")


@dataclass(frozen=True)
class Package:
    """One npm package: `files` maps the path inside the package to the path under `vendor/`."""

    name: str
    version: str
    licence: str
    files: dict[str, str]


@dataclass(frozen=True)
class Face:
    """One font family of @fontsource; `cuts` are (subset, weight, style)."""

    package: str
    family: str
    version: str
    cuts: tuple[tuple[str, int, str], ...]


SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
UPRIGHT = tuple((subset, weight, "normal") for subset in SUBSETS for weight in (400, 600))
FACES = (
    Face("noto-sans", "Noto Sans", "5.3.0", UPRIGHT),
    # Romanisations stand in italics; they are Latin letters only.
    Face(
        "noto-serif",
        "Noto Serif",
        "5.3.0",
        (*UPRIGHT, ("latin", 400, "italic"), ("latin-ext", 400, "italic")),
    ),
    Face(
        "noto-sans-arabic",
        "Noto Sans Arabic",
        "5.3.0",
        (("arabic", 400, "normal"), ("arabic", 600, "normal")),
    ),
    Face(
        "noto-naskh-arabic",
        "Noto Naskh Arabic",
        "5.3.0",
        (("arabic", 400, "normal"), ("arabic", 600, "normal")),
    ),
)


def face_files(face: Face) -> dict[str, str]:
    """Return which file of the package goes where."""
    cuts = {
        f"files/{face.package}-{subset}-{weight}-{style}.woff2": f"fonts/{face.package}-{subset}-{weight}-{style}.woff2"
        for subset, weight, style in face.cuts
    }
    return cuts | {"LICENSE": f"fonts/{face.package}-OFL.txt"}


PACKAGES = (
    Package(
        "bootstrap",
        "5.3.9",
        "MIT",
        {
            "dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
            "dist/css/bootstrap.rtl.min.css": "bootstrap/bootstrap.rtl.min.css",
            "LICENSE": "bootstrap/LICENSE.txt",
        },
    ),
    Package(
        "htmx.org", "2.0.11", "0BSD", {"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE.txt"}
    ),
    *(Package(f"@fontsource/{face.package}", face.version, "OFL-1.1", face_files(face)) for face in FACES),
)


def clean(name: str, content: bytes) -> bytes:
    """Take out what a strict policy would refuse: `data:` pictures and pointers to source maps."""
    if name.endswith(".css"):
        content = DATA_ADDRESS.sub(b"none", content)
    if name.endswith((".css", ".js")):
        content = SOURCE_MAP.sub(b"", content).rstrip() + b"\n"
    return content


def fetch(package: Package, into: Path) -> tuple[Path, str]:
    """Unpack one package below `into`; return its folder and the integrity that the registry gave."""
    answer = subprocess.run(
        ["npm", "pack", "--json", f"{package.name}@{package.version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    facts = json.loads(answer.stdout)[0]
    folder = into / package.name.replace("/", "-")
    with tarfile.open(into / facts["filename"]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package", facts["integrity"]


def font_rules(face: Face, unicode_ranges: dict[str, str]) -> str:
    """Write the @font-face rules of one family, one per cut, so that a page loads only the scripts it shows."""
    rules = []
    for subset, weight, style in face.cuts:
        file = f"{face.package}-{subset}-{weight}-{style}.woff2"
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-style: {style}; font-weight: {weight}; '
            f'font-display: swap; src: url("{file}") format("woff2"); unicode-range: {unicode_ranges[subset]}; }}'
        )
    return "\n".join(rules)


def sha256(path: Path) -> str:
    """Return the hash of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch_all() -> None:
    """Replace `vendor/` and the lock by what the registry holds at the versions above."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    entries = []
    rules = []
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            folder, integrity = fetch(package, Path(scratch))
            hashes = {}
            for source, target in package.files.items():
                path = VENDOR / target
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(clean(target, (folder / source).read_bytes()))
                hashes[target] = sha256(path)
            entries.append(
                {
                    "name": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "integrity": integrity,
                    "files": hashes,
                }
            )
            for face in FACES:
                if package.name == f"@fontsource/{face.package}":
                    rules.append(font_rules(face, json.loads((folder / "unicode.json").read_text())))
    stylesheet = VENDOR / "fonts" / "fonts.css"
    stylesheet.write_text("/* Written by scripts/vendor_assets.py. */\n" + "\n".join(rules) + "\n")
    lock = {"packages": entries, "written": {"fonts/fonts.css": sha256(stylesheet)}}
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")


def differences() -> list[str]:
    """Say in sentences how `vendor/` differs from the lock; empty means it does not."""
    lock = json.loads(LOCK.read_text())
    expected = dict(lock["written"])
    for entry in lock["packages"]:
        expected |= entry["files"]
    present = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*") if path.is_file()}
    found = [
        f"{name} is in the lock and not in vendor/." for name in sorted(expected.keys() - present.keys())
    ]
    found += [
        f"{name} is in vendor/ and not in the lock." for name in sorted(present.keys() - expected.keys())
    ]
    found += [
        f"{name} is not the file that the lock names."
        for name in sorted(expected.keys() & present.keys())
        if sha256(present[name]) != expected[name]
    ]
    locked = {(entry["name"], entry["version"]) for entry in lock["packages"]}
    wanted = {(package.name, package.version) for package in PACKAGES}
    return found + [
        f"{name} {version} is only in one of script and lock." for name, version in sorted(locked ^ wanted)
    ]


def main() -> int:
    """Compare, or fetch first where that is asked; 1 if something differs."""
    parser = argparse.ArgumentParser(description="Compare or fetch the vendored front-end assets.")
    parser.add_argument(
        "--fetch", action="store_true", help="fetch anew and write files and lock (needs npm)"
    )
    if parser.parse_args().fetch:
        fetch_all()
    problems = differences()
    print("\n".join(problems) or "Vendored assets are as locked.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
