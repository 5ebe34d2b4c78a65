"""Exec Summaries between text and JSON: `exec_summary parse FILE|-` and `exec_summary render FILE|-`."""

import json
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from notes.queries.workloads import known_workloads
from notes.rendering.exec_summary_data import BadData, content_of
from notes.rendering.exec_summary_paste.catalogue import Catalogue, KnownWorkload
from notes.rendering.exec_summary_paste.reader import parse
from notes.rendering.exec_summary_paste.result import NotReadable
from notes.rendering.exec_summary_text import render

MOST_BYTES = 16_000_000
TOO_LARGE = "The input has more than 16 MB. An Exec Summary has a few thousand characters."
NO_CATALOGUE = "The workload catalogue could not be read, so the template's own codes are used."


class Command(BaseCommand):
    help = (
        "parse: reads a pasted Exec Summary (plain text or HTML) and prints it as JSON. "
        "render: reads that JSON and prints the canonical text. "
        "Codes and names come from the workload catalogue; where the database has none yet, from the template."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["parse", "render"])
        parser.add_argument("file", metavar="FILE|-", help="the file to read, or - for what is piped in")

    def handle(self, *args: Any, action: str, file: str, **options: Any) -> None:
        text = decoded(content_of_file(file))
        try:
            answer = self.parsed(text) if action == "parse" else self.rendered(text)
        except (NotReadable, BadData) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(answer, ending="")

    def parsed(self, text: str) -> str:
        summary = parse(text, Catalogue(self.workloads()))
        return json.dumps(summary.as_data(), ensure_ascii=False, indent=2) + "\n"

    def rendered(self, text: str) -> str:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise CommandError(f"The input is no JSON: {error}.") from error
        answer = render(content_of(data, self.workloads()))
        if data.get("not_placed"):
            self.stderr.write(f"Pieces that are not placed stay out of the text: {len(data['not_placed'])}.")
        return answer

    def workloads(self) -> list[KnownWorkload]:
        try:
            return known_workloads()
        except DatabaseError:
            self.stderr.write(NO_CATALOGUE)
            rows = import_module("notes.migrations.0003_workload_codes").WORKLOADS
            return [KnownWorkload(code, (name,), tuple(aliases)) for code, name, aliases in rows]


def content_of_file(name: str) -> bytes:
    """The bytes of the file or of the standard input; CommandError where it cannot be read or is far too large."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"“{name}” cannot be read: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise CommandError(
            f"The input has more than {MOST_BYTES // 1_000_000} MB. An Exec Summary has a few thousand characters."
        )
    return content


def decoded(content: bytes) -> str:
    """The text; UTF-8, or UTF-16 where the file says so. CommandError for anything else."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CommandError("The input is no text in UTF-8. Save it as UTF-8 and try again.") from error
