"""Whether the slices form what a model can see: enough of them, regular, fine, the right way up."""

from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.imaging.orientation import slice_orientation_name
from medviewer.words import Message, message

ROUNDING_MM = 1e-3
NO_PLACE = message("Applicability", "Their place in the patient is unknown.")


def too_few(card: ModelCard, images: AskedImages) -> Message | None:
    if images.display_set.count >= card.applicability.min_slices:
        return None
    return message(
        "Applicability",
        "{model} needs at least {needed} slices; this series has {found}. Choose a longer one.",
        model=card.title,
        needed=card.applicability.min_slices,
        found=images.display_set.count,
    )


def no_volume(card: ModelCard, images: AskedImages) -> Message | None:
    notes = images.display_set.notes
    if not card.applicability.needs_volume or images.display_set.geometry is not None:
        return None
    return message(
        "Applicability",
        "{model} needs a volume, and these slices do not form one. {why}",
        model=card.title,
        why=notes[0] if notes else NO_PLACE,
    )


def of_different_sizes(card: ModelCard, images: AskedImages) -> Message | None:
    """They travel to the worker as one array."""
    sizes = {(frame.rows, frame.columns) for frame in images.display_set.frames}
    if len(sizes) == 1:
        return None
    return message(
        "Applicability",
        "The images of this series differ in size; {model} sees them together. Choose another series.",
        model=card.title,
    )


def too_coarse(card: ModelCard, images: AskedImages) -> Message | None:
    geometry = images.display_set.geometry
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


def wrong_orientation(card: ModelCard, images: AskedImages) -> Message | None:
    wanted = card.applicability.orientation
    found = slice_orientation_name(images.display_set.frames[0].plane)
    if not wanted or str(found) == wanted:
        return None
    if not found:
        return message(
            "Applicability",
            "{model} needs {wanted} slices, and nobody knows how these lie in the patient. Choose the "
            "{wanted} series.",
            model=card.title,
            wanted=wanted,
        )
    return message(
        "Applicability",
        "{model} needs {wanted} slices; these are {found}. Choose the {wanted} series.",
        model=card.title,
        wanted=wanted,
        found=found,
    )


def tilted(card: ModelCard, images: AskedImages) -> Message | None:
    geometry = images.display_set.geometry
    if images.display_set.tilt_degrees is None and not (geometry and geometry.is_sheared):
        return None
    return message(
        "Applicability",
        "The gantry was tilted; {model} was not tested on tilted scans.",
        model=card.title,
    )


def missing(card: ModelCard, images: AskedImages) -> Message | None:
    total = images.display_set.count
    count = total - len(images.display_set.source_frames)
    if not count:
        return None
    return message(
        "Applicability",
        "{count} of {total} slices are missing; {model} sees interpolated ones in their place.",
        count=count,
        total=total,
        model=card.title,
    )
