"""Pages about lists and places."""

from wayhome.lists.views.documents import begin, columns, document, index, progress, rows, withdraw
from wayhome.lists.views.facilities import facilities, facility, facility_edit, facility_new
from wayhome.lists.views.sources import source_forget, sources
from wayhome.lists.views.upload import upload

__all__ = [
    "begin",
    "columns",
    "document",
    "facilities",
    "facility",
    "facility_edit",
    "facility_new",
    "index",
    "progress",
    "rows",
    "source_forget",
    "sources",
    "upload",
    "withdraw",
]
