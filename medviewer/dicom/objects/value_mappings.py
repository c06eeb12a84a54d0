"""A Real World Value Mapping from its file (PS3.3 A.46): what the values of images mean."""

from pathlib import Path

from medviewer.dicom.objects.layer_file import opened, referenced_images
from medviewer.dicom.objects.parametric_map import MAPPING, real_world_mapping
from medviewer.dicom.reading.attributes import items
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.parametric_map import RealWorldMapping

OF_IMAGES = "ReferencedImageRealWorldValueMappingSequence"
KEYWORDS = (OF_IMAGES, MAPPING)
MOST_MAPPINGS = 1_000


def read_value_mappings(path: Path) -> tuple[tuple[RealWorldMapping, int], ...]:
    """Each mapping, and of how many images it is.

    Raises:
        UnreadableFile: damaged, gone, or another kind of object.
    """
    with opened(path, KEYWORDS, ObjectKind.VALUE_MAPPING) as file:
        found = []
        for group in items(file.dataset, OF_IMAGES)[:MOST_MAPPINGS]:
            images = len(referenced_images([group], "ReferencedImageSequence"))
            found += [(real_world_mapping(item), images) for item in items(group, MAPPING)]
        return tuple(found[:MOST_MAPPINGS])
