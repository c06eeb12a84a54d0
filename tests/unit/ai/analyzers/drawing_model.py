"""A model that draws whatever is brighter than a head, for tests of everything that is not about accuracy."""

import torch
from torch import Tensor, nn

from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_card import Applicability, ModelCard
from medviewer.domain.model_trust import Interval, LesionRule, NetworkSpec
from medviewer.domain.volume import Unit

SIZE = 64
CELL = 8
LABELS = ("meningioma", "glioma", "pituitary")
BRIGHT = 0.55  # a head has 0.35
ANY = Interval(0.5, 0.4, 0.6)


class DrawsWhatIsBright(nn.Module):
    """Lesion where it is bright; names by fixed weights of how bright each cell is."""

    def __init__(self, evidence: tuple[float, float, float] = (1.0, 6.0, -2.0)) -> None:
        super().__init__()
        self.weigh = nn.Conv2d(1, 3, 1, bias=False)
        self.weigh.weight.data = torch.tensor(evidence).view(3, 1, 1, 1)
        self.bias = nn.Parameter(torch.tensor([0.3, -0.2, 0.1]))

    def drawn_and_mapped(self, images: Tensor) -> tuple[Tensor, Tensor]:
        bright = (images - BRIGHT) * 40
        maps = self.weigh(nn.functional.avg_pool2d(bright.sigmoid(), CELL)) * 10
        return bright, maps


def drawing_card(threshold: float = 0.5, members: int = 1) -> ModelCard:
    return ModelCard(
        model_id="brain_mr_tumour",
        version="1",
        title="Brain MR tumour",
        analyzer="brain_mr_tumour",
        intended_use="Tests.",
        labels=LABELS,
        weights_file="weights.safetensors",
        weights_sha256="0" * 64,
        score_threshold=0.5,
        is_calibrated=False,
        applicability=Applicability(("MR",), ("HEAD",), 1, 8.0, 1.5, Unit.NONE, needs_volume=False),
        sources=(),
        metrics=(),
        limits=(),
        licence="Apache-2.0",
        network=NetworkSpec("lesion_net", (SIZE, SIZE), members),
        lesion_rule=LesionRule(threshold, ANY, ANY, "nothing", "nothing"),
    )


def drawing_model(
    card: ModelCard, *evidence: tuple[float, float, float], device: str = "cpu"
) -> ImageModel:
    """One member for every triple of `evidence`."""
    members = tuple(DrawsWhatIsBright(each) for each in evidence) or (DrawsWhatIsBright(),)
    return ImageModel(card, members, torch.device(device))
