"""`make scaling`: measure what studies cost here, predict from it, write the help page's tables and figure.

`python -m tests.scaling predict` leaves the measurements as they are.
"""

import json
import os
import sys

from medviewer.session.batch.thread_limits import thread_environment
from tests.scaling.site_figures import MEASURED, read_measured


def main(arguments: list[str]) -> int:
    if arguments != ["predict"]:
        os.environ.update(thread_environment(1))  # before numerical libraries are loaded
        from tests.scaling import measuring

        document = measuring.as_document(measuring.measure())
        MEASURED.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    from tests.scaling.page import write_pages

    for line in write_pages(read_measured()):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
