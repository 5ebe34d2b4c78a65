from collections.abc import Callable
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ftop.accounts.models import User


def test_session_that_ended_signs_nobody_in(owner: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(owner)
    assert client.get(reverse("home")).status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("home")).status_code == 302
