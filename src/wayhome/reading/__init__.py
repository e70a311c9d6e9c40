"""From cells to comparable records: what a request file or a list row says, in the terms of `kinmatch`. Pure."""
