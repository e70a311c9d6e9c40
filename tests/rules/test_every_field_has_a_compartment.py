"""Every field of ours is sealed in a compartment, or its model says that it may stand in clear."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedField
from wayhome.vault.models import SealedModel

OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("wayhome.")
    for model in config.get_models()
]  # fmt: skip
# What DESIGN §6 allows in clear has these kinds; free text has no length that would stop a name.
NEVER_IN_CLEAR = (models.TextField, models.FileField, models.EmailField)
# The body is ciphertext; the address is kept empty by a constraint of its table.
HOLDS_NO_TEXT = {("LedgerBody", "sealed"), ("User", "email")}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_has_a_compartment_or_is_declared_clear(model):
    clear = set(getattr(model, "in_clear", ())) | set(getattr(model, "always_in_clear", {"id"}))
    names = {field.name for field in model._meta.concrete_fields}
    sealed = {field.name for field in model._meta.concrete_fields if isinstance(field, SealedField)}
    assert names - sealed - clear == set(), "neither sealed nor declared in clear"
    assert sealed & clear == set(), "sealed and declared in clear"
    assert clear - names - set(SealedModel.always_in_clear) == set(), "declared in clear but not a field"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_sealed_field_names_a_real_compartment(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedField):
            assert field.compartment in Compartment.values


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_free_text_stands_in_clear(model):
    for field in model._meta.concrete_fields:
        if not isinstance(field, SealedField) and (model.__name__, field.name) not in HOLDS_NO_TEXT:
            assert not isinstance(field, NEVER_IN_CLEAR), field.name


@pytest.mark.parametrize("model", [m for m in OURS if issubclass(m, SealedModel)], ids=lambda model: model.__name__)
def test_every_sealed_row_hangs_on_a_case_file(model):
    assert hasattr(model(), "case_file_id")
