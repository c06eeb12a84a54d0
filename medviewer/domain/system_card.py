"""What a model that does not look at images alone says of itself: text coders, risk, fusion, synthesis.

Classifiers of images have a `ModelCard`, with everything the viewer asks of them; these have this one.
"""

from dataclasses import dataclass

from medviewer.domain.model_card import Metric, TrainingSource

FAMILIES = ("text", "terms", "risk", "fusion", "gan")  # each a module of `ai.systems`
SYSTEM_CARD = "system.toml"  # beside the weights, as card.toml is of a classifier of images


@dataclass(frozen=True, slots=True)
class SystemFile:
    """A file beside the card, by its plain name."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SystemCard:
    """One trained system.

    Attributes:
        family: which module of `ai.systems` trains, loads and judges it.
        default: the subject of `metrics` that answers: the network, a baseline that beats it, or both.
        release: as of `ai.training.task.Task`: "SHIP-OK", "SHARE-ALIKE" or "RESEARCH-ONLY".
        options: what it was trained with besides its recipe, such as ("table", "lung").
        metrics: of every subject, with `split`; the reader sees them beside one another.
        published: a reference figure of others, with its source; "" where there is none.
        is_calibrated: whether its scores may be written as percentages.
        is_synthetic_data: whether it learnt from made-up texts or tables and is for demonstration only.
    """

    system_id: str
    version: str
    family: str
    title: str
    intended_use: str
    licence: str
    release: str
    files: tuple[SystemFile, ...]
    sources: tuple[TrainingSource, ...]
    limits: tuple[str, ...]
    metrics: tuple[Metric, ...] = ()
    default: str = "network"
    options: tuple[tuple[str, str], ...] = ()
    published: str = ""
    is_calibrated: bool = False
    is_synthetic_data: bool = False
