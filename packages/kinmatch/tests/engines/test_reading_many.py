"""Names read by the column are read as one by one."""

import pyarrow as pa
import pytest

from kinmatch.engines.layout import ROLE_CODE
from kinmatch.engines.reading import MOST_TOKENS, NameReader
from kinmatch.names import parse_name
from kinmatch.names.parts import Role

SILENT = (Role.TITLE, Role.PARTICLE, Role.NISBA, Role.UNKNOWN)
NAMES = [
    "Алиева Патимат Магомедовна", "Магомедов Магомед Магомедович", "فاطمة محمد عبد الله", "نور الدين محمد علي",
    "عبد الرحمن بن خالد", "أم عبدالله", "ام راضية", "Abd al-Rahman Fatima", "Umm Ali (Aisha)", "Сайд-Эмин Мусаев",
    "А. Б. Иванова", "Алиева АМ", "жена Магомеда", "не знает", "имя не помнит", "", "?", "12", "حجي محمد الشيشاني",
    "Fatima Zahra Khasanova", "ивановa Мария", "طارق نجيب الهاشمي", "محمد امين", "عبد", "الدين", "عبد عبد الله",
    "Бердигеран Мусан Ахмад", "ابوعمر محمد", "x" * 500, "محمد " * 30, "\u200fمحمد\u200e علي", "Иван\ud800ов Петр",
    "baby of Salima", "Муса оглы Али", "De La Cruz Maria", "Ахмад  Мухаммад\tАли", "Не Знаева Анна", "الله", "و",
]  # fmt: skip


def read_one_by_one(name):
    parsed = parse_name(name)
    kept = [] if parsed.is_unknown else [token for token in parsed.tokens if token.role not in SILENT]
    words = [(t.norm, t.stem, t.forms, ROLE_CODE[t.role]) for t in kept[:MOST_TOKENS]]
    return words, {"f": 1, "m": 2}.get(parsed.sex or "", 0)


def read_together(names):
    reader = NameReader()
    found = reader.read(pa.array(names, pa.string()))
    out = []
    for words, roles, sex in zip(found.words, found.roles, found.sex, strict=True):
        tokens = [(reader.tokens[w], int(r)) for w, r in zip(words, roles, strict=True) if w >= 0]
        out.append(([(t.norm, t.stem, t.forms, role) for t, role in tokens], int(sex)))
    return out


def test_a_column_of_names_is_read_as_each_name_alone():
    names = [name for name in dict.fromkeys(NAMES) if name.isprintable() or "\t" in name]
    names = [name for name in names if "\ud800" not in name]
    for name, found in zip(names, read_together(names), strict=True):
        assert found == read_one_by_one(name), name


def test_a_name_is_read_the_same_whatever_stands_beside_it():
    names = [name for name in dict.fromkeys(NAMES) if "\ud800" not in name]
    assert [read_together([name])[0] for name in names] == read_together(names)


@pytest.mark.parametrize("count", [0, 1])
def test_few_names_are_read_too(count):
    assert len(read_together(NAMES[:count])) == count
