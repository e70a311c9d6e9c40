"""Where a second factor is required, nothing opens before it is set up, and the last one stays."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.db import connection

from wayhome.vault.sign_in import SealedSecondFactor

SEED = "JBSWY3DPEHPK3PXP"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user(acting):
    with acting():
        return get_user_model().objects.create_user(username="amina")


def test_a_user_without_second_factor_is_sent_to_its_set_up(client, user, settings):
    settings.WAYHOME_SECOND_FACTOR_REQUIRED = True
    client.force_login(user)
    assert client.get("/").headers.get("Location") == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/2fa/totp/activate/").status_code in {200, 302}


def test_a_user_with_second_factor_passes_and_her_seed_is_sealed(client, user, settings):
    settings.WAYHOME_SECOND_FACTOR_REQUIRED = True
    TOTP.activate(user, SEED)
    client.force_login(user)
    assert client.get("/").headers.get("Location") != "/accounts/2fa/totp/activate/"
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        assert SEED not in str(cursor.fetchall())


def test_the_last_second_factor_stays(user, settings):
    settings.WAYHOME_SECOND_FACTOR_REQUIRED = True
    first = TOTP.activate(user, SEED).instance
    adapter = SealedSecondFactor()
    assert not adapter.can_delete_authenticator(first)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert adapter.can_delete_authenticator(first)


def test_signing_out_clears_the_browser(client, user):
    client.force_login(user)
    answer = client.post("/accounts/logout/")
    assert answer.status_code == 302
    assert "cookies" in answer["Clear-Site-Data"]
