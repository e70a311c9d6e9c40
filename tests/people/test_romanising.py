"""Names written out in Latin letters beside their own script; all invented."""

import pytest

from wayhome.people.romanise import romanise


@pytest.mark.parametrize("name", ["بتيمات كريم كايتوكايفا", "كريم"])
def test_the_half_of_a_compound_is_written_by_its_letters(name):
    assert "/" not in romanise(name)
    assert "Abdul" not in romanise(name)


def test_a_listed_name_is_written_as_it_is_known():
    assert romanise("فاطمة") == "Fatima"
