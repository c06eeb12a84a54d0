"""How a transfer ended, on stderr for people and as JSON for scripts."""

import json
import sys

from medviewer.domain.archive import TransferOutcome
from medviewer.words import message

MOST_TOLD = 20  # problems; JSON has them all


def tell(outcome: TransferOutcome, *, as_json: bool) -> int:
    """Say what came, or went, and what did not; the exit code."""
    for note in outcome.notes:
        print(f"medviewer: {printable(str(note))}", file=sys.stderr)
    for problem in outcome.problems[:MOST_TOLD]:
        name = f"{problem.sop_instance_uid}: " if problem.sop_instance_uid else ""
        print(f"medviewer: {printable(f'{name}{problem.reason}')}", file=sys.stderr)
    if len(outcome.problems) > MOST_TOLD:
        more = message("Archive", "and {count} more", count=len(outcome.problems) - MOST_TOLD)
        print(f"medviewer: {more}", file=sys.stderr)
    print(json.dumps(_facts(outcome), indent=2) if as_json else _line(outcome))
    return 0 if outcome.is_whole else 1


def printable(text: str) -> str:
    """Text of somebody else's for a terminal: it may hold no control characters."""
    return "".join(letter if letter.isprintable() else "·" for letter in text)


def _facts(outcome: TransferOutcome) -> dict[str, object]:
    return {
        "transferred": outcome.transferred,
        "already_there": outcome.already_there,
        "expected": outcome.expected,
        "is_whole": outcome.is_whole,
        "bytes": outcome.byte_count,
        "problems": [
            {"sop_instance_uid": one.sop_instance_uid, "reason": str(one.reason)}
            for one in outcome.problems
        ],
        "notes": [str(one) for one in outcome.notes],
    }


def _line(outcome: TransferOutcome) -> str:
    of = f" of {outcome.expected}" if outcome.expected is not None else ""
    before = f", {outcome.already_there} were there before" if outcome.already_there else ""
    failed = f", {len(outcome.problems)} problems" if outcome.problems else ""
    return f"{outcome.transferred}{of} transferred ({outcome.byte_count:,} bytes){before}{failed}"
