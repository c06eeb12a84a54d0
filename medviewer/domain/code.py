"""A concept by its code, as DICOM writes it (PS3.3 section 8.8)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """`meaning` is the writer's own words for it, in the writer's language."""

    value: str
    scheme: str = ""
    meaning: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.value or self.meaning)

    def __str__(self) -> str:
        """The words; the bare code where there are none."""
        return self.meaning or self.value

    def matches(self, *others: tuple[str, str]) -> bool:
        """Whether it is one of these (value, scheme designator) pairs."""
        return (self.value, self.scheme) in others


NO_CODE = Code("")
