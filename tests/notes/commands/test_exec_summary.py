"""`manage.py exec_summary`: text to JSON and back, in the codes of the catalogue; refusals are sentences."""

import json
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ftop.accounts.models import User
from notes.models import Workload
from notes.services.workload import update_workload
from tests.factories import NOON
from tests.notes.exec_summaries import DATA, EXAMPLE, EXAMPLE_TEXT

pytestmark = pytest.mark.django_db


def run(action: str, content: str | bytes, path: Path) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    output = StringIO()
    call_command("exec_summary", action, str(path), stdout=output)
    return output.getvalue()


def test_parse_prints_the_summary_as_json(tmp_path: Path) -> None:
    data = json.loads(run("parse", f"Hi,\n\n{EXAMPLE_TEXT}", tmp_path / "mail.txt"))
    assert list(data) == ["fields", "workloads", "not_placed", "language"]
    assert data["fields"] == {name: value for name, value in vars(EXAMPLE).items() if name != "workloads"}
    assert data["workloads"] == [{"code": line.code, "text": line.text} for line in EXAMPLE.workloads]
    assert (data["not_placed"], data["language"]) == (["Hi,"], "en")


def test_parse_reads_what_is_piped_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("执行摘要\n- 描述客户：银行\n".encode())))
    output = StringIO()
    call_command("exec_summary", "parse", "-", stdout=output)
    assert '"customer_description": "银行"' in output.getvalue()
    assert json.loads(output.getvalue())["language"] == "zh"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parse_of_a_file_as_windows_saves_it(tmp_path: Path, encoding: str) -> None:
    content = EXAMPLE_TEXT.replace("\n", "\r\n").encode(encoding)
    assert run("parse", content, tmp_path / "summary.txt") == run("parse", EXAMPLE_TEXT, tmp_path / "plain.txt")


def test_render_writes_the_canonical_text_to_the_byte(tmp_path: Path) -> None:
    assert run("render", run("parse", EXAMPLE_TEXT, tmp_path / "a"), tmp_path / "b") == EXAMPLE_TEXT


def test_render_follows_the_template_in_order_and_names(tmp_path: Path) -> None:
    rows = [{"code": "SPO", "text": " later\r\n"}, {"code": "exo", "text": "first"}, {"code": "YAM", "text": " "}]
    text = run("render", json.dumps({"workloads": rows}), tmp_path / "summary.json")
    assert [line for line in text.split("\n") if "[" in line] == [
        "   -  [EXO]  Exchange Online - first",
        "   -  [SPO]  SharePoint Online - later",
    ]


def test_codes_of_the_catalogue_and_former_names_are_known(tmp_path: Path, admin: User) -> None:
    yammer = Workload.objects.get(code="YAM")
    update_workload(workload=yammer, version=1, code="YAM", name="Viva Engage", aliases=["VIVA"], by=admin, now=NOON)
    text = "EXEC SUMMARY\n[VIVA] Viva Engage – rollout\n"
    assert json.loads(run("parse", text, tmp_path / "a"))["workloads"] == [{"code": "YAM", "text": "rollout"}]
    old = EXAMPLE_TEXT.replace("[EXO]  Exchange Online", "[YAM]  Yammer Enterprise")
    assert json.loads(run("parse", old, tmp_path / "b"))["not_placed"] == []
    assert "[YAM]  Viva Engage - Planning" in run("render", run("parse", old, tmp_path / "c"), tmp_path / "d")


def test_template_codes_are_used_where_there_is_no_catalogue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notes_workload RENAME TO nothing_here")
    text = "[OD4B] OneDrive for Business - moving"
    assert json.loads(run("parse", text, tmp_path / "a"))["workloads"] == [{"code": "OD", "text": "moving"}]
    assert "could not be read, so the template's own codes are used." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("action", "content", "sentence"),
    [
        ("parse", b"\xff\xd8\xff\xe0JFIF", "The input is no text in UTF-8. Save it as UTF-8 and try again."),
        ("parse", b"MZ\x00\x00\x01\x00", "This is no text: it holds characters that only programs write."),
        ("parse", b"x" * 5_000_000, "The text has 5,000,000 characters. At most 1,000,000 can be read"),
        ("parse", b"x" * 16_000_001, "The input has more than 16 MB."),
        ("render", "{", "The input is no JSON: Expecting"),
        ("render", "[" * 100_000, "The input is no JSON: "),
        ("render", "[]", 'An object with "fields" and "workloads" is expected.'),
        ("render", '{"fields": []}', '"fields" is an object in an Exec Summary.'),
        ("render", '{"workloads": {}}', '"workloads" is a list in an Exec Summary.'),
        ("render", '{"fields": {"size": "5"}}', '"size" is no field of an Exec Summary. The fields are customer_'),
        ("render", '{"fields": {"relationship": 5}}', '"relationship" is a text in an Exec Summary.'),
        (
            "render",
            '{"fields": {"engagement_status": "busy"}}',
            '"busy" is no choice of engagement_status. The choices are on_hold, reactive, fully_engaged.',
        ),
        ("render", '{"workloads": ["EXO"]}', 'A workload is an object with "code" and "text".'),
        ("render", '{"workloads": [{"code": "SWAY", "text": "x"}]}', '"SWAY" is no code of the workload catalogue.'),
        ("render", '{"workloads": [{"code": "OD"}, {"code": "OD4B"}]}', "[OD] stands there twice."),
    ],
)
def test_refusal_is_a_sentence(tmp_path: Path, action: str, content: str | bytes, sentence: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(action, content, tmp_path / "input")
    assert str(refusal.value).startswith(sentence)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\."):
        call_command("exec_summary", "parse", str(tmp_path / "nothing"))
    with pytest.raises(CommandError, match=r"cannot be read: Is a directory\."):
        call_command("exec_summary", "parse", str(tmp_path))


def test_pieces_that_are_not_placed_are_told_when_rendering(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("render", '{"not_placed": ["a", "b"]}', tmp_path / "a").startswith("EXEC SUMMARY\n")
    assert capsys.readouterr().err == "Pieces that are not placed stay out of the text: 2.\n"


@pytest.mark.parametrize("path", sorted((DATA / "exec_summaries").glob("*.json")), ids=lambda path: path.stem)
def test_every_result_of_the_corpus_survives_render_and_parse(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    again = json.loads(run("parse", run("render", path.read_text(encoding="utf-8"), tmp_path / "a"), tmp_path / "b"))
    in_order = list(Workload.objects.order_by("position").values_list("code", flat=True))
    expected["workloads"].sort(key=lambda row: in_order.index(row["code"]))
    assert again == expected | {"not_placed": [], "language": "en"}
