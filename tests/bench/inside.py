"""Finds out in a process of the app what the load needs: `python -m tests.bench.inside`, on the bench's database.

Prints one JSON object: a session for each reader, the addresses, and of each page its SQL statements and the pages of
the database's buffers that its main query reads.
"""

import json
import os
import sys
from typing import Any

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ftop.settings")
    django.setup()
    from django.test import Client
    from django.urls import reverse

    from customers.models import Customer
    from ftop.accounts.models import User
    from notes.models import Note
    from notes.queries.timeline import Cursor

    clients = {}
    for name, pk in READERS.items():
        clients[name] = Client(headers={"host": "127.0.0.1"})
        clients[name].force_login(User.objects.get(pk=pk))
    # One of the busy customers is read, another one written about: the page that is read stays as it is.
    customer, written_about = Customer.objects.filter(pk__in=(2, 4)).order_by("pk")
    page = reverse("customers:customer-detail", args=[customer.key])
    deep = [
        f"{page}?older={Cursor(note.happened_on, note.pk)}"
        for note in Note.objects.filter(customer=customer).order_by("-happened_on", "-id")[100:500:90]
    ]
    pages = {"customer page": ("fm", page), "home": ("fm", reverse("home"))}
    pages |= {"customer list": ("rm", reverse("customers:customer-list"))}
    pages |= {"portfolio": ("lt", reverse("notes:portfolio-detail"))}
    pages |= {"latest notes": ("lt", reverse("notes:latest-list"))}
    found = {
        "sessions": {name: client.cookies["sessionid"].value for name, client in clients.items()},
        "pages": pages,
        "deep": deep,
        "searches": {
            f"search: {name}": ("lt", f"{reverse('notes:search-detail')}?q={words}") for name, words in SEARCHES.items()
        },
        "written_about": written_about.get_absolute_url(),
        "publish": reverse("notes:note-create", args=[written_about.key]),
        "statements": {name: _statements(clients[who], path) for name, (who, path) in pages.items()},
        "buffers": _buffers(clients["fm"], page),
    }
    json.dump(found, sys.stdout)


# Of the words planted by `fill`.
SEARCHES = {
    "no hit": "nowhere",
    "a rare word": "lighthouse",
    "1 % of the notes": "harbour",
    "33 % of the notes": "meadow",
    "two words": "harbour+meadow",
    "only in the oldest notes": "sundial",
    "not in the newest 10,000": "compass",
}

# People of `fill`: the FM of the busy customers, an RM, a leader.
READERS = {"fm": 11, "rm": 3, "lt": 1}


def _queries(client: Any, path: str) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    connection.close()  # on a new one, what is prepared is still told whole
    client.get(path)  # what a worker asks once is not counted
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered {answer.status_code}")
    return [query["sql"] for query in captured.captured_queries]


def _statements(client: Any, path: str) -> int:
    return len(_queries(client, path))


def _buffers(client: Any, path: str) -> int:
    """Buffers of the query that reads the page of notes."""
    from django.db import connection

    (main,) = [sql for sql in _queries(client, path) if 'FROM "notes_note"' in sql and "shown_html" in sql]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {main}")
        ((plan,),) = cursor.fetchall()
    top = plan[0]["Plan"]
    return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])


if __name__ == "__main__":
    main()
