"""A reader's signature under a report, and the versions of a report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who answers for a report, and since when.

    Attributes:
        signed_at: UTC, ISO 8601.
        version: 1 for the first signed report; an amendment counts on.
        amendment: why a signed report was changed; "" for the first.
    """

    reader: str
    signed_at: str
    organization: str = ""
    version: int = 1
    amendment: str = ""

    @property
    def is_amended(self) -> bool:
        return self.version > 1
