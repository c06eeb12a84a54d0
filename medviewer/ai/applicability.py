"""Whether a model was made for an image, and which series of a study it should see.

Metadata only: what the headers cannot tell (a head scanned as "CHEST") the analyzer checks on the pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.domain.unit import Unit
from medviewer.imaging.orientation import slice_orientation_name
from medviewer.words import Message, message


class Level(Enum):
    """How well an image fits a model."""

    YES = "yes"
    WARN = "warn"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, warn or no, and why; the gravest reason first."""

    level: Level
    reasons: tuple[Message, ...] = ()

    @property
    def is_allowed(self) -> bool:
        return self.level is not Level.NO


@dataclass(frozen=True, slots=True)
class Option:
    """A display set a model could be given, and what speaks for or against it."""

    series: Series
    display_set: DisplaySet
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Plan:
    """Every display set of a study as one model sees it, best first; `chosen` is None where none fits."""

    card: ModelCard
    options: tuple[Option, ...]

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.verdict.is_allowed), None)

    def find(self, display_set_id: str) -> Option | None:
        """The option of that display set, or None."""
        return next(
            (o for o in self.options if o.display_set.display_set_id == display_set_id), None
        )


def plan(card: ModelCard, study: Study) -> Plan:
    """Rank a study's display sets for a model: those it may see first, most coverage, then thinnest."""
    options = [
        Option(series, display_set, check(card, series, display_set))
        for series in study.series
        for display_set in series.display_sets
    ]
    return Plan(card, tuple(sorted(options, key=_rank)))


def check(card: ModelCard, series: Series, display_set: DisplaySet) -> Verdict:
    """Hold a display set's headers against the model's card.

    A model is refused an image of another modality or body part, a localizer, derived or secondary images,
    and anything that is no volume in the unit and fineness it was made for.
    """
    for refuse in REFUSALS:
        reason = refuse(card, series, display_set)
        if reason is not None:
            return Verdict(Level.NO, (reason,))
    doubts = tuple(doubt for ask in DOUBTS if (doubt := ask(card, series, display_set)) is not None)
    return Verdict(Level.WARN if doubts else Level.YES, doubts)


def _rank(option: Option) -> tuple[bool, float, float, str]:
    geometry = option.display_set.geometry
    spacing = geometry.slice_spacing_mm if geometry else float("inf")
    coverage = spacing * option.display_set.count if geometry else 0.0
    coverage = round(coverage / COVERAGE_STEP_MM) * COVERAGE_STEP_MM
    return (not option.verdict.is_allowed, -coverage, spacing, option.display_set.display_set_id)


COVERAGE_STEP_MM = (
    20.0  # series that cover as much but for this are equals; then the thinner one is better
)

Question = Callable[[ModelCard, Series, DisplaySet], Message | None]


def _wrong_modality(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    wanted = card.applicability.modalities
    if series.modality in wanted:
        return None
    return message(
        "Applicability",
        "{model} was made for {wanted}; this series is {found}. Choose a study with a {wanted} series.",
        model=card.title,
        wanted=" / ".join(wanted),
        found=series.modality or UNNAMED,
    )


def _wrong_body_part(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    wanted, found = card.applicability.body_parts, series.body_part_examined.upper()
    if not found or not wanted or any(part in found for part in wanted):
        return None
    return message(
        "Applicability",
        "{model} was made for {wanted}; this series is of {found}. Choose a series of {wanted}.",
        model=card.title,
        wanted=" / ".join(wanted),
        found=found,
    )


def _no_original(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    kinds = {value.upper() for value in display_set.frames[0].instance.image_type}
    if display_set.is_localizer or "LOCALIZER" in kinds:
        return message(
            "Applicability",
            "This is a localizer, not a scan. Choose the series it was made for.",
        )
    if kinds & (NOT_AS_ACQUIRED if card.applicability.needs_volume else NOT_A_RADIOGRAPH):
        return message(
            "Applicability",
            "{model} needs images as acquired; this series is derived ({kinds}). Choose the original one.",
            model=card.title,
            kinds=", ".join(display_set.frames[0].instance.image_type),
        )
    return None


def _in_colour(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    if not display_set.frames[0].is_colour:
        return None
    return message(
        "Applicability",
        "{model} reads grey images; these are in colour. Choose a grey series.",
        model=card.title,
    )


def _no_volume(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    if display_set.count < card.applicability.min_slices:
        return message(
            "Applicability",
            "{model} needs at least {needed} slices; this series has {found}. Choose a longer one.",
            model=card.title,
            needed=card.applicability.min_slices,
            found=display_set.count,
        )
    if display_set.geometry is None and card.applicability.needs_volume:
        return message(
            "Applicability",
            "{model} needs a volume, and these slices do not form one. {why}",
            model=card.title,
            why=display_set.notes[0] if display_set.notes else NO_PLACE,
        )
    return None


def _too_coarse(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    geometry = display_set.geometry
    if geometry is None:
        return None
    limits = card.applicability
    if geometry.slice_spacing_mm > limits.max_slice_spacing_mm + ROUNDING_MM:
        return message(
            "Applicability",
            "{model} needs slices at most {needed} mm apart; these are {found} mm apart. Choose a thinner "
            "series.",
            model=card.title,
            needed=f"{limits.max_slice_spacing_mm:g}",
            found=f"{geometry.slice_spacing_mm:.1f}",
        )
    pixel_mm = max(geometry.plane.row_spacing_mm, geometry.plane.column_spacing_mm)
    if pixel_mm > limits.max_pixel_spacing_mm + ROUNDING_MM:
        return message(
            "Applicability",
            "{model} needs pixels of at most {needed} mm; these are {found} mm. Choose a finer series.",
            model=card.title,
            needed=f"{limits.max_pixel_spacing_mm:g}",
            found=f"{pixel_mm:.2f}",
        )
    return None


def _wrong_orientation(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    wanted = card.applicability.orientation
    found = slice_orientation_name(display_set.frames[0].plane)
    if not wanted or str(found) == wanted:
        return None
    return message(
        "Applicability",
        "{model} needs {wanted} slices; these are {found}. Choose the {wanted} series.",
        model=card.title,
        wanted=wanted,
        found=found or NO_PLACE,
    )


def _wrong_unit(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    wanted = card.applicability.unit
    if wanted == Unit.NONE or display_set.frames[0].instance.rescale.unit == wanted:
        return None  # a model that names no unit reads what is shown
    return message(
        "Applicability",
        "{model} needs values in {unit}, and this series does not say how to get them. Export it from the "
        "scanner or archive again.",
        model=card.title,
        unit=str(wanted),
    )


def _unnamed_body_part(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    if series.body_part_examined or not card.applicability.body_parts:
        return None
    return message(
        "Applicability",
        "The headers do not name the body part; {model} checks on the pixels that it is {wanted}.",
        model=card.title,
        wanted=" / ".join(card.applicability.body_parts),
    )


def _tilted(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    geometry = display_set.geometry
    if display_set.tilt_degrees is None and not (geometry and geometry.is_sheared):
        return None
    return message(
        "Applicability",
        "The gantry was tilted; {model} was not tested on tilted scans.",
        model=card.title,
    )


def _missing(card: ModelCard, series: Series, display_set: DisplaySet) -> Message | None:
    missing = display_set.count - len(display_set.source_frames)
    if not missing:
        return None
    return message(
        "Applicability",
        "{count} of {total} slices are missing; {model} sees interpolated ones in their place.",
        count=missing,
        total=display_set.count,
        model=card.title,
    )


ROUNDING_MM = 1e-3
NOT_AS_ACQUIRED = {
    "DERIVED",
    "SECONDARY",
    "MIP",
    "PROJECTION IMAGE",
}  # ImageType, PS3.3 C.7.6.1.1.2
# DX For Presentation is DERIVED by rule (PS3.3 C.8.11.7.1.4): processed from the detector's values.
NOT_A_RADIOGRAPH = NOT_AS_ACQUIRED - {"DERIVED"}
UNNAMED = message("Applicability", "of no named modality")
NO_PLACE = message("Applicability", "Their place in the patient is unknown.")

REFUSALS: tuple[Question, ...] = (
    _wrong_modality,
    _wrong_body_part,
    _no_original,
    _in_colour,
    _no_volume,
    _wrong_orientation,
    _too_coarse,
    _wrong_unit,
)
DOUBTS: tuple[Question, ...] = (_unnamed_body_part, _tilted, _missing)
