"""A layer over a study's images as the journal keeps it: which object, and how it was shown."""

from dataclasses import dataclass

from medviewer.domain.object_layer import USUAL_OPACITY


@dataclass(frozen=True, slots=True)
class KeptLayer:
    """`hidden` are keys of items that are not shown; `reference` is the dose that is 100 %."""

    layer_id: str
    is_shown: bool = True
    opacity: float = USUAL_OPACITY
    hidden: tuple[int, ...] = ()
    reference: float | None = None
