"""Files that people upload stay in memory: no readable copy of a list is ever written to a temporary folder."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_FORM_BYTES = 1024 * 1024  # what the other fields and the frame of a form may weigh


class InMemoryOnly(FileUploadHandler):
    """Keep an upload in memory up to `WAYHOME_LIST_FILE_BYTES`; of a larger one keep the form and drop the file."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: N803
    ) -> None:
        """Decide by the announced length, before a byte is read."""
        self.too_large = content_length > settings.WAYHOME_LIST_FILE_BYTES + _FORM_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise SkipFile
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self.too_large:
            return None
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept, field_name=self.field_name, name=self.file_name or "", size=file_size,
            content_type=self.content_type, charset=self.charset, content_type_extra=self.content_type_extra,
        )  # fmt: skip


def announced_too_large(request: HttpRequest) -> bool:
    """Say whether the request announced more bytes than an uploaded list may have, so that its file was dropped."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return False
    return announced > settings.WAYHOME_LIST_FILE_BYTES + _FORM_BYTES
