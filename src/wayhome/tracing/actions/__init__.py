"""Writes about tracing requests: the draft (`drafts`), the registration (`registration`), what comes after (`standing`).

`after_registration` is called with the id of every new request once its transaction is through. Layers point
downwards, so `matches`, which stands above, adds itself here when it is ready.
"""

from wayhome.tracing.actions.drafts import (
    Saved,
    change_sought,
    discard_draft,
    finish_draft,
    save_step,
    settle_other,
    start_draft,
    take_back_draft,
)
from wayhome.tracing.actions.registration import after_registration, register_request
from wayhome.tracing.actions.standing import look_again, make_new_code, withdraw_consent

__all__ = [
    "Saved", "after_registration", "change_sought", "discard_draft", "finish_draft", "look_again", "make_new_code",
    "register_request", "save_step", "settle_other", "start_draft", "take_back_draft", "withdraw_consent",
]  # fmt: skip
