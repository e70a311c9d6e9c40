"""Bad tables: a clear error that names the column, or a sensible answer."""

import math

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinmatch.engines import BadTable
from kinmatch.engines import layout as L
from kinmatch.engines.encode import Encoder
from kinmatch.engines.table import open_table, text_column


def refuse(columns, match):
    def read():
        table = pa.table(columns)
        open_table(table, called="left")
        for column in table.column_names:
            text_column(table, column, called="left")

    with pytest.raises(BadTable, match=match):
        read()


def test_a_table_without_names_says_which_columns_it_has():
    refuse({"person": ["a"], "nom": ["b"]}, "no column “name”; columns are person, nom")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("name", [1, 2]),
        ("mother", [b"x", b"y"]),
        ("name", [["a"], ["b"]]),
        ("sex", [True, False]),
        ("father", [{"a": 1}, {"a": 2}]),
        ("name", [1.5, 2.0]),
        ("birth", [1990.5, 2000.0]),
        ("birth", [math.inf, 1.0]),
    ],
)
def test_a_column_of_a_wrong_type_is_named(column, values):
    refuse({"name": ["a", "b"], column: values}, f"left.*“{column}”")


def test_null_nan_and_empty_mean_not_said():
    table = pa.table(
        {
            "name": ["Амина", None],
            "mother": pa.array([math.nan, math.nan]),
            "birth": pa.array([1990.0, math.nan]),
            "father": pa.nulls(2),
            "sex": ["nan", "NaN"],
        }
    )
    rows = Encoder().encode(table).rows
    assert (rows[:, L.MOTHER] == L.EMPTY).all()
    assert rows[0, L.BIRTH_FIRST] > 0
    assert rows[1, L.BIRTH_FIRST] == L.EMPTY
    assert rows[1, L.NAME] == L.EMPTY


def test_dates_and_years_are_read_from_their_own_types():
    import datetime

    day = datetime.date(1990, 5, 17)
    for values in (
        pa.array([day]), pa.array([datetime.datetime(1990, 5, 17, 3)]), pa.array(["1990-05-17"]),
        pa.array(["1990-05-17"]).dictionary_encode(), pa.array(["1990-05-17"], pa.large_string()),
    ):  # fmt: skip
        rows = Encoder().encode(pa.table({"name": ["Амина"], "birth": values})).rows
        assert rows[0, L.BIRTH_FIRST] == rows[0, L.BIRTH_LAST] == day.toordinal()
    assert Encoder().encode(pa.table({"name": ["Амина"], "birth": [1990]})).rows[0, L.BIRTH_FIRST] > 0


def test_a_file_that_is_no_table_is_named(tmp_path):
    path = tmp_path / "list.parquet"
    path.write_bytes(b"no parquet")
    with pytest.raises(BadTable, match=r"list\.parquet"):
        open_table(path, called="left")
    with pytest.raises(BadTable, match="there is no file"):
        open_table(tmp_path / "none.csv", called="left")


def test_csv_and_parquet_say_the_same(tmp_path):
    table = pa.table({"person": ["1", "2"], "name": ["Амина Алиева", "محمد علي"], "birth": ["1990", ""]})
    pq.write_table(table, tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("\ufeffperson,name,birth\n1,Амина Алиева,1990\n2,محمد علي,\n", "utf-8")
    said = []
    for name in ("a.parquet", "a.csv"):
        _, _, pieces = open_table(tmp_path / name, called="left")
        said.append([Encoder().encode(piece).rows.tolist() for piece in pieces])
    assert said[0] == said[1]


ANYTHING = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "محمد",
        "Умм Али",
        "عبد",
        "الدين",
        "а" * 300,
        "\u200f",
        "١٩٩٠",
        "-5",
        "200",
        "f",
        "паспорт:12; x:",
        "1990-13-45",
    ]
)


# Few examples of many cells: each table pays most of a second for the patterns that Arrow compiles anew.
@pytest.mark.slow
@settings(max_examples=16, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(*[ANYTHING | st.none()] * 9), min_size=1, max_size=12))
def test_no_cell_makes_the_encoder_fail(lines):
    columns = ["name", "other_names", "sex", "birth", "father", "mother", "husband", "marks", "identifiers"]
    clean = [[None if c is None else c.encode("utf-8", "ignore").decode() for c in line] for line in lines]
    table = pa.table(
        {name: pa.array([line[k] for line in clean], pa.string()) for k, name in enumerate(columns)}
    )
    rows = Encoder().encode(table).rows
    assert rows.shape == (len(lines), L.WIDTH)
    alone = Encoder().encode(table.slice(0, 1)).rows
    assert (alone[0, L.BIRTH_FIRST :] == rows[0, L.BIRTH_FIRST :]).all()
