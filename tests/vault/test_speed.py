"""Opening many rows is fast enough for a page and for scoring candidates; measured in time of the processor."""

from __future__ import annotations

from time import process_time
from uuid import uuid4

import pytest

from wayhome.vault.models import SealedFile


@pytest.mark.slow
@pytest.mark.django_db
def test_three_thousand_rows_of_two_fields_open_in_half_a_second(acting):
    with acting():
        began = process_time()
        SealedFile.objects.bulk_create([
            SealedFile(compartment="identity", address=uuid4().hex, size=1, name="Зарема Ахмадова", media_type="text/csv")
            for _ in range(3_000)
        ])  # fmt: skip
        sealed_in = process_time() - began
    best = 9.0
    for _ in range(3):
        with acting(writes=False):
            began = process_time()
            opened = [(file.name, file.media_type) for file in SealedFile.objects.all()]
            best = min(best, process_time() - began)
    assert set(opened) == {("Зарема Ахмадова", "text/csv")}
    assert len(opened) == 3_000
    print(f"sealed in {sealed_in:.2f} s, opened in {best:.2f} s")
    assert best < 0.5
