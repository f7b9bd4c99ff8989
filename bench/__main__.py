"""`python -m bench`: measure, and write docs/benchmarks.md and docs/benchmarks.json.

A part (`--only`) or a small run is only printed.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.ground import environment
from bench.scale import FULL, SCALES


def main() -> None:
    """Read the options, make the home, run, and take the home away."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure Qanat.")
    parser.add_argument(
        "--only", action="append", default=[], help="one measurement; may be repeated"
    )
    parser.add_argument("--scale", choices=sorted(SCALES), default=FULL.name)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--write", action="store_true", help="write to docs/ a part or a small run too"
    )
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="qanat-bench-", dir="/tmp"))
    home.chmod(0o755)  # for the account that PostgreSQL runs as
    environment(home)
    try:
        _run(home, asked, parser)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(home: Path, asked: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    from qanat.project.command.plumbing import setup_django

    setup_django()
    from bench.measurements import MEASUREMENTS
    from bench.running import run
    from qanat.platform.config import config
    from qanat.platform.postgres.running import stopped

    if unknown := set(asked.only) - set(MEASUREMENTS):
        parser.error(
            f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}"
        )
    whole = not asked.only and asked.scale == FULL.name
    try:
        run(
            home,
            SCALES[asked.scale],
            asked.only or list(MEASUREMENTS),
            as_json_only=asked.json,
            keep=whole or asked.write,
        )
    finally:
        stopped(config, within_seconds=60)


if __name__ == "__main__":
    main()
