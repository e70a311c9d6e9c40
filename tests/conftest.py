"""What every test of the application shares: who acts, and a fixed moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests import cluster
from wayhome.vault.compartments import Compartment
from wayhome.vault.principals import Principal, acting_as

Acting = Callable[..., AbstractContextManager[Principal]]


def opens_everything(case_file_id: UUID | None, compartment: Compartment, row_id: UUID | None = None) -> bool:
    return True


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def everyone() -> Principal:
    """One who may open everything; only tests have such a principal."""
    return Principal(UUID(int=1), "system", opens_everything)


@pytest.fixture
def acting(everyone: Principal) -> Acting:
    """Return `acting_as` that by default opens everything: `with acting(): …` or `with acting(principal): …`."""

    def act(principal: Principal | None = None, *, writes: bool = True) -> AbstractContextManager[Principal]:
        return acting_as(principal or everyone, writes=writes)

    return act


@pytest.fixture
def acted(acting: Acting, db: None) -> Iterator[Principal]:
    """Let the principal of `acting` act during the whole test."""
    with acting() as principal:
        yield principal


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The socket folder of a PostgreSQL server for this run; see `tests.cluster.address`. Skips without binaries."""
    binaries = cluster.find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL 15 or later is not installed: apt install postgresql")
    with cluster.throwaway_cluster(binaries) as folder:
        yield folder
