"""The name a finding keeps: made of UIDs a server never sees, so made again where they are known.

The server says which of the rules below gave the finding its id there; here the same rule is applied to
the study's own UIDs, and a finding has the id a local run would have given it.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from medviewer.ai.analyzers.provenance import finding_id
from medviewer.domain.finding import Finding

Place = tuple[object, ...]


def _of_image(finding: Finding) -> Place:
    return (finding.image_index, finding.label)


def _of_centre_and_box(finding: Finding) -> Place:
    box = finding.box_voxel
    return (finding.center_voxel, *((box.first, box.last) if box else ()))


def _of_box(finding: Finding) -> Place:
    box = finding.box_voxel
    return (box.first, box.last) if box else ()


def _of_all(finding: Finding) -> Place:
    """Of an analyzer with a rule of its own: the same place has the same id, if not a local run's."""
    return (finding.label, finding.image_index, *_of_centre_and_box(finding), finding.confidence)


RULES: Mapping[str, Callable[[Finding], Place]] = MappingProxyType(
    {"image": _of_image, "centre and box": _of_centre_and_box, "box": _of_box, "all": _of_all}
)
ANY_RULE = "all"


def rule_of(finding: Finding, images: Sequence[str]) -> str:
    """Which rule gave it its id, among images of those UIDs."""
    fitting = (name for name in RULES if named_by(name, finding, images) == finding.finding_id)
    return next(fitting, ANY_RULE)


def named_by(rule: str, finding: Finding, images: Sequence[str]) -> str:
    """The id of a finding whose provenance names the series, by that rule."""
    place = RULES[rule](finding)
    return finding_id(finding.provenance, images[finding.key_slice], *place)
