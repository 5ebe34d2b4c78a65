"""What somebody sent when it could not be saved: signed out, an old form, a database that does not answer.

Every form that people write in names its author (`{% written_by %}`), signed. So what was sent comes back to them, and
nobody else signed in on the same browser can send it under their own name.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from ftop.accounts.models import User
from ftop.lib.forms import RESUME

FIELD = "written_by"
KEPT_FOR = timedelta(hours=24)

_SESSION_KEY = "kept_post"
_NOT_CONTENT = {"csrfmiddlewaretoken", RESUME}
_signer = Signer(salt="ftop.written_by")


@dataclass(frozen=True)
class KeptPost:
    """A form as it was sent: where to, and its fields in order (the author's token is among them)."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """What a person may have written, for reading it while it is not saved."""
        return [value for name, value in self.fields if " " in value.strip() and name != FIELD]


def author_token(user: User) -> str:
    return _signer.sign(str(user.pk))


def author_of(request: HttpRequest) -> int | None:
    """The id of the person who opened the form that is sent; None where it names nobody, or a forged one."""
    try:
        return int(_signer.unsign(request.POST.get(FIELD, "")))
    except (BadSignature, ValueError):
        return None


def kept_of(request: HttpRequest) -> KeptPost:
    """The form that a request carries."""
    fields = [
        (name, str(value)) for name, values in request.POST.lists() if name not in _NOT_CONTENT for value in values
    ]
    return KeptPost(request.get_full_path(), fields)


def keep(request: HttpRequest, *, author_id: int, now: datetime) -> None:
    """Put the form away in the browser's session, for its author to come back to within 24 hours."""
    kept = kept_of(request)
    request.session[_SESSION_KEY] = [author_id, now.timestamp(), kept.path, kept.fields]


def kept_for(user: User, session: SessionBase, *, now: datetime) -> KeptPost | None:
    """What this person sent before they signed in again; None when there is nothing, or it is another's or too old."""
    author_id, moment, path, fields = session.get(_SESSION_KEY, (None, 0, "", []))
    if author_id != user.pk or now.timestamp() - moment > KEPT_FOR.total_seconds():
        return None
    return KeptPost(path, [(name, value) for name, value in fields])


def forget(session: SessionBase) -> None:
    """Drop it: it is being sent again."""
    session.pop(_SESSION_KEY, None)
