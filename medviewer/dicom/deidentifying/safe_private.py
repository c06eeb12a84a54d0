"""Private attributes that are known to name nobody (PS3.15 table E.3.10-1), by creator, group and element."""

from collections.abc import Iterator

from pydicom.dataset import Dataset

SAFE: dict[tuple[str, int], frozenset[int]] = {
    ("Philips PET Private Group", 0x7053): frozenset((0x00, 0x09)),  # SUV factor, activity factor
    ("ELSCINT1", 0x00E1): frozenset((0x21,)),  # DLP
    ("ELSCINT1", 0x01E1): frozenset((0x26,)),  # phantom type
    ("ELSCINT1", 0x01F1): frozenset((0x01, 0x07, 0x26, 0x27)),  # type, speed, pitch, rotation time
    ("GEMS_ACQU_01", 0x0019): frozenset((0x23, 0x24, 0x27, 0x9E)),  # speed, scan time, sequence
    ("GEMS_PARM_01", 0x0043): frozenset((0x27, 0x39, 0x6F)),  # pitch, b values
    ("GEMS_HELIOS_01", 0x0045): frozenset((0x01, 0x02)),  # rows, their width
    ("Philips Imaging DD 001", 0x2001): frozenset((0x03, 0x04)),  # b factor, diffusion direction
    ("Philips MR Imaging DD 001", 0x2005): frozenset((0x0D, 0x0E)),  # scale intercept, scale slope
    ("SIEMENS MR HEADER", 0x0019): frozenset((0x0C, 0x0D, 0x0E, 0x27)),  # b value, its directions
}
FIRST_BLOCK, LAST_BLOCK = 0x10, 0xFF
TEXTS = ("LO", "LT", "PN", "SH", "ST", "UC", "UN", "UR", "UT")  # may hold anything


def safe_tags(dataset: Dataset) -> Iterator[int]:
    """Tags of safe private elements of a data set's own level, and of the creators they need."""
    for creator_tag in [t for t in list(dataset.keys()) if _is_creator(t)]:
        creator = str(dataset[creator_tag].value).strip()
        safe = SAFE.get((creator, creator_tag.group), frozenset())
        block = creator_tag.element << 8
        found = [
            tag
            for tag in list(dataset.keys())
            if tag.group == creator_tag.group
            and tag.element & 0xFF00 == block
            and tag.element & 0xFF in safe
            and dataset[tag].VR not in TEXTS
        ]
        if found:
            yield int(creator_tag)
            yield from map(int, found)


def _is_creator(tag: object) -> bool:
    group, element = getattr(tag, "group", 0), getattr(tag, "element", 0)
    return bool(group % 2) and FIRST_BLOCK <= element <= LAST_BLOCK
