from pathlib import Path

from django.template import Engine

LOADERS = [("django.template.loaders.cached.Loader", ["ftop.template_loader.Loader"])]


def rendered(folder: Path, name: str, source: str) -> str:
    (folder / name).write_text(source)
    return Engine(dirs=[str(folder)], loaders=LOADERS).render_to_string(name, {"words": "  a\n\n  b"})


def test_pages_lose_indentation_and_blank_lines(tmp_path: Path) -> None:
    assert rendered(tmp_path, "page.html", "<p>\n    one\n\n\n  two\n</p>\n") == "<p>\none\ntwo\n</p>\n"


def test_what_people_wrote_keeps_its_blanks(tmp_path: Path) -> None:
    assert rendered(tmp_path, "page.html", "<pre>{{ words }}</pre>") == "<pre>  a\n\n  b</pre>"


def test_mails_stay_as_written(tmp_path: Path) -> None:
    assert rendered(tmp_path, "mail.txt", "Hello\n\n  you") == "Hello\n\n  you"
