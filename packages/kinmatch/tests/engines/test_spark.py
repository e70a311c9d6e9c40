"""Spark gives the links that one machine gives, to the millibit."""

import importlib.util
import random
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kinmatch.engines import BadTable, LinkSettings
from kinmatch.engines.duckdb import link

if None in (importlib.util.find_spec("pyspark"), importlib.util.find_spec("pandas"), shutil.which("java")):
    pytest.skip("Spark, pandas or Java is not installed", allow_module_level=True)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]

NAMES = [
    "Фатима",
    "Амина",
    "Хава",
    "Патимат",
    "Марьям",
    "فاطمة",
    "أمينة",
    "حواء",
    "مريم",
    "Fatima",
    "Amina",
    "Hawa",
]
FAMILIES = ["Алиева", "Мусаева", "Гехаева", "علييف", "موسايف", "Alieva", "Musaeva", "Gekhaeva", ""]
FATHERS = ["Магомедовна", "Руслановна", "محمد", "رسلان", "Magomedovna", ""]


def table(count, seed):
    chance = random.Random(seed)

    def day():
        year = str(chance.randint(1970, 2010))
        return chance.choice(["", year, f"{year}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"])

    return pa.table(
        {
            "person": [f"{seed}-{n}" for n in range(count)],
            "name": [
                f"{chance.choice(NAMES)} {chance.choice(FATHERS)} {chance.choice(FAMILIES)}"
                for _ in range(count)
            ],
            "other_names": [chance.choice(["", "", "Умм Али", "Умм Али; Зара"]) for _ in range(count)],
            "birth": [day() for _ in range(count)],
            "mother": [chance.choice([*NAMES, None]) for _ in range(count)],
            "sex": [chance.choice(["f", "ж", ""]) for _ in range(count)],
            "origin": [chance.choice(["Грозный", "", "Tashkent"]) for _ in range(count)],
            "identifiers": [
                chance.choice(["", "", f"passport:{chance.randint(1, 50)}"]) for _ in range(count)
            ],
        }
    )


@pytest.fixture(scope="module")
def session():
    from kinmatch.engines.spark import start_session

    session = start_session("local[2]", memory_gb=1, options={"spark.sql.shuffle.partitions": "3"})
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.parametrize("within", [False, True])
def test_spark_gives_the_links_of_one_machine(session, tmp_path, within):
    from kinmatch.engines.spark import link as link_on_spark

    paths = []
    for seed in (1, 2):
        paths.append(tmp_path / f"{seed}.parquet")
        pq.write_table(table(400, seed), paths[-1])
    right = None if within else paths[1]
    settings = LinkSettings(least_odds_bits=-12.0, partitions=3)
    one = link(paths[0], right, out=tmp_path / "one.parquet", settings=settings)
    other = link_on_spark(paths[0], right, out=tmp_path / "other.parquet", settings=settings, session=session)
    assert one.count > 100
    assert (
        pq.read_table(tmp_path / "one.parquet").to_pylist()
        == pq.read_table(tmp_path / "other.parquet").to_pylist()
    )
    assert (one.count, one.candidates, one.left_unreached) == (
        other.count,
        other.candidates,
        other.left_unreached,
    )


def test_spark_names_the_column_that_is_wrong(session, tmp_path):
    from kinmatch.engines.spark import link as link_on_spark

    pq.write_table(pa.table({"person": ["1"], "name": [5]}), tmp_path / "a.parquet")
    with pytest.raises(BadTable, match="“name” holds"):
        link_on_spark(tmp_path / "a.parquet", out=tmp_path / "o.parquet", session=session)
    pq.write_table(pa.table({"person": ["1", "1"], "name": ["a", "b"]}), tmp_path / "b.parquet")
    with pytest.raises(BadTable, match="“person” must tell persons apart"):
        link_on_spark(tmp_path / "b.parquet", out=tmp_path / "o.parquet", session=session)
