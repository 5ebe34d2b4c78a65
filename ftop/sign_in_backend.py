from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ftop.accounts.models import User
from ftop.lib.compiled import compiled
from notes.models import Notification


class SignInBackend(AuthenticationBackend):
    """Signs people in as allauth does, and loads the person of each request with what the header shows.

    `unseen_count`, of the inbox, comes with the person's own row: no page pays a query for it.
    """

    def get_user(self, user_id: int) -> User | None:
        person = next(iter(_people(user_id)), None)
        return person if person and self.user_can_authenticate(person) else None


@compiled
def _people(pk: int) -> QuerySet[User]:
    unseen = Notification.objects.readable().unseen().filter(recipient=OuterRef("pk")).order_by()
    counted = unseen.values("recipient").annotate(count=Count("pk")).values("count")
    return User.objects.annotate(unseen_count=Coalesce(Subquery(counted), 0)).filter(pk=pk)
