"""`make conformance`: runs the suite and writes its pass table into the README."""

import sys

from tests.conformance.pass_table import as_markdown, failed, run, written_into
from tests.shared_folder import CHECKOUT, WHY_MISSING, find_shared


def main() -> int:
    shared = find_shared()
    if shared is None:
        print(f"conformance: nothing was run, {WHY_MISSING}", file=sys.stderr)
        return 2
    rows = run(shared / "data")
    readme = CHECKOUT / "README.md"
    table = as_markdown(rows)
    readme.write_text(written_into(readme.read_text(encoding="utf-8"), table), encoding="utf-8")
    print(table)
    return 1 if list(failed(rows)) else 0


if __name__ == "__main__":
    sys.exit(main())
