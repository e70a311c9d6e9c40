"""What we took from others is what the lock says, and nothing in it breaks our content security policy."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "wayhome" / "shell" / "static"
# The colours of the screen stand in one file, those of paper in another.
WITHOUT_COLOURS = [
    path for path in sorted((STATIC / "shell").rglob("*.css")) if path.name not in {"tokens.css", "print.css"}
]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_vendored_files_are_those_of_the_lock():
    assert script("vendor_assets").differences() == []


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_no_stylesheet_reaches_outside(path: Path):
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text("utf-8"))

    assert [address for address in addresses if re.match(r"(data:|https?:|//)", address)] == []


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_every_file_that_a_stylesheet_names_is_there(path: Path):
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text("utf-8"))

    assert [address for address in addresses if not (path.parent / address).resolve().is_file()] == []


@pytest.mark.parametrize("path", sorted((STATIC / "shell").rglob("*.css")), ids=lambda path: path.name)
def test_our_styles_know_no_left_and_right(path: Path):
    physical = re.findall(
        r"[;{\s](margin-left|margin-right|padding-left|padding-right|border-left|border-right|left|right|"
        r"text-align:\s*left|text-align:\s*right|float:\s*left|float:\s*right)\s*[:;]",
        path.read_text("utf-8"),
    )

    assert physical == []


@pytest.mark.parametrize("path", WITHOUT_COLOURS, ids=lambda path: path.name)
def test_colours_are_written_down_in_one_place(path: Path):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", path.read_text("utf-8")) == []


def test_every_catalogue_compiles(tmp_path: Path):
    compiler = script("compile_messages")
    for path in compiler.catalogues(compiler.SOURCE):
        copy = tmp_path / path.relative_to(compiler.SOURCE)
        copy.parent.mkdir(parents=True)
        copy.write_bytes(path.read_bytes())

        assert compiler.compile_one(copy).stat().st_size > 0
