"""A change log taken apart."""

import re
from collections import Counter
from pathlib import Path

from medviewer.domain.release_notes import Release, newer_than, releases_of

LOG = """# Changes

## 0.3.0 — unreleased

- Three.

## [0.2.0] - 2026-05-01

- Two.
### Fixed
- A fault.

## 0.1.0 — 2026-01-31
- One.
"""


def test_that_every_version_has_its_date_and_its_words() -> None:
    assert releases_of(LOG) == (
        Release("0.3.0", "", "- Three."),
        Release("0.2.0", "2026-05-01", "- Two.\n### Fixed\n- A fault."),
        Release("0.1.0", "2026-01-31", "- One."),
    )


def test_that_only_what_came_after_a_version_is_new() -> None:
    releases = releases_of(LOG)

    assert [each.version for each in newer_than(releases, "0.1.0")] == ["0.3.0", "0.2.0"]
    assert newer_than(releases, "0.3.0") == ()


def test_that_after_a_version_the_log_does_not_know_the_newest_is_new() -> None:
    assert [each.version for each in newer_than(releases_of(LOG), "0.0.9")] == ["0.3.0"]


def test_that_a_text_that_is_no_change_log_tells_nothing() -> None:
    assert releases_of("words\n# Changes\n") == ()


def test_that_our_own_change_log_says_nothing_twice() -> None:
    log = (Path(__file__).parents[3] / "CHANGELOG.md").read_text(encoding="utf-8")

    for release in releases_of(log):
        begun = re.findall(
            r"^(?:- .{32}|### .+)", release.text, re.MULTILINE
        )  # as a merge repeats them
        assert [line for line, count in Counter(begun).items() if count > 1] == []
