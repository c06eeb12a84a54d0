"""`make systems`: trains what is not shipped, measures every system, writes the table of all of them.

`python -m tests.systems [--data FOLDER] [--runs FOLDER] [ROW…]`; without a row, all. A run that is there
already is measured as it is. What cannot be measured is named with the reason, its line stays as it was, and
the exit code is 1.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from medviewer.ai.catalog import CARD, load_card
from medviewer.ai.installed_models import find_model
from medviewer.ai.installed_systems import find_system
from medviewer.domain.system_card import SYSTEM_CARD
from tests.shared_folder import find_shared
from tests.systems.measured import Measured, keep, kept, of_evaluation, of_privacy
from tests.systems.rows import ROWS, SystemRow
from tests.systems.table import as_markdown, pages, written_into


def main(words: list[str]) -> int:
    """Measure the rows asked for and write the pages."""
    arguments = parsed(words)
    wanted = [row for row in ROWS if not arguments.rows or row.row_id in arguments.rows]
    measured, failures = kept(), 0
    for row in wanted if not arguments.write_only else ():
        try:
            measured[row.row_id] = measure(row, arguments.data, arguments.runs)
        except (RuntimeError, KeyError, OSError) as error:
            failures += 1
            print(f"{row.row_id}: not measured: {error}", file=sys.stderr, flush=True)
            continue
        print(f"{row.row_id}: {measured[row.row_id].ours}", flush=True)
        keep(in_order(measured))
    write_pages(tuple(in_order(measured).values()))
    return int(failures > 0)


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests.systems")
    shared = (find_shared() or Path()) / "data" / "labelled"
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--data", type=Path, default=shared)
    parser.add_argument("--runs", type=Path, default=Path("build") / "systems")
    parser.add_argument("--write-only", action="store_true", help="the pages, from what is kept")
    return parser.parse_args(words)


def measure(row: SystemRow, labelled: Path, runs: Path) -> Measured:
    """Train where needed, evaluate on `val`.

    Raises:
        RuntimeError: a command failed; its last line says why.
    """
    data, run = labelled / row.folder, runs / row.row_id
    if row.privacy is not None:
        shared = runs / row.model
        found = medviewer("privacy", "--data", str(data), "--out", str(shared), "--json")
        return of_privacy(row, row.privacy, json.loads(found))
    if not row.is_shipped and not any((run / name).is_file() for name in (CARD, SYSTEM_CARD)):
        medviewer(*row.training, "--data", str(data), "--out", str(run))
    model = row.model if row.is_shipped else str(run)
    found = medviewer(
        "evaluate", model, *row.options, "--data", str(data), "--split", "val", "--json"
    )
    title, published = described(model, run)
    return of_evaluation(row, json.loads(found), title, published)


def described(model: str, run: Path) -> tuple[str, str]:
    """What the card calls it, and whom it names beside it."""
    system = find_system(model)
    if system is not None:
        return system.card.title, system.card.published
    card = load_card(run / CARD) if (run / CARD).is_file() else find_model(model).card
    return card.title, ""


def medviewer(*words: str) -> str:
    """Run a command as a reader would; its output.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-m", "medviewer", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise RuntimeError(f"{' '.join(words[:2])}: {last}")
    return done.stdout


def in_order(measured: dict[str, Measured]) -> dict[str, Measured]:
    """As the rows stand in the list; rows that are no more are dropped."""
    return {row.row_id: measured[row.row_id] for row in ROWS if row.row_id in measured}


def write_pages(rows: tuple[Measured, ...]) -> None:
    """Write the table into every page that has it."""
    for page, language in pages().items():
        text = written_into(page.read_text(encoding="utf-8"), as_markdown(rows, language))
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
