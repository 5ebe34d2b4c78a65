"""`make bench`: the app, and a floor of hand-written SQL, on databases of three sizes; writes docs/performance.md.

BENCH="--sizes 10000 100000 --requests 100 --repetitions 1 --no-report" makes it shorter.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tests.bench import report
from tests.bench.fill import Size
from tests.bench.run import Figures, run
from tests.bench.site import Bench
from tests.chaos.site import ROOT


def main() -> int:
    options = _options()
    figures: list[Figures] = []
    for notes in options.sizes:
        bench = Bench(options.directory, Size(notes))
        bench.prepare(say)
        figures.append(run(bench, options, say, is_largest=notes == options.sizes[-1]))
    text = report.page(figures)
    say(text)
    if not options.no_report:
        (ROOT / "docs" / "performance.md").write_text(text)
    return 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--requests", type=int, default=200, help="of each round")
    parser.add_argument("--repetitions", type=int, default=3, help="interleaved rounds, of which the median counts")
    parser.add_argument("--soak", type=int, default=10_000, help="requests after which memory is read again")
    parser.add_argument("--directory", type=Path, default=ROOT / ".data" / "bench")
    parser.add_argument("--no-report", action="store_true", help="leave docs/performance.md as it is")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
