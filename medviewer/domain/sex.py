"""PatientSex (0010,0040) in words."""

from types import MappingProxyType

from medviewer.words import Message, message

SEXES = MappingProxyType(
    {
        "M": message("Patient", "male"),
        "F": message("Patient", "female"),
        "O": message("Patient", "other"),
    }
)


def sex_in_words(value: str) -> Message | str:
    """The word for it; whatever else is written there, as it stands."""
    return SEXES.get(value.strip().upper(), value)
