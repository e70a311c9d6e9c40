"""Compile a loop once a machine: kept beside the package where that may be written, else for this process only."""

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Return `loop` as machine code, made when it is first called."""
    try:
        return numba.njit(cache=True, nogil=True)(loop)  # type: ignore[no-any-return]
    except RuntimeError:  # no folder of this machine may keep what was compiled
        return numba.njit(nogil=True)(loop)  # type: ignore[no-any-return]
