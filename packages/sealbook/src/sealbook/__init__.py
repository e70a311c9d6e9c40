"""A ledger of commitments from which nothing can disappear unseen."""
