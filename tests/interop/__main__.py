"""`make interop`: writes a fresh export, has other programs read it, and prints what they say."""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.interop.checks import all_checks
from tests.interop.fresh_bundle import fresh_bundle
from tests.interop.outcome import Outcome, Verdict


def main() -> int:
    """0 where nothing failed; a program that is missing is named, and no failure."""
    outcomes: list[Outcome] = []
    for is_signed in (False, True):
        with tempfile.TemporaryDirectory(prefix="medviewer-interop-") as folder:
            bundle = fresh_bundle(Path(folder), is_signed=is_signed)
            print(f"\n{'Signed' if is_signed else 'Preliminary'}")
            found = list(all_checks(bundle))
            print(as_table(found))
            outcomes += found
    failed = sum(each.verdict is Verdict.FAILED for each in outcomes)
    missing = sorted({e.detail for e in outcomes if e.verdict is Verdict.MISSING})
    print(f"\n{len(outcomes)} checks, {failed} failed.")
    for line in missing:
        print(f"Not checked for want of a program: {line}")
    return 1 if failed else 0


def as_table(outcomes: Iterable[Outcome]) -> str:
    return "\n".join(
        f"{each.program:<20} {each.subject:<28} {each.verdict.value:<8} {each.detail}"
        for each in outcomes
    )


if __name__ == "__main__":
    sys.exit(main())
