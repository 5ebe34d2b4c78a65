from tests.bench.fill import PARAGRAPHS, Size, paragraphs
from tests.bench.load import Round, middle
from tests.bench.processes import spent
from tests.bench.report import TARGETS, page
from tests.bench.run import Figures, note_form


def figures(*, cpu: float) -> Figures:
    rounds = {"customer page": Round([0.01], app_cpu=cpu), "floor": Round([0.01], app_cpu=4.0)}
    return Figures("ten notes", rounds=rounds, statements={"customer page": 9})


def test_percentile_is_a_measured_value() -> None:
    assert Round([0.005, 0.001, 0.003, 0.002, 0.004]).percentile(50) == 3.0


def test_percentile_of_one_request() -> None:
    assert Round([0.25]).percentile(95) == 250.0


def test_median_of_rounds_ignores_a_disturbed_one() -> None:
    rounds = [Round([0.1], app_cpu=cpu, database_cpu=1.0) for cpu in (2.0, 90.0, 3.0)]
    assert middle(rounds).cpu == 4.0


def test_spent_counts_processes_that_began_in_between() -> None:
    assert spent({1: 2.0}, {1: 3.0, 2: 0.5}) == 1.5


def test_page_says_what_is_reached() -> None:
    (line,) = [row for row in page([figures(cpu=6.0)]).splitlines() if "to the floor" in row]
    assert line == "| customer page, CPU, to the floor | 1.5 × | 2 × | 1.4 × | reached |"


def test_page_says_what_is_not_reached() -> None:
    (line,) = [row for row in page([figures(cpu=12.0)]).splitlines() if "to the floor" in row]
    assert line.endswith("| **not reached** |")


def test_page_names_what_was_not_measured() -> None:
    assert page([figures(cpu=6.0)]).count("not measured") == len(TARGETS) - 4


def test_filler_writes_the_same_words_each_time() -> None:
    assert paragraphs(seed=1) == paragraphs(seed=1)
    assert len(paragraphs()) == PARAGRAPHS


def test_size_has_ten_notes_a_customer() -> None:
    assert str(Size(1_000_000)) == "1,000,000 notes of 100,000 customers"


def test_no_form_is_sent_twice() -> None:
    assert dict(note_form())["key"] != dict(note_form())["key"]
