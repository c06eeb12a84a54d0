"""Which lines are drawn through a dose, and of what they are percentages."""

from dataclasses import replace

from medviewer.domain.object_layer import WASH, LayerItem, ObjectLayer, ValueScale
from medviewer.domain.significant_digits import significant

# What planning systems draw at first, in % of the reference, and their usual colours: hot to cold.
ISODOSES = (
    (105, (255, 80, 200)),
    (100, (255, 40, 30)),
    (95, (255, 140, 0)),
    (90, (255, 230, 0)),
    (80, (140, 230, 0)),
    (70, (0, 210, 90)),
    (50, (0, 210, 230)),
    (30, (60, 120, 255)),
)


def with_isodoses(layer: ObjectLayer, reference: float) -> ObjectLayer:
    """The layer with lines at the usual shares of a dose; what is above its highest is left out."""
    scale = layer.scale or ValueScale(0.0, reference)
    lines = tuple(
        LayerItem(
            percent,
            f"{percent} %",
            f"{significant(level, 4)} {scale.unit}".strip(),
            colour,
            level=level,
        )
        for percent, colour in ISODOSES
        if (level := reference * percent / 100) <= scale.high
    )
    wash = LayerItem(WASH, "", scale.unit, is_shown=False)
    shown = {item.key: item.is_shown for item in layer.items}
    items = tuple(
        replace(item, is_shown=shown.get(item.key, item.is_shown)) for item in (wash, *lines)
    )
    return replace(layer, items=items, scale=replace(scale, reference=reference))
