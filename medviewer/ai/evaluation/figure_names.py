"""What each figure is called where a reader sees it."""

from medviewer.ai.evaluation.baselines import BASELINES
from medviewer.ai.evaluation.outline_baselines import BRIGHTEST, MEAN
from medviewer.domain.model_card import ModelCard

RIVALS = (*BASELINES, MEAN, BRIGHTEST)  # who stands beside a network in its tables

TITLES = {
    "auc": "AUC",
    "average_precision": "average precision",
    "accuracy": "accuracy",
    "accuracy_at_half": "accuracy at 0.5",
    "sensitivity": "sensitivity (recall)",
    "specificity": "specificity",
    "precision": "precision",
    "f1": "F1",
    "weighted_sensitivity": "weighted sensitivity (recall)",
    "weighted_specificity": "weighted specificity",
    "weighted_precision": "weighted precision",
    "weighted_f1": "weighted F1",
    "sensitivity_at_specificity_0.95": "sensitivity at specificity 0.95",
    "ece": "expected calibration error",
    "brier": "Brier score",
    "log_loss": "log loss",
    "aurc": "area under risk-coverage",
    "dice": "Dice of the outline",
    "dice_proposed": "Dice of what is proposed",
    "box_iou": "IoU of the box",
    "box_iou_above_0.5": "boxes with IoU ≥ 0.5",
    "pointing_game": "pointing game",
    "cpm": "mean of the seven sensitivities (CPM)",
    "drew_nothing": "images nothing was drawn on",
}
MEAN_OF_CLASSES = ("auc", "average_precision", "sensitivity", "specificity", "precision", "f1")
LESIONS = "lesion outline"


def title(figure: str, classes: int = 2) -> str:
    """The figure's name; of more than two classes it says that it is the classes' mean."""
    name = TITLES.get(figure, figure.replace("_", " "))
    return f"macro {name}" if classes > 2 and figure in MEAN_OF_CLASSES else name


def subject(card: ModelCard) -> str:
    """Who is measured, as the card's table names it."""
    members = card.network.members if card.network else 1
    return "network" if members == 1 else f"ensemble of {members} networks"
