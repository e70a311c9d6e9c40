"""Who acts. Every transaction of the house runs inside `acting_as(principal)`: web, worker and command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from django.db import connection, transaction

from wayhome.vault.compartments import Compartment

if TYPE_CHECKING:
    from wayhome.vault.keyring import Keyring

Kind = Literal["staff", "matcher", "worker", "system"]
Opens = Callable[[UUID | None, Compartment, UUID | None], bool]


class NobodyActs(Exception):
    """Something was read from the vault, or written, outside `acting_as`."""


class CompartmentClosed(Exception):
    """The acting principal may not open this compartment of this case."""

    def __init__(self, compartment: str) -> None:
        super().__init__(f"the compartment {compartment} is closed to the one who acts")
        self.compartment = compartment


@dataclass(frozen=True)
class Principal:
    """One who acts, known to the ledger by an opaque id only.

    `opens` is asked with the case file of the row, the compartment of the field and, where the case file does not open
    it, the row itself: a reviewer holds single records of a file that is closed to her. A refusal is asked again at the
    next access. `forget` makes it read its grants anew.
    """

    key_id: UUID
    kind: Kind
    opens: Opens = field(repr=False, compare=False)
    forget: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)


@dataclass(frozen=True)
class Acting:
    """A principal at work, with the keys opened so far."""

    principal: Principal
    keyring: Keyring
    writes: bool


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def find_acting() -> Acting | None:
    """Return who acts with the keys she opened, or None."""
    return _acting.get()


def get_acting() -> Acting:
    """Return who acts.

    Raises:
        NobodyActs: the caller is outside every `acting_as`.
    """
    acting = _acting.get()
    if acting is None:
        raise NobodyActs("nobody acts here; wrap the call in acting_as(principal)")
    return acting


def current_principal() -> Principal | None:
    """Return the principal who acts, or None outside `acting_as`."""
    acting = _acting.get()
    return acting.principal if acting else None


def forget_grants() -> None:
    """Let the one who acts be asked anew what she may open, after a grant was given or ended."""
    acting = _acting.get()
    if acting is not None:
        acting.keyring.forget_grants()
        acting.principal.forget()


@contextmanager
def acting_as(principal: Principal, *, writes: bool = True) -> Iterator[Principal]:
    """Let `principal` read, and write in one transaction.

    With `writes=False` no write transaction is opened on the embedded database, where it would make readers wait; an
    action may still open its own inside. Nested calls form savepoints; the inner principal acts until the inner block ends.
    """
    from wayhome.vault.keyring import Keyring  # noqa: PLC0415  the keyring reads models, which need us

    outer = _acting.get()
    # A keyring may be shared only with the very same principal object: `opens` decides, not the id.
    keyring = outer.keyring if outer is not None and outer.principal is principal else Keyring()
    with transaction.atomic() if writes or connection.vendor == "postgresql" else nullcontext():
        token = _acting.set(Acting(principal, keyring, writes))
        try:
            _tell_database(principal)
            yield principal
        finally:
            _acting.reset(token)
            if outer is not None and not connection.needs_rollback:
                _tell_database(outer.principal)


@contextmanager
def installing() -> Iterator[None]:
    """Let a migration write rows of ours; it has its own connection and transaction, and opens nothing."""
    from wayhome.vault.keyring import Keyring  # noqa: PLC0415  see acting_as

    token = _acting.set(Acting(Principal(UUID(int=0), "system", _opens_nothing), Keyring(), True))
    try:
        yield
    finally:
        _acting.reset(token)


def _opens_nothing(case_file_id: UUID | None, compartment: Compartment, row_id: UUID | None) -> bool:
    return False


def _tell_database(principal: Principal) -> None:
    """Name the principal to PostgreSQL for row-level security; the setting ends with the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.principal', %s, true)", [str(principal.key_id)])
