"""A child of `wayhome serve` ends when its parent is gone, however that came about."""

from __future__ import annotations

import os
import signal
import threading


def stop_with_parent() -> None:
    """Send this process SIGTERM once the pipe inherited as `WAYHOME_PARENT_FD` is closed at the other end."""
    descriptor = os.environ.pop("WAYHOME_PARENT_FD", None)
    if descriptor is None:
        return

    def watch() -> None:
        os.read(int(descriptor), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
