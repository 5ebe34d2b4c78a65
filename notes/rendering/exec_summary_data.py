"""An Exec Summary as plain data, the form that `manage.py exec_summary` reads and writes as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTION_BY_FIELD, SECTIONS, Section, SectionKind
from notes.rendering.exec_summary_paste.catalogue import Catalogue, KnownWorkload

FIELDS = tuple(section.field for section in SECTIONS if section.kind is not SectionKind.WORKLOADS)


class BadData(ValueError):
    """The data is no Exec Summary; the message is a sentence that says what is wrong."""


def content_of(data: object, workloads: Sequence[KnownWorkload]) -> ExecSummaryContent:
    """Return the content, its workloads in the order of `workloads` and by their names of today.

    A field or text that is missing or null is empty. Raises BadData.
    """
    if not isinstance(data, dict):
        raise BadData('An object with "fields" and "workloads" is expected.')
    fields = _of_type(data, "fields", dict)
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise BadData(f'"{unknown[0]}" is no field of an Exec Summary. The fields are {", ".join(FIELDS)}.')
    values = {name: _value(SECTION_BY_FIELD[name], _text(fields, name)) for name in FIELDS}
    texts = _texts(_of_type(data, "workloads", list), Catalogue(workloads))
    lines = (WorkloadLine(w.code, w.names[0], texts[w.code]) for w in workloads if w.code in texts)
    return ExecSummaryContent(**values, workloads=tuple(lines)).cleaned()


def _of_type(data: Mapping[str, Any], name: str, kind: type) -> Any:
    value = data.get(name)
    if value is None:
        return kind()
    if not isinstance(value, kind):
        raise BadData(f'"{name}" is {"an object" if kind is dict else "a list"} in an Exec Summary.')
    return value


def _text(data: Mapping[str, Any], name: str) -> str:
    text = data.get(name)
    if text is not None and not isinstance(text, str):
        raise BadData(f'"{name}" is a text in an Exec Summary.')
    return text or ""


def _value(section: Section, value: str) -> str:
    if section.choices and value and value not in section.choices.values:
        raise BadData(
            f'"{value}" is no choice of {section.field}. The choices are {", ".join(section.choices.values)}.'
        )
    return value


def _texts(rows: Sequence[object], catalogue: Catalogue) -> dict[str, str]:
    texts: dict[str, str] = {}
    for row in rows:
        if not isinstance(row, dict):
            raise BadData('A workload is an object with "code" and "text".')
        code = _text(row, "code")
        workload = catalogue.find(code)
        if workload is None:
            raise BadData(f'"{code}" is no code of the workload catalogue.')
        if workload.code in texts:
            raise BadData(f"[{workload.code}] stands there twice.")
        texts[workload.code] = _text(row, "text")
    return texts
