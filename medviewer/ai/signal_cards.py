"""What a card with a table [signal] need not say: it is for curves, so nothing of images applies."""

from typing import Any

from medviewer.domain.model_card import ModelCard

Table = dict[str, Any]

NO_IMAGES: Table = {
    "modalities": [],
    "body_parts": [],
    "min_slices": 0,
    "max_slice_spacing_mm": 0.0,
    "max_pixel_spacing_mm": 0.0,
    "unit": "",
    "needs_volume": False,
}


def is_signal_table(table: Table) -> bool:
    return "signal" in table


def with_signal_defaults(table: Table) -> Table:
    """The table with no analyzer, no images, and a size of images that means nothing."""
    network = table.get("network", {})
    if not is_signal_table(table) or not isinstance(network, dict):
        return table
    return {
        "applicability": NO_IMAGES,
        **table,
        "analyzer": "",
        "network": {"input_size": [1, 1]} | network,
    }


def signal_cards(cards: tuple[ModelCard, ...]) -> tuple[ModelCard, ...]:
    """Those that read curves."""
    return tuple(card for card in cards if card.signal is not None)
