"""Files on their way in: none goes on being written to the disk once it is larger than one may be."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from qanat.platform.config import config


class UploadLimit(FileUploadHandler):
    """The first of the handlers of uploads: skips a file past `upload_limit_bytes`, and notes it on the request.

    The rest of the body is read and thrown away, so that the browser hears why and not of a lost connection.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.left = config.upload_limit_bytes

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 Django fixes it
        """Let the chunk on to the handlers that keep it."""
        self.left -= len(raw_data)
        if self.left < 0:
            self.request.upload_too_large = True  # type: ignore[union-attr]  # read by the view of new imports
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after it have the file."""
