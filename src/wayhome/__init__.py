"""Wayhome: find women and children lost in war, and bring them home."""

__version__ = "0.1.0"
