"""`python -m notes.exports <layout> <format>`: the sheet as JSON on stdin, the file on stdout."""

import json
import sys

LAYOUTS = ("exec_summary", "briefing", "portfolio")


def main(layout: str, file_format: str) -> None:
    data = json.load(sys.stdin.buffer)
    if layout not in LAYOUTS:
        raise ValueError(layout)
    # Each writer's library is loaded only where it is used.
    if file_format == "pdf":
        from notes.exports.pdf import write

        content = write(layout, data)
    else:
        from notes.exports.docx import WRITERS

        content = WRITERS[layout](data)
    sys.stdout.buffer.write(content)


main(*sys.argv[1:])
