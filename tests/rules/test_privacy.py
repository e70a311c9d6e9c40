"""Every column has its place: sealed in a compartment, or in clear because its class says so.

docs/explanation/what-is-in-clear.md says why; docs/reference/privacy.md lists every column.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from tests.rules.test_red_lines import our_models, words
from wayhome.vault.compartments import Compartment
from wayhome.vault.fields import SealedField
from wayhome.vault.models import SealedModel

MODELS = [model for model in our_models() if not model._meta.auto_created]
# Text in clear that Django does not hold to a list of choices, and why nobody can be found by it.
TEXT_IN_CLEAR = {
    "AccessLog.page": "the name of an address pattern",
    "Candidate.offered_evidence": "a keyed digest",
    "CaseMembership.compartments": "codes of compartments",
    "CompartmentKey.compartment": "a code",
    "Consent.language": "a code",
    "Draft.step": "a code",
    "Event.country": "a code",
    "Event.governorate": "a code",
    "Event.happened": "a date in EDTF",
    "Facility.country": "a code",
    "Facility.governorate": "a code",
    "FittedWeights.weights": "numbers by kind of evidence",
    "LedgerBody.sealed": "sealed by the ledger's own key",
    "ListDocument.country": "a code",
    "ListDocument.fingerprint": "a keyed digest of the file",
    "ListDocument.governorate": "a code",
    "ListDocument.trouble": "a code",
    "ListRow.problems": "codes",
    "NumberSeries.kind": "a code",
    "Record.country": "a code",
    "Record.governorate": "a code",
    "RecordKey.compartment": "a code",
    "RecordKey.table": "the name of a table",
    "Rescoring.counts": "numbers by band",
    "Review.bases": "codes",
    "SealedFile.address": "a keyed digest",
    "Team.name": "an office of ours, not a person",
    "TracingRequest.interview_language": "a code",
    "TracingRequest.private_code_hash": "a digest as of a password",
    "TracingRequest.urgency_reasons": "codes",
    "TracingRequest.warnings_read": "codes",
    "User.email": "of a member of staff; no page asks for it",
    "User.password": "a digest",
    "User.username": "a sign-in name; the person's name is sealed in StaffName",
    "WorkerLease.worker_id": "chance",
}
# What such a column holds is never in clear, whatever its type.
SEALED_BY_NAME = {
    "surname", "patronymic", "nickname", "phone", "telephone", "email", "street", "passport", "note", "notes",
    "remark", "comment", "text", "words", "story", "place", "marks", "filename",
}  # fmt: skip


def in_clear(model: type[models.Model]) -> set[str]:
    """Return what the class and those it grew out of name as clear."""
    named: set[str] = set()
    for kind in model.__mro__:
        named |= set(vars(kind).get("in_clear", ()))
    return named | (set(SealedModel.always_in_clear) if issubclass(model, SealedModel) else set())


def ours(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_column_is_sealed_or_named_as_clear(model: type[models.Model]):
    sealed = {field.name for field in ours(model) if isinstance(field, SealedField)}
    clear = {field.name for field in ours(model)} & in_clear(model)

    assert sealed & clear == set()
    assert {field.name for field in ours(model)} - sealed - clear == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_name_in_clear_is_a_column(model: type[models.Model]):
    known = {
        name for field in model._meta.get_fields() for name in (field.name, getattr(field, "attname", ""))
    }

    assert set(vars(model).get("in_clear", ())) - known == set()


def test_every_sealed_column_has_a_compartment():
    for model in MODELS:
        for field in ours(model):
            if isinstance(field, SealedField):
                assert field.compartment in Compartment.values, f"{model.__name__}.{field.name}"


def test_no_free_text_is_in_clear():
    kinds = (
        models.CharField,
        models.TextField,
        models.JSONField,
        models.FileField,
        models.GenericIPAddressField,
    )
    free = [
        f"{model.__name__}.{field.name}"
        for model in MODELS
        for field in ours(model)
        if isinstance(field, kinds) and not isinstance(field, SealedField) and not field.choices
    ]

    assert sorted(set(free) - set(TEXT_IN_CLEAR)) == []


def test_what_names_a_person_is_sealed():
    open_columns = [
        f"{model.__name__}.{field.name}"
        for model in MODELS
        for field in ours(model)
        if words(field.name) & SEALED_BY_NAME and not isinstance(field, SealedField) and not field.is_relation
        if f"{model.__name__}.{field.name}" not in TEXT_IN_CLEAR
    ]

    assert open_columns == []


def test_no_index_holds_a_sealed_column():
    indexed = [
        f"{model.__name__}.{field.name}"
        for model in MODELS
        for field in ours(model)
        if isinstance(field, SealedField)
        and (
            field.db_index or field.unique or any(field.name in index.fields for index in model._meta.indexes)
        )
    ]

    assert indexed == []


def test_every_row_of_a_case_file_is_asked_for_by_somebody():
    lacking = [
        model.__name__
        for model in MODELS
        if any(field.name == "case_file" for field in ours(model)) and issubclass(model, SealedModel)
        if not hasattr(model._default_manager, "visible_to")
    ]

    assert lacking == []


def test_all_apps_are_looked_at():
    assert {model._meta.app_label for model in MODELS} >= {
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("wayhome.") and list(config.get_models())
    }
