"""How the bytes of a file come in: into a file without a name, which is gone with us, and no more than one file may have."""

import tempfile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_FILES_AT_ONCE = 12  # a form's ten, and room for the rest of the form


class Measured(FileUploadHandler):
    """Stops keeping a file once it is too big, and reads on: the rest of the form arrives, with a word about the file."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > settings.UPLOAD_MOST_BYTES * MOST_FILES_AT_ONCE:
            raise RequestDataTooBig("more than all the files a form may have")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115  Django closes it with the request
        self.too_big = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.too_big:
            return
        if start + len(raw_data) > settings.UPLOAD_MOST_BYTES:
            self.too_big = True
            self.file.truncate(0)
            return
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        arrived = UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
        arrived.too_big = self.too_big  # type: ignore[attr-defined]
        return arrived

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
