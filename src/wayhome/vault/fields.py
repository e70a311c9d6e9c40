"""Sealed fields: text and JSON that the database never sees in clear.

Assign plain values and save; read the attribute and it is opened for the one who acts. A sealed field cannot be
filtered, compared or updated in SQL. Values of JSON fields are copies: to change one, assign the whole value again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from wayhome.vault import boxes
from wayhome.vault.boxes import SealBroken, Token
from wayhome.vault.compartments import Compartment
from wayhome.vault.keyring import Keyring, keys_for_sealing, make_keys
from wayhome.vault.principals import CompartmentClosed, NobodyActs, find_acting, get_acting

__all__ = ["CompartmentClosed", "NobodyActs", "SealBroken", "SealedFieldRefused", "SealedJSON", "SealedText"]

_KEYS = "_sealing_keys"
SealingKey = tuple[UUID, AESGCM]


class SealedFieldRefused(FieldError):
    """A query tried to look into a sealed field."""


class SealedAttribute(DeferredAttribute):
    """Opens the stored token when the attribute is read, and keeps what is assigned until it is saved."""

    field: SealedField

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            super().__get__(instance, cls)  # a deferred field: Django reads it and comes back here
        value = instance.__dict__[self.field.attname]
        return open_value(instance, self.field, value) if isinstance(value, Token) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


def open_value(instance: models.Model, field: SealedField, token: Token) -> Any:
    """Open one sealed value for the one who acts.

    Raises:
        NobodyActs: outside `acting_as`.
        CompartmentClosed: she may not open it.
        SealBroken: it is damaged, was moved, or its key is destroyed.
    """
    keyring: Keyring = get_acting().keyring
    table, pk = instance._meta.db_table, _row_id(instance)
    keyring.insist(instance.case_file_id, field.compartment, pk)  # type: ignore[attr-defined]  # SealedModel has it
    key_id = boxes.key_of(token)
    cipher = keyring.cipher(key_id, (table, pk, field.compartment))
    return field.from_bytes(boxes.open_token(cipher, token, boxes.context(table, pk, str(field.column), key_id)))


def prepare(instances: Sequence[models.Model], *, new: bool) -> None:
    """Fetch or make the record keys that sealing `instances` will need, all at once; `forget` them after the save.

    Args:
        new: the rows do not exist yet, so no key of theirs does.
    """
    places = [
        (instance._meta.db_table, _row_id(instance), compartment)
        for instance in instances
        for compartment in sorted(
            {f.compartment for f in sealed_fields(type(instance)) if f.needs_sealing(instance)}
        )
    ]
    keys = make_keys(places) if new else keys_for_sealing(places)
    prepared: dict[UUID, dict[str, SealingKey]] = {}
    for (_, row, compartment), key in keys.items():
        prepared.setdefault(row, {})[compartment] = key
    for instance in instances:
        instance.__dict__[_KEYS] = prepared.get(_row_id(instance), {})


def forget(instances: Iterable[models.Model]) -> None:
    """Drop the prepared keys: a rollback may have taken their rows, and sealing with them would lose the value."""
    for instance in instances:
        instance.__dict__.pop(_KEYS, None)


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """Return the sealed fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


class SealedField(models.Field):
    """What sealed text and sealed JSON share."""

    descriptor_class = SealedAttribute
    to_bytes: Callable[[Any], bytes]
    from_bytes: Callable[[bytes], Any]

    def __init__(self, *args: Any, compartment: str = "", **kwargs: Any) -> None:
        self.compartment = str(Compartment(compartment).value) if compartment else ""
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "compartment": self.compartment}

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Token | str | None:
        if not value:
            return value
        acting = find_acting()
        if acting is not None:
            acting.keyring.expect(boxes.key_of(value))
        return Token(value)

    def needs_sealing(self, instance: models.Model) -> bool:
        """Say whether the instance holds a plain value here."""
        value = instance.__dict__.get(self.attname)
        return value is not None and value != "" and not isinstance(value, Token)

    def pre_save(self, model_instance: models.Model, add: bool) -> Token | str | None:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Token) and add:
            raise SealedFieldRefused(f"{self.name} was sealed for another row; open it and assign the text")
        if not self.needs_sealing(model_instance):
            return value
        table, pk = model_instance._meta.db_table, _row_id(model_instance)
        prepared: dict[str, SealingKey] = model_instance.__dict__.get(_KEYS, {})
        place = (table, pk, self.compartment)
        key_id, cipher = prepared.get(self.compartment) or keys_for_sealing([place])[place]
        return boxes.close(
            cipher, key_id, self.to_bytes(value), boxes.context(table, pk, str(self.column), key_id)
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str | None:
        if value is None or value == "":
            return value
        if not isinstance(value, Token):
            raise SealedFieldRefused(
                f"{self.name} is sealed: save the instance, do not write it with a query"
            )
        return str.__str__(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise SealedFieldRefused(f"{self.name} is sealed and cannot be searched; use keyed hashes or open it")

    def get_transform(self, lookup_name: str) -> Any:
        raise SealedFieldRefused(f"{self.name} is sealed and cannot be searched; use keyed hashes or open it")


class SealedText(SealedField):
    """A text in a compartment. Empty text is stored as empty: that nothing is written there is no secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @staticmethod
    def to_bytes(value: Any) -> bytes:
        return str(value).encode("utf-8", "surrogatepass")

    @staticmethod
    def from_bytes(raw: bytes) -> str:
        return raw.decode("utf-8", "surrogatepass")

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms  # noqa: PLC0415  most processes never make a form

        return super().formfield(**{"form_class": forms.CharField, **kwargs})


class SealedJSON(SealedField):
    """A value of strings, numbers, lists and objects in a compartment; None is stored as NULL."""

    empty_strings_allowed = False

    @staticmethod
    def to_bytes(value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
            "utf-8", "surrogatepass"
        )

    @staticmethod
    def from_bytes(raw: bytes) -> Any:
        return json.loads(raw.decode("utf-8", "surrogatepass"))


def _row_id(instance: models.Model) -> UUID:
    pk = instance.pk
    if not isinstance(pk, UUID):
        raise SealBroken(f"a sealed row needs a UUID as its id, not {pk!r}")
    return pk
