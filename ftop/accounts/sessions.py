"""Sessions in the database, as Django keeps them; every request reads one, so that read is compiled once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from ftop.lib.compiled import compiled


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        if alive := _alive(self.session_key, timezone.now()):
            return alive[0]
        self._session_key = None
        return None


@compiled
def _alive(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
