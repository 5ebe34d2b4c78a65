"""Hold what was acknowledged against what is stored. A violation is a sentence; none: nothing was lost."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from tests.chaos.record import Publish, Record, Save
from tests.chaos.stored import Stored, StoredDraft, StoredNote


@dataclass
class Verdict:
    lost: list[str] = field(default_factory=list)  # acknowledged, and not there or not as it was acknowledged
    doubled: list[str] = field(default_factory=list)  # there more than once
    broken: list[str] = field(default_factory=list)  # half there, never sent, or contradicting itself
    saves_standing: int = 0  # acknowledged saves that are what their draft holds
    saves_followed: int = 0  # acknowledged saves that a later one of their chain replaced
    notes_acknowledged: int = 0
    notes_unacknowledged: int = 0  # saved, and the answer did not reach the writer

    @property
    def violations(self) -> list[str]:
        return self.lost + self.doubled + self.broken


def check(record: Record, stored: Stored) -> Verdict:
    """Compare; `stored` holds what came in while `record` was written."""
    verdict = Verdict()
    _check_notes(record, stored, verdict)
    _check_drafts(record, stored, verdict)
    verdict.broken += [f"A risk without a note: {title}" for title in stored.stray_risks]
    verdict.broken += [f"{what}: not what the rest says" for what in stored.wrong]
    return verdict


def _check_notes(record: Record, stored: Stored, verdict: Verdict) -> None:
    sent: dict[str, list[Publish]] = defaultdict(list)
    for publish in record.publishes:
        sent[publish.key].append(publish)
    found = {note.key: note for note in stored.notes}
    counts = Counter(note.key for note in stored.notes)
    verdict.doubled += [f"Note {key} is there {count} times" for key, count in counts.items() if count > 1]
    contents = Counter(note.content for note in stored.notes)
    verdict.doubled += [f"{count} notes say: {_words(c.text)}" for c, count in contents.items() if count > 1]
    verdict.doubled += [
        f"The history has note {n.key} written {n.history_count} times" for n in found.values() if n.history_count != 1
    ]
    verdict.broken += [f"Note {note.key} lacks its details" for note in stored.notes if not note.has_details]
    verdict.broken += [f"Note {key} was never sent" for key in found if key not in sent]
    for key, publishes in sent.items():
        _check_note(key, publishes, found.get(key), verdict)


def _check_note(key: str, publishes: list[Publish], note: StoredNote | None, verdict: Verdict) -> None:
    acknowledged = {publish.content for publish in publishes if publish.is_acknowledged}
    if len(acknowledged) > 1:
        verdict.broken.append(f"Two contents of note {key} were acknowledged")
    elif acknowledged and note is None:
        verdict.lost.append(f"Note {key} was acknowledged and is not there")
    elif acknowledged and note and note.content not in acknowledged:
        verdict.lost.append(f"Note {key} is not as acknowledged: {_difference(note, publishes)}")
    elif note and note.content not in {publish.content for publish in publishes}:
        verdict.broken.append(f"Note {key} is not as it was ever sent: {_difference(note, publishes)}")
    elif note and acknowledged:
        verdict.notes_acknowledged += 1
    elif note:
        verdict.notes_unacknowledged += 1


def _check_drafts(record: Record, stored: Stored, verdict: Verdict) -> None:
    sent: dict[str, list[Save]] = defaultdict(list)
    for save in record.saves:
        sent[save.draft].append(save)
    found = {draft.key: draft for draft in stored.drafts}
    verdict.broken += [f"Draft {key} was never sent" for key in found if key not in sent]
    for key, saves in sent.items():
        _check_draft(key, saves, found.get(key), verdict)


def _check_draft(key: str, saves: list[Save], draft: StoredDraft | None, verdict: Verdict) -> None:
    """A save is replaced only by one that knew of it: whose `base` is its version or a later one."""
    acknowledged = sorted((save for save in saves if save.version), key=lambda save: save.version or 0)
    if draft is None:
        verdict.lost += [f"Draft {key} was acknowledged and is not there"] if acknowledged else []
        return
    for one, next_one in pairwise(acknowledged):
        if one.version == next_one.version and one.digest != next_one.digest:
            verdict.doubled.append(f"Two saves were answered as version {one.version} of draft {key}")
        elif one.version != next_one.version and next_one.base < (one.version or 0):
            verdict.lost.append(f"Version {one.version} of draft {key} was overwritten by one that did not know it")
    last = acknowledged[-1] if acknowledged else None
    verdict.saves_followed += max(len(acknowledged) - 1, 0)
    if draft.digest not in {save.digest for save in saves}:
        verdict.broken.append(f"Draft {key} is not as it was ever sent")
    elif last is None:
        return
    elif last.digest == draft.digest:
        verdict.saves_standing += 1
    elif _is_follower(draft, last, saves):
        verdict.saves_followed += 1
    else:
        verdict.lost.append(f"Version {last.version} of draft {key} was acknowledged and is not what it holds")


def _is_follower(draft: StoredDraft, last: Save, saves: list[Save]) -> bool:
    """Whether the draft holds a save that came after the last acknowledged one, and whose answer was lost."""
    is_newer = draft.version > (last.version or 0)
    return is_newer and any(save.digest == draft.digest and save.base >= (last.version or 0) for save in saves)


def _difference(note: StoredNote, publishes: list[Publish]) -> str:
    """The first field in which the note is not the last content sent."""
    sent = vars(publishes[-1].content)
    differing = [f"{name} {value!r}, sent {sent[name]!r}" for name, value in vars(note.content).items()]
    return next((text for text, (n, v) in zip(differing, vars(note.content).items(), strict=True) if sent[n] != v), "")


def _words(text: str) -> str:
    return " ".join(text.split())[:60]
