"""What a run has done already, kept beside its parts, so that a killed run goes on where it stood."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from kinmatch.engines.settings import LinkSettings
from kinmatch.engines.table import Source
from kinmatch.weights import Weights, built_in

FORM = 1
"""Raised when what stands in a working folder is written in another way."""


class Manifest:
    """The record of one working folder; a folder of another run, or of other files, is begun anew."""

    def __init__(self, folder: Path, fingerprint: str, parts: dict[str, int]) -> None:
        self.folder = folder
        self._fingerprint = fingerprint
        self._parts = parts

    @classmethod
    def open(
        cls, folder: Path, sources: list[Source], settings: LinkSettings, weights: Weights | None
    ) -> Manifest:
        """Open the record in `folder`, an empty one where there is none of the same run."""
        fingerprint = _fingerprint(sources, settings, weights or built_in())
        path = folder / "manifest.json"
        kept: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        if kept.get("run") != fingerprint:
            for old in [*folder.glob("part-*.parquet"), *folder.glob("piece-*.arrow"), *folder.glob("*.tmp")]:
                old.unlink()
            return cls(folder, fingerprint, {})
        return cls(folder, fingerprint, {str(part): int(seen) for part, seen in kept["parts"].items()})

    def has_part(self, number: int) -> bool:
        """Say whether a part is scored."""
        return str(number) in self._parts

    def add_part(self, number: int, candidates: int) -> None:
        """Remember that a part is scored, and how many pairs it had."""
        self._parts[str(number)] = candidates
        self._write()

    @property
    def candidates(self) -> int:
        """Pairs scored so far."""
        return sum(self._parts.values())

    def done(self) -> None:
        """Drop the parts: the links are written, and parts hold pairs of persons."""
        for old in [*self.folder.glob("part-*.parquet"), *self.folder.glob("piece-*.arrow")]:
            old.unlink()
        (self.folder / "manifest.json").unlink(missing_ok=True)

    def _write(self) -> None:
        path = self.folder / "manifest.json"
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps({"run": self._fingerprint, "parts": self._parts}), "utf-8")
        draft.replace(path)


def _fingerprint(sources: list[Source], settings: LinkSettings, weights: Weights) -> str:
    """Tell runs apart by form, settings, weights and files; a file by its place, size and time of change."""
    facts: list[object] = [FORM, asdict(settings), weights.to_json()]
    for source in sources:
        if isinstance(source, pa.Table):
            facts.append([source.num_rows, str(source.schema), source.nbytes])
        elif Path(source).exists():
            stat = Path(source).stat()
            facts.append([str(Path(source).resolve()), stat.st_size, stat.st_mtime_ns])
    return hashlib.blake2b(json.dumps(facts, default=str).encode(), digest_size=16).hexdigest()
