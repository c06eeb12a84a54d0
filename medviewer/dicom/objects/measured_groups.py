"""Finds what a report measured: the groups of TID 1410, 1411 and 1501, and loose numbers of any other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.content_tree import ContentItem, ValueType, unit_text
from medviewer.domain.measured_group import MeasuredGroup, MeasuredValue
from medviewer.domain.object_kind import ObjectKind, kind_of
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates

# Concept names of PS3.16, older SNOMED codes (SRT) beside those of today (SCT).
MEASUREMENT_GROUP = ("125007", "DCM")
TRACKING_ID, TRACKING_UID = ("112039", "DCM"), ("112040", "DCM")
FINDING = ("121071", "DCM")
CATEGORY = (("276214006", "SCT"), ("G-C0E5", "SRT"))
SITE = (("363698007", "SCT"), ("G-C0E3", "SRT"))
ALGORITHM_NAME, ALGORITHM_VERSION = ("111001", "DCM"), ("111003", "DCM")
TEMPLATES = {"1410": "planar", "1411": "volumetric", "1501": "measurements"}
PLANAR, VOLUMETRIC, MEASUREMENTS = TEMPLATES.values()
VOLUME_SURFACE = ("121231", "DCM")
IMAGE_LIBRARY = ("111028", "DCM")  # describes images, measures nothing


def measured_groups(root: ContentItem) -> tuple[MeasuredGroup, ...]:
    """Every group of a report, as they are read."""
    return tuple(_groups(root, root))


def _groups(item: ContentItem, root: ContentItem) -> Iterator[MeasuredGroup]:
    waiting = [item]
    while waiting:
        each = waiting.pop()
        if _is_group(each):
            yield _Gathering(root).group(each)
            waiting.extend(reversed(_groups_below(each)))
            continue
        if each.name.matches(IMAGE_LIBRARY):
            continue
        if each.value_type is not ValueType.NUM and any(map(_is_measured, each.children)):
            yield _loose(each, root)
        waiting.extend(child for child in reversed(each.children) if not _is_measured(child))


def _is_group(item: ContentItem) -> bool:
    is_named = item.name.matches(MEASUREMENT_GROUP) or item.template_id in TEMPLATES
    return item.value_type is ValueType.CONTAINER and is_named


def _groups_below(item: ContentItem) -> list[ContentItem]:
    """The nearest groups inside a group: each has measurements of its own."""
    found, waiting = [], list(reversed(item.children))
    while waiting:
        each = waiting.pop()
        if _is_group(each):
            found.append(each)
        else:
            waiting.extend(reversed(each.children))
    return found


def _numbers_below(item: ContentItem) -> Iterator[ContentItem]:
    """Numbers another one was made from, or below a heading or a finding, but in no other group."""
    waiting = _made_from(item)
    while waiting:
        each = waiting.pop()
        if _is_group(each):
            continue
        if each.value_type is ValueType.NUM:
            yield each
        waiting.extend(_made_from(each))


def _made_from(item: ContentItem) -> list[ContentItem]:
    """Its children, last first; without a number's own uncertainty and reference range (TID 310)."""
    is_number = item.value_type is ValueType.NUM
    return [
        child
        for child in reversed(item.children)
        if not (is_number and child.relationship == "HAS PROPERTIES")
    ]


def _is_measured(item: ContentItem) -> bool:
    return item.value_type in (ValueType.NUM, ValueType.SCOORD, ValueType.SCOORD3D)


def _loose(item: ContentItem, root: ContentItem) -> MeasuredGroup:
    """Numbers and shapes that stand below a heading or a finding of some other template."""
    gathered = _Gathering(root)
    for child in item.children:
        if _is_measured(child):
            gathered.take(child)
            gathered.take_all(_numbers_below(child))
    finding = item.code if item.value_type is ValueType.CODE else item.name
    return gathered.made(MEASUREMENTS, finding=finding)


@dataclass(slots=True)
class _Gathering:
    """What one group's items have said so far."""

    root: ContentItem
    values: list[MeasuredValue] = field(default_factory=list)
    codes: list[tuple[Code, Code]] = field(default_factory=list)
    texts: list[tuple[Code, str]] = field(default_factory=list)
    sites: list[Code] = field(default_factory=list)
    regions: list[SpatialCoordinates] = field(default_factory=list)
    images: list[ObjectReference] = field(default_factory=list)
    segment: ObjectReference | None = None
    is_surface: bool = False

    def group(self, item: ContentItem) -> MeasuredGroup:
        for child in item.children:
            self.take(self._followed(child))
            if not _is_group(child):
                self.take_all(_numbers_below(child))
        algorithm = [text for name, text in self.texts if name.matches(ALGORITHM_NAME)][:1]
        algorithm += [text for name, text in self.texts if name.matches(ALGORITHM_VERSION)][:1]
        return self.made(
            TEMPLATES.get(item.template_id) or self._kind(),
            tracking_id=_first_text(item, TRACKING_ID),
            tracking_uid=_first_text(item, TRACKING_UID),
            finding=_first_code(item, FINDING),
            category=_first_code(item, *CATEGORY),
            algorithm=" ".join(algorithm),
        )

    def made(
        self,
        kind: str,
        finding: Code,
        tracking_id: str = "",
        tracking_uid: str = "",
        category: Code = NO_CODE,
        algorithm: str = "",
    ) -> MeasuredGroup:
        return MeasuredGroup(
            kind,
            tracking_id,
            tracking_uid,
            finding,
            category,
            tuple(self.sites),
            tuple(self.values),
            tuple(self.codes),
            tuple(self.texts),
            tuple(self.regions),
            self.segment,
            tuple(self.images),
            algorithm,
        )

    def take_all(self, found: Iterable[ContentItem]) -> None:
        for item in found:
            self.take(item)

    def take(self, item: ContentItem) -> None:
        if item.value_type is ValueType.NUM:
            self._take_number(item)
        elif item.coordinates is not None:
            self.regions.append(item.coordinates)
            self.is_surface = self.is_surface or item.name.matches(VOLUME_SURFACE)
        elif item.references:
            self._take_references(item)
        elif item.value_type is ValueType.CODE:
            self._take_code(item)
        elif item.value_type is ValueType.TEXT and not item.name.matches(TRACKING_ID):
            self.texts.append((item.name, item.text))

    def _take_number(self, item: ContentItem) -> None:
        below = [self._followed(child) for child in item.children]
        by_whom = [
            child for child in below if child.name.matches(ALGORITHM_NAME, ALGORITHM_VERSION)
        ]
        self.texts += [(child.name, child.text) for child in by_whom if not self._tells(child.name)]
        self.values.append(
            MeasuredValue(
                item.name,
                next(iter(item.numbers), None),
                unit_text(item.unit),
                str(item.qualifier),
                tuple(
                    child.value
                    for child in below
                    if child.relationship == "HAS CONCEPT MOD" and child not in by_whom
                ),
                tuple(child.coordinates for child in below if child.coordinates is not None),
            )
        )
        for child in below:
            if child.references:
                self._take_references(child)

    def _tells(self, name: Code) -> bool:
        return any(known.value == name.value for known, _ in self.texts)

    def _take_code(self, item: ContentItem) -> None:
        if item.name.matches(*SITE):
            self.sites.append(item.code)
            self.sites += [c.code for c in item.children if c.value_type is ValueType.CODE]
        elif not item.name.matches(FINDING, *CATEGORY):
            self.codes.append((item.name, item.code))

    def _take_references(self, item: ContentItem) -> None:
        for each in item.references:
            is_segment = kind_of(each.sop_class_uid) is ObjectKind.SEGMENTATION
            if is_segment or each.segments:
                self.segment = self.segment or each
            elif each not in self.images:
                self.images.append(each)

    def _kind(self) -> str:
        if self.is_surface or self.segment is not None:
            return VOLUMETRIC
        return PLANAR if self.regions else MEASUREMENTS

    def _followed(self, item: ContentItem) -> ContentItem:
        """The item a by-reference relationship points at: one step, so that circles end."""
        at = self.root
        for number in item.target or ():
            if number >= len(at.children):
                return item
            at = at.children[number]
        return item if item.target is None else at


def _first_text(item: ContentItem, name: tuple[str, str]) -> str:
    return next((child.text for child in item.named(name)), "")


def _first_code(item: ContentItem, *names: tuple[str, str]) -> Code:
    return next((child.code for child in item.named(*names)), NO_CODE)
