"""From cells to comparable records: what a request file or a list row says, in the terms of `kinmatch`. Pure."""

from wayhome.reading.lists import ListRecords, guess_list_date, read_list
from wayhome.reading.requests import RequestFile, RequestLine, Unreadable, read_requests

__all__ = [
    "ListRecords",
    "RequestFile",
    "RequestLine",
    "Unreadable",
    "guess_list_date",
    "read_list",
    "read_requests",
]
