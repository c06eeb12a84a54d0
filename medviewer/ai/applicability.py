"""Whether a model was made for an image, and which series of a study it should see.

Metadata only (`ai.header_rules`): what the headers cannot tell (a head scanned as "CHEST") is checked on the
pixels, in the worker.
"""

from dataclasses import dataclass
from enum import Enum

from medviewer.ai.header_rules import grids, kinds, origins, patients, weighting
from medviewer.ai.header_rules.asked_images import AskedImages, Question
from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.words import Message

# A model is refused an image of another modality, body part, view or species, a localizer, derived or
# secondary images, and anything that is not in the shape, unit and fineness it was made for.
REFUSALS: tuple[Question, ...] = (
    kinds.wrong_modality,
    kinds.wrong_body_part,
    kinds.wrong_species,
    kinds.wrong_view,
    weighting.wrong_weighting,
    origins.no_original,
    origins.in_colour,
    grids.too_few,
    grids.no_volume,
    grids.of_different_sizes,
    grids.wrong_orientation,
    grids.too_coarse,
    origins.wrong_unit,
)
# Reasons no reader can set aside: there is nothing the model could be given.
IMPOSSIBLE: frozenset[Question] = frozenset(
    {origins.in_colour, grids.no_volume, grids.of_different_sizes}
)
DOUBTS: tuple[Question, ...] = (
    kinds.unnamed_body_part,
    kinds.unnamed_view,
    weighting.without_contrast,
    patients.too_old,
    patients.too_young,
    origins.unprocessed,
    grids.tilted,
    grids.missing,
)
COVERAGE_STEP_MM = (
    20.0  # series that cover as much but for this are equals; then the thinner one is better
)


class Level(Enum):
    """How well an image fits a model."""

    YES = "yes"
    WARN = "warn"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, warn or no, and why; the gravest reason first.

    `is_overridable` tells a refusal a reader may set aside, with a typed reason, from one nothing can be
    done about.
    """

    level: Level
    reasons: tuple[Message, ...] = ()
    is_overridable: bool = True

    @property
    def is_allowed(self) -> bool:
        return self.level is not Level.NO

    def allows(self, override: str) -> bool:
        """Whether the model may run, given the reader's reason for running it against advice ("" if none)."""
        return self.is_allowed or (self.is_overridable and bool(override.strip()))


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

    def best(self, override: str) -> Option | None:
        """The one that fits, else, where a reader insists, the one with least against it."""
        possible = [option for option in self.options if option.verdict.allows(override)]
        return self.chosen or min(possible, key=lambda o: len(o.verdict.reasons), default=None)


def plan(card: ModelCard, study: Study) -> Plan:
    """Rank a study's display sets for a model: those it may see first, most coverage, then thinnest."""
    options = [
        Option(series, display_set, check(card, AskedImages(study, series, display_set)))
        for series in study.series
        for display_set in series.display_sets
    ]
    return Plan(card, tuple(sorted(options, key=_rank)))


def check(card: ModelCard, images: AskedImages) -> Verdict:
    """Hold the headers against the model's card; a refusal names every reason against."""
    against = {question: question(card, images) for question in REFUSALS}
    if reasons := tuple(reason for reason in against.values() if reason is not None):
        is_overridable = all(against[question] is None for question in IMPOSSIBLE)
        return Verdict(Level.NO, reasons, is_overridable)
    doubts = tuple(doubt for ask in DOUBTS if (doubt := ask(card, images)) is not None)
    return Verdict(Level.WARN if doubts else Level.YES, doubts)


def _rank(option: Option) -> tuple[bool, float, float, str]:
    geometry = option.display_set.geometry
    spacing = geometry.slice_spacing_mm if geometry else float("inf")
    coverage = spacing * option.display_set.count if geometry else 0.0
    coverage = round(coverage / COVERAGE_STEP_MM) * COVERAGE_STEP_MM
    return (not option.verdict.is_allowed, -coverage, spacing, option.display_set.display_set_id)
