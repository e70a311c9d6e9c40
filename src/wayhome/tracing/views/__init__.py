"""Pages of intake: the interview (`interview`), the lists and the request (`standing`), the paper (`papers`)."""

from wayhome.tracing.views.interview import autosave, discard, draft, register, start, step, take_back
from wayhome.tracing.views.papers import new_code, receipt, receipt_pdf
from wayhome.tracing.views.standing import index, show_request, withdraw

__all__ = [
    "autosave", "discard", "draft", "index", "new_code", "receipt", "receipt_pdf", "register", "show_request",
    "start", "step", "take_back", "withdraw",
]  # fmt: skip
