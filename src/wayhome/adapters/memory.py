"""How a long-lived process treats its memory."""

from __future__ import annotations

import gc


def settle() -> None:
    """Take what is loaded now out of the collector's rounds, and let it look through old objects less often.

    A full round over names, letter channels and pages takes a fifth of a second, and would fall on one question in
    twelve. Call it when everything is loaded.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
