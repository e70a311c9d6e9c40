"""The one door through which chance enters the demo: a generator that the caller seeds and passes on."""

from random import Random  # noqa: TID251  an invented world needs chance; from a seed, it repeats

__all__ = ["Random"]
