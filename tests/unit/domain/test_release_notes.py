"""A change log taken apart."""

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
