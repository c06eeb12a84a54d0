"""What is new in a version: the change log, taken apart. Its form is that of keepachangelog.com."""

import re
from dataclasses import dataclass

HEADING = re.compile(
    r"^## \[?(?P<version>[^\s\]]+)\]?(?:\s+[-—–]\s+(?P<date>.+?))?\s*$", re.MULTILINE
)
UNRELEASED = "unreleased"


@dataclass(frozen=True, slots=True)
class Release:
    """One version's section; `text` is Markdown, `date` as written, "" before the release."""

    version: str
    date: str
    text: str


def releases_of(change_log: str) -> tuple[Release, ...]:
    """The sections of a change log, newest first as they stand there."""
    headings = list(HEADING.finditer(change_log))
    if not headings:
        return ()
    ends = [heading.start() for heading in headings[1:]] + [len(change_log)]
    return tuple(
        Release(
            heading["version"],
            "" if (heading["date"] or UNRELEASED).lower() == UNRELEASED else heading["date"],
            change_log[heading.end() : end].strip(),
        )
        for heading, end in zip(headings, ends, strict=True)
    )


def newer_than(releases: tuple[Release, ...], version: str) -> tuple[Release, ...]:
    """Those above a version's section; where the log does not know it, the newest only."""
    for place, release in enumerate(releases):
        if release.version == version:
            return releases[:place]
    return releases[:1]
