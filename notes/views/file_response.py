"""How a file leaves the app: logged first, streamed, kept by no cache on the way."""

import logging
import re
from collections.abc import Sequence
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ftop.lib.http import AuthenticatedHttpRequest
from notes.enums import ExportKind, FileFormat
from notes.exports.write import ExportFailed
from notes.services.export_log import Purpose, log_export

FAILED = (
    "The file could not be made, and nothing left the app. Please try again; if it fails again, tell an administrator "
    "when it happened."
)
_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.TXT: "text/plain; charset=utf-8",
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What Windows does not take in a file's name.
_NOT_IN_NAMES = re.compile(r'[\s<>:"/\\|?*\x00-\x1f]+')
_logger = logging.getLogger(__name__)


def hand_out(
    request: AuthenticatedHttpRequest,
    content: bytes,
    *,
    name: str,
    kind: ExportKind,
    file_format: FileFormat,
    customer_ids: Sequence[int],
    note_ids: Sequence[int],
    purpose: Purpose,
) -> FileResponse:
    """Write the export down and send the file, to be saved under the name."""
    log_export(
        kind=kind,
        file_format=file_format,
        customer_ids=customer_ids,
        note_ids=note_ids,
        purpose=purpose,
        by=request.user,
        now=timezone.now(),
    )
    full_name = f"{_NOT_IN_NAMES.sub(' ', name)[:150].strip(' .')}.{file_format.value}"
    response = FileResponse(BytesIO(content), as_attachment=True, filename=full_name, content_type=_TYPES[file_format])
    response["Cache-Control"] = "private, no-store"
    return response


def report(error: ExportFailed) -> None:
    """Tell the server's log what went wrong."""
    _logger.error("Export failed: %s", error)


def say_failed(request: AuthenticatedHttpRequest, error: ExportFailed, *, back: str) -> HttpResponse:
    """Back to where it was asked for, with a sentence."""
    report(error)
    messages.error(request, FAILED)
    return redirect(back)
