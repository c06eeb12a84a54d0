"""What pixels alone give away: nothing on them, too small a part, wrong values, noise, a frame about them.

Thresholds are set so that no real image at hand is refused; the figures on images that were spoilt on
purpose stand in each model's card.
"""

from collections.abc import Callable, Mapping

import numpy as np

from medviewer.ai.guard.glance import Floats, Glance
from medviewer.ai.guard.opinion import Opinion, together
from medviewer.domain.model_card import ModelCard
from medviewer.domain.unit import Unit
from medviewer.words import message

SMALLEST_PX = 16  # of the shorter side: less shows no anatomy
LEAST_CONTRAST = 1e-3  # of the largest value: less is a blank image
LEAST_CONTRAST_HU = (
    60.0  # between the darkest and the brightest percent: water has less, any patient more
)
SOFT_TISSUE_HU, LEAST_SOFT_TISSUE = (-200.0, 200.0), 0.02
AIR_HU, LEAST_AIR = -600.0, 0.002
DENSE_HU, MOST_DENSE = 700.0, 0.12  # bone and metal; a skull base has 0.08
NOISY, HOPELESSLY_NOISY = 0.12, 0.22  # noise by contrast; 0.30 is nothing but noise
NOISY_HU, HOPELESSLY_NOISY_HU = 130.0, 300.0  # a low-dose chest CT with a sharp kernel has about 80
WHITE, MOST_WHITE = 0.998, 0.35
FRAME_SPREAD, MOST_FRAME = 0.01, 0.6  # an even frame that leaves less of the image than this
# Immerkaer 1996: the Laplacian's difference that no plane or edge survives.
NOISE_MASK = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
MEDIAN_TO_SIGMA = 0.6745

# What a slice must span to show a kind of image at all: adults' heads are 135 mm wide and wider. CT is left
# to its models, which look for the organ itself.
LEAST_FIELD_MM: Mapping[str, float] = {"brain_mr": 100.0}

Check = Callable[[ModelCard, Glance], Opinion]


def check_pixels(card: ModelCard, glance: Glance) -> Opinion:
    """Everything the pixels have against the model; blank or tiny images are asked nothing further."""
    basic = together(check(card, glance) for check in (too_small, blank))
    if basic.refusals:
        return basic
    return together([basic, *(check(card, glance) for check in CHECKS)])


def too_small(card: ModelCard, glance: Glance) -> Opinion:
    rows, columns = glance.values.shape[1:]
    reason = message(
        "Guard",
        "These images have only {rows} × {columns} pixels; {model} was made for finer ones.",
        rows=rows,
        columns=columns,
        model=card.title,
    )
    if min(rows, columns) < SMALLEST_PX:
        return Opinion(refusals=(reason,))
    wanted = card.network.input_size if card.network else (0, 0)
    is_enlarged = not glance.is_volume and min(rows, columns) < min(wanted)
    return Opinion(warnings=(reason,)) if is_enlarged else Opinion()


def too_narrow(card: ModelCard, glance: Glance) -> Opinion:
    """A field of view the wanted part of the body does not fit into: a joint, a tooth, a detail."""
    kinds = card.applicability.image_kinds
    least = min((LEAST_FIELD_MM.get(kind, 0.0) for kind in kinds), default=0.0)
    if glance.field_mm is None or glance.field_mm >= least:
        return Opinion()
    reason = message(
        "Guard",
        "These images show only {field} mm of the patient, less than {model} was made for (at least "
        "{least} mm). Choose a series of the whole part.",
        field=round(glance.field_mm),
        least=round(least),
        model=card.title,
    )
    return Opinion(refusals=(reason,))


def blank(card: ModelCard, glance: Glance) -> Opinion:
    low, high = np.percentile(glance.values, (1, 99))
    least = LEAST_CONTRAST * max(abs(low), abs(high))
    if glance.unit == Unit.HU:
        least = LEAST_CONTRAST_HU
    if high - low > least:
        return Opinion()
    reason = message("Guard", "These images are blank: all their pixels have about the same value.")
    return Opinion(refusals=(reason,))


def wrong_values(card: ModelCard, glance: Glance) -> Opinion:
    """CT numbers have a scale: air at -1000, soft tissue about 0, little above bone."""
    if glance.unit != Unit.HU or card.applicability.unit != Unit.HU:
        return Opinion()
    values = glance.values
    soft = np.mean((values >= SOFT_TISSUE_HU[0]) & (values <= SOFT_TISSUE_HU[1]))
    if soft < LEAST_SOFT_TISSUE or np.mean(values > DENSE_HU) > MOST_DENSE:
        return Opinion(
            refusals=(
                message(
                    "Guard",
                    "The values are no Hounsfield units of a patient ({soft} % soft tissue, {dense} % denser "
                    "than bone): inverted, or rescaled wrongly. Export the series again.",
                    soft=round(100 * float(soft)),
                    dense=round(100 * float(np.mean(values > DENSE_HU))),
                ),
            )
        )
    if np.mean(values < AIR_HU) < LEAST_AIR:
        reason = message(
            "Guard", "There is no air in these images, which a CT of a patient always shows."
        )
        return Opinion(warnings=(reason,))
    return Opinion()


def noisy(card: ModelCard, glance: Glance) -> Opinion:
    """Noise that `card`'s training images have not: of CT in HU, else as a share of the contrast."""
    sigma = float(np.median([noise_sigma(image) for image in glance.values]))
    if glance.unit == Unit.HU:
        some, most = NOISY_HU, HOPELESSLY_NOISY_HU
    else:
        low, high = np.percentile(glance.values, (2, 98))
        contrast = float(high - low)
        some, most = NOISY * contrast, HOPELESSLY_NOISY * contrast
    if sigma <= some:
        return Opinion()
    reason = message(
        "Guard", "These images are noisier than those {model} was made from.", model=card.title
    )
    return Opinion(refusals=(reason,)) if sigma > most else Opinion(warnings=(reason,))


def saturated(card: ModelCard, glance: Glance) -> Opinion:
    """Radiographs that are white over a third: overexposed, or a window that cuts off."""
    if glance.is_volume or np.mean(glance.greys >= WHITE) <= MOST_WHITE:
        return Opinion()
    reason = message("Guard", "Large parts of the image are white and show no detail.")
    return Opinion(warnings=(reason,))


def framed(card: ModelCard, glance: Glance) -> Opinion:
    """Radiographs that are a small picture in an even frame: a photograph, a screenshot, a small part."""
    if glance.is_volume or min(picture_share(grey) for grey in glance.greys) >= MOST_FRAME:
        return Opinion()
    reason = message(
        "Guard",
        "The image fills only part of its frame; {model} sees it smaller.",
        model=card.title,
    )
    return Opinion(warnings=(reason,))


def bright_background(card: ModelCard, glance: Glance) -> Opinion:
    """MR without a unit: air gives no signal, so a border brighter than the middle means inverted greys."""
    if not glance.is_volume or glance.unit == Unit.HU or "MR" not in card.applicability.modalities:
        return Opinion()
    rows, columns = glance.greys.shape[1:]
    edge_rows, edge_columns = max(1, rows // 16), max(1, columns // 16)
    inside = glance.greys[:, rows // 4 : -rows // 4, columns // 4 : -columns // 4]
    corners = (
        glance.greys[:, :edge_rows, :edge_columns],
        glance.greys[:, :edge_rows, -edge_columns:],
    )
    if min(float(np.median(corner)) for corner in corners) <= max(0.5, float(np.median(inside))):
        return Opinion()
    reason = message(
        "Guard", "The background is brighter than the patient: these images seem to be inverted."
    )
    return Opinion(refusals=(reason,))


CHECKS: tuple[Check, ...] = (
    too_narrow,
    wrong_values,
    noisy,
    saturated,
    framed,
    bright_background,
)


def noise_sigma(image: Floats) -> float:
    """Standard deviation of the noise in one image, from the median so that edges count little."""
    if min(image.shape) < len(NOISE_MASK):
        return 0.0
    shifts = [
        weight * image[r : image.shape[0] - 2 + r, c : image.shape[1] - 2 + c]
        for (r, c), weight in np.ndenumerate(NOISE_MASK)
    ]
    residue = np.abs(np.sum(shifts, axis=0))
    residue = residue[image[1:-1, 1:-1] > image.min()]  # a background filled in afterwards has none
    if not residue.size:
        return 0.0
    gain = float(np.sqrt((NOISE_MASK**2).sum()))
    return float(np.median(residue)) / MEDIAN_TO_SIGMA / gain


def picture_share(grey: Floats) -> float:
    """Share of an image's area inside its even frame: rows and columns without any contrast cut away."""
    rows = np.flatnonzero(np.ptp(grey, axis=1) > FRAME_SPREAD)
    columns = np.flatnonzero(np.ptp(grey, axis=0) > FRAME_SPREAD)
    if not rows.size or not columns.size:
        return 1.0  # blank: another check's business
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    return float(height * width / grey.size)
