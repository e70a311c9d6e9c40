"""Candidates laid side by side, blinded reviews, decisions and what they attach."""
