"""What an element is called: the standard's dictionary, or the private one of the company that wrote it."""

from dataclasses import dataclass
from functools import lru_cache

from pydicom import datadict
from pydicom.tag import BaseTag

GROUP_LENGTH = "Group Length"
PRIVATE_CREATOR = "Private Creator"
UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class AttributeName:
    """`vr` is the dictionary's, "" where it has none; it may offer a choice: "US or SS"."""

    name: str
    keyword: str = ""
    vr: str = ""
    creator: str = ""


def name_of(tag: int, creators: dict[int, str]) -> AttributeName:
    """The name of an element.

    Args:
        creators: private creators met so far in the same data set, by `group << 16 | block` (PS3.5 7.8.1).
    """
    group, element = tag >> 16, tag & 0xFFFF
    if group % 2:
        return _private_name(tag, group, element, creators)
    return _public_name(tag)


@lru_cache(
    maxsize=8192
)  # more than the standard has; a search asks for the same ones a hundred thousand times
def _public_name(tag: int) -> AttributeName:
    if datadict.dictionary_has_tag(tag) or datadict.repeater_has_tag(tag):
        vr, _, name, _, keyword = datadict.get_entry(BaseTag(tag))
        return AttributeName(name or UNKNOWN, keyword, vr)
    return AttributeName(UNKNOWN) if tag & 0xFFFF else AttributeName(GROUP_LENGTH, vr="UL")


def is_private_creator(tag: int) -> bool:
    """Whether the element reserves a block for private attributes (PS3.5 7.8.1)."""
    return bool(tag >> 16 & 1) and 0x10 <= tag & 0xFFFF <= 0xFF


def block_of(creator_tag: int) -> int:
    """The block a private creator element reserves, as a key of `creators`."""
    return (creator_tag >> 16) << 16 | creator_tag & 0xFF


def _private_name(tag: int, group: int, element: int, creators: dict[int, str]) -> AttributeName:
    if element == 0:
        return AttributeName(GROUP_LENGTH, vr="UL")
    if is_private_creator(tag):
        return AttributeName(PRIVATE_CREATOR, vr="LO")
    creator = creators.get(group << 16 | element >> 8, "")
    try:
        vr, _, name, _ = datadict.get_private_entry(BaseTag(tag), creator)
    except KeyError:
        return AttributeName(UNKNOWN, creator=creator)
    return AttributeName(f"[{name}]", vr=vr, creator=creator)
