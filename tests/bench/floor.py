"""The floor: the same pages as hand-written SQL and joined strings, with sessions and sign-in, and nothing else.

`gunicorn tests.bench.floor:application`. What a framework, forms, templates and rules cost is the distance to this.
Each answer is filled up to about the bytes of the app's page (`FLOOR_BYTES`), because bytes cost, too.
"""

import html
import os
import threading
import uuid
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

import psycopg2
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

WSGIStart = Callable[[str, list[tuple[str, str]]], object]
FILLING = "<span class=meta>the frame of the page</span>\n"

if not settings.configured:
    settings.configure(SECRET_KEY=os.environ.get("SECRET_KEY", "floor"), USE_TZ=True)
_local = threading.local()
_signer = SessionStore()


def application(environ: dict[str, Any], start: WSGIStart) -> Iterable[bytes]:
    cursor = _cursor()
    person = _person(cursor, environ)
    if person is None:
        start("403 Forbidden", [])
        return [b""]
    key = environ["PATH_INFO"].split("/")[2]
    if environ["REQUEST_METHOD"] == "POST":
        _publish(cursor, key, person, environ)
        start("302 Found", [("Location", f"/customers/{key}/")])
        return [b""]
    page = _customer_page(cursor, key, person).encode()
    page += (FILLING * max(0, (int(os.environ.get("FLOOR_BYTES", "0")) - len(page)) // len(FILLING))).encode()
    start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
    return [page]


def _cursor() -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["FLOOR_DATABASE"])
        _local.connection.autocommit = True
    return _local.connection.cursor()


def _person(cursor: Any, environ: dict[str, Any]) -> tuple[int, str] | None:
    """Who is signed in: the session's row, then the person's."""
    cookie = SimpleCookie(environ.get("HTTP_COOKIE", "")).get("sessionid")
    cursor.execute(
        "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()",
        [cookie.value if cookie else ""],
    )
    if (row := cursor.fetchone()) is None:
        return None
    who = _signer.decode(row[0])["_auth_user_id"]
    cursor.execute("SELECT id, full_name FROM accounts_user WHERE id = %s AND is_active", [who])
    found: tuple[int, str] | None = cursor.fetchone()
    return found


HEAD = """
    SELECT c.id, c.name, c.tpid, c.priority, c.segment, c.health, r.name,
        (SELECT default_domain FROM customers_tenant t WHERE t.customer_id = c.id AND is_winner)
    FROM customers_customer c JOIN accounts_region r ON r.id = c.region_id WHERE c.key = %s
"""
PEOPLE = """
    SELECT u.full_name, a.role, a.is_primary FROM customers_assignment a JOIN accounts_user u ON u.id = a.person_id
    WHERE a.customer_id = %s AND a.starts_on <= current_date AND (a.ends_on IS NULL OR a.ends_on >= current_date)
"""
NOTES = """
    SELECT n.id, n.key, n.kind, u.full_name, n.happened_on, n.html FROM notes_note n
    JOIN accounts_user u ON u.id = n.author_id
    WHERE n.customer_id = %s ORDER BY n.happened_on DESC, n.id DESC LIMIT 26
"""
ACTIONS = """
    SELECT a.note_id, a.text, a.due_on, u.full_name, a.done_at FROM notes_nextaction a
    LEFT JOIN accounts_user u ON u.id = a.owner_id WHERE a.note_id = ANY (%s)
"""
OPEN_ACTIONS = """
    SELECT a.id, a.text, a.due_on, u.full_name FROM notes_nextaction a LEFT JOIN accounts_user u ON u.id = a.owner_id
    WHERE a.customer_id = %s AND a.done_at IS NULL ORDER BY a.due_on, a.id
"""
RISKS = """
    SELECT r.key, r.kind, r.title, r.severity, u.full_name, r.opened_at FROM notes_risk r
    LEFT JOIN accounts_user u ON u.id = r.owner_id WHERE r.customer_id = %s AND r.closed_at IS NULL
"""
EVENTS = "SELECT happened_on, sentence FROM customers_timelineevent WHERE customer_id = %s ORDER BY happened_on DESC"
SUMMARY = """
    SELECT n.key, n.happened_on, s.engagement_status, s.deployment_progress, s.customer_description, s.relationship
    FROM notes_note n JOIN notes_execsummary s ON s.note_id = n.id
    WHERE n.customer_id = %s AND n.kind = 'exec_summary' ORDER BY n.happened_on DESC, n.id DESC LIMIT 1
"""


def _rows(cursor: Any, statement: str, *values: object) -> list[tuple[Any, ...]]:
    cursor.execute(statement, values)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _customer_page(cursor: Any, key: str, person: tuple[int, str]) -> str:
    e = html.escape
    ((pk, name, *facts),) = _rows(cursor, HEAD, key)
    notes = _rows(cursor, NOTES, pk)[:25]
    actions: dict[int, list[str]] = {}
    for note, text, due, owner, done in _rows(cursor, ACTIONS, [row[0] for row in notes]):
        line = f"<li>{'✓ ' if done else ''}{e(text)} <span>{due} · {e(owner or '')}</span></li>"
        actions.setdefault(note, []).append(line)
    parts = [f"<!doctype html><title>{e(name)}</title><p>{e(person[1])}</p><h1>{e(name)}</h1>"]
    parts += [f"<span>{e(str(fact))}</span>" for fact in facts]
    parts += [f"<span>{e(who)} {role}</span>" for who, role, _ in _rows(cursor, PEOPLE, pk)]
    for note, note_key, kind, author, day, body in notes:
        lines = "".join(actions.get(note, ()))
        parts.append(
            f'<article id="note-{note}"><h4><a href="/notes/{note_key}/">{kind}</a> {e(author)} {day}</h4>'
            f"<div>{body}</div><ul>{lines}</ul></article>"
        )
    parts += [f"<p>{day} {e(sentence)}</p>" for day, sentence in _rows(cursor, EVENTS, pk)]
    for statement in (RISKS, OPEN_ACTIONS, SUMMARY):
        parts += [f"<p>{' '.join(e(str(value)) for value in row)}</p>" for row in _rows(cursor, statement, pk)]
    return "".join(parts)


def _publish(cursor: Any, key: str, person: tuple[int, str], environ: dict[str, Any]) -> None:
    """The note, its three next actions and the customer's date, in one transaction."""
    sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
    text = sent["text"][0]
    cursor.execute("BEGIN")
    cursor.execute("SELECT id FROM customers_customer WHERE key = %s FOR UPDATE", [key])
    (customer,) = cursor.fetchone()
    cursor.execute(
        """
        INSERT INTO notes_note (key, customer_id, kind, author_id, happened_on, written_at, text, html, excerpt_html,
            renderer_version, tags, workload_codes, no_action_reason, is_escalated, submission_digest, version,
            withdraw_reason, search_vector)
        VALUES (%s, %s, 'overall', %s, current_date, now(), %s, %s, '', 1, '{}', '{}', '', false, '', 1, '',
            to_tsvector('simple', lower(%s)))
        RETURNING id
        """,
        [str(uuid.UUID(sent["key"][0])), customer, person[0], text, f"<p>{html.escape(text)}</p>", text],
    )
    (note,) = cursor.fetchone()
    for place in range(3):
        cursor.execute(
            """
            INSERT INTO notes_nextaction (note_id, customer_id, text, due_on, owner_id, owner_name, outcome)
            VALUES (%s, %s, %s, %s, %s, '', '')
            """,
            [note, customer, sent[f"actions-{place}-text"][0], sent[f"actions-{place}-due_on"][0], person[0]],
        )
    cursor.execute("UPDATE customers_customer SET last_overall_note_on = current_date WHERE id = %s", [customer])
    cursor.execute("COMMIT")
