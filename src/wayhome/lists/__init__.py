"""Facilities, and the lists of people that come out of them."""
