"""What an Exec Summary must say, when it is published and when it is amended."""

from collections.abc import Collection, Mapping

from ftop.lib.errors import RuleError
from notes.exec_summary_content import ExecSummaryContent, clean_value
from notes.exec_summary_spec import SECTION_BY_FIELD, SECTIONS, WORKLOAD_RETIRED
from notes.models import Workload


def written_texts(*, workloads: Mapping[str, str]) -> dict[str, str]:
    """The texts by code, cleaned; a code without a text is no row."""
    section = SECTION_BY_FIELD["workloads"]
    cleaned = {code: clean_value(section, text) for code, text in workloads.items()}
    return {code: text for code, text in cleaned.items() if text}


def workloads_for(*, texts: Mapping[str, str], kept: Collection[str] = ()) -> list[Workload]:
    """The workloads written about, in template order. Each must exist, and be in use today unless its row is kept.

    Raises RuleError.
    """
    workloads = list(Workload.objects.filter(code__in=texts).order_by("position"))
    unknown = sorted(set(texts) - {workload.code for workload in workloads})
    if unknown:
        raise RuleError(f"There is no workload with the code {unknown[0]}.", field="workloads")
    for workload in workloads:
        if workload.is_retired and workload.code not in kept:
            sentence = WORKLOAD_RETIRED.format(code=workload.code, name=workload.name)
            raise RuleError(sentence, field=f"workload_{workload.code}")
    return workloads


def check_sections(*, content: ExecSummaryContent, is_without_workloads: bool) -> None:
    """Raise RuleError where a required section is missing, or text and tick contradict each other."""
    for section in SECTIONS:
        if section.is_required and not content.value_of(section):
            raise RuleError(section.missing, field=section.field)
    if not content.workloads and not is_without_workloads:
        raise RuleError(
            "Write about at least one workload, or tick that none is under discussion.", field="is_without_workloads"
        )
    if content.workloads and is_without_workloads:
        codes = ", ".join(line.code for line in content.workloads)
        raise RuleError(
            f"“No workload under discussion” is ticked, but there is text about {codes}. Untick it or take that out.",
            field="is_without_workloads",
        )
