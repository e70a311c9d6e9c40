"""Records (what somebody said), persons (what we concluded), groups, kinship, events, consent, search."""
