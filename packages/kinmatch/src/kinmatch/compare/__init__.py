"""Compare two profiles feature by feature. Every function is symmetrical and silent where a side says nothing."""

from kinmatch.compare.pair import compare_pair, contradictions, total_millibits

__all__ = ["compare_pair", "contradictions", "total_millibits"]
