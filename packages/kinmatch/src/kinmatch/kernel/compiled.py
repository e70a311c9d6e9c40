"""Compile a loop once a machine: kept beside the package where that may be written, else for this process only."""

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Return `loop` as machine code, made when it is first called."""
    try:
        made: Any = numba.njit(cache=True, nogil=True)(loop)
    except RuntimeError:  # no folder of this machine may keep what was compiled
        made = numba.njit(nogil=True)(loop)
    return made  # type: ignore[no-any-return]
