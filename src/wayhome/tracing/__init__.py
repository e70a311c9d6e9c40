"""Tracing requests: who asks, who is sought, what was said at intake."""
