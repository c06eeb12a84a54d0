"""The colours of the AI: one reserved for its marks, one fixed diverging scale for its attention map.

Blue against orange is told apart with any common colour blindness; both ends have the same lightness, so
that neither sign looks stronger. Zero is transparent: where the model saw nothing, the image stays.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from medviewer.domain.model_trust import OCCLUSION

Rgb = tuple[int, int, int]

AI_COLOUR: Rgb = (214, 102, 255)  # violet: no reader's mark, no colour scale and no warning uses it
READER_COLOUR: Rgb = (255, 220, 64)  # yellow, solid: what a reader drew
# After Okabe and Ito, moved apart until no two of them, nor the AI's violet, are nearer than 22 (CIE 1976) to
# one another for usual, protan, deutan and tritan eyes.
SEGMENT_COLOURS: tuple[Rgb, ...] = (
    (86, 214, 233),
    (230, 159, 0),
    (0, 165, 115),
    (240, 249, 65),
    (197, 94, 0),
    (91, 119, 178),
)
SEGMENT_OPACITY = 110  # of 255: the image stays readable underneath
AGAINST_COLOUR: Rgb = (64, 140, 255)  # blue, CIELAB lightness 59: speaks against the finding
FOR_COLOUR: Rgb = (231, 104, 0)  # orange, CIELAB lightness 59: speaks for the finding
NEUTRAL: Rgb = (225, 225, 225)
MAX_ALPHA = 0.7  # the anatomy underneath stays readable at full strength
# What a whole map at the end of the scale would add to the logit. Findings of one model share one scale, or
# two maps could not be compared: it hangs on how many cells the network's maps have, never on the image.
# Sure answers have logits of 5 to 10, so that their maps reach the scale's upper half.
WHOLE_MAP_LOGIT = 8.0
OCCLUSION_LOGIT = 1.0  # a window's own fall of the logit: windows do not add up


@dataclass(frozen=True, slots=True)
class LegendStop:
    """One mark of the attention legend."""

    value_logit: float
    rgba: tuple[int, int, int, int]


def attention_scale_logit(shape: tuple[int, ...], method: str = "") -> float:
    """Where the scale of maps of that many (rows, columns) ends, in logit; two digits."""
    if method == OCCLUSION:
        return OCCLUSION_LOGIT
    end = WHOLE_MAP_LOGIT / max(math.prod(shape), 1)
    return float(f"{end:.1g}") if end >= 1 else float(f"{end:.2g}")


def attention_rgba(contributions: ArrayLike, scale_logit: float) -> NDArray[np.uint8]:
    """Colour signed logit contributions on the fixed scale -scale_logit..scale_logit.

    Args:
        contributions: (h, w); values beyond the scale are shown as its end, NaN as nothing.
        scale_logit: the same for every finding, so that two maps can be compared.

    Returns:
        uint8[h, w, 4], RGBA, not premultiplied.
    """
    values = np.nan_to_num(np.asarray(contributions, dtype=float) / scale_logit)
    strength = np.clip(np.abs(values), 0.0, 1.0)[..., np.newaxis]
    end = np.where(values[..., np.newaxis] < 0, AGAINST_COLOUR, FOR_COLOUR)
    # The hue is full at half strength already; from there on only the opacity grows.
    mix = np.minimum(2.0 * strength, 1.0)
    colour = (1.0 - mix) * np.asarray(NEUTRAL, dtype=float) + mix * end
    rgba = np.concatenate([colour, 255.0 * MAX_ALPHA * strength], axis=-1)
    return np.asarray(rgba + 0.5, dtype=np.uint8)


def legend_stops(scale_logit: float, count: int = 5) -> tuple[LegendStop, ...]:
    """Marks from -scale_logit to scale_logit, evenly spaced; an odd count has one at zero."""
    values = np.linspace(-scale_logit, scale_logit, count)
    colours = attention_rgba(values[np.newaxis], scale_logit)[0]
    return tuple(
        LegendStop(float(value), (int(r), int(g), int(b), int(a)))
        for value, (r, g, b, a) in zip(values, colours, strict=True)
    )
