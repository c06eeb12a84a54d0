"""A card with every table filled, made by hand."""

import dataclasses

from medviewer.domain.model_card import Metric, ModelCard, TrainingSource
from medviewer.domain.model_trust import (
    Calibration,
    ConformalRule,
    ExplanationTest,
    GuardFigure,
    Interval,
    NetworkSpec,
    OperatingPoint,
    ReliabilityBin,
)
from tests.gui.canvas.samples import result

VAL = "val, 524 images of 524 patients"


def figure(value: float) -> Interval:
    return Interval(value, value - 0.02, min(value + 0.02, 1.0))


def metric(subject: str, name: str, value: float) -> Metric:
    return Metric(subject, name, value, value - 0.02, min(value + 0.02, 1.0), VAL)


def point(name: str, threshold: float, sensitivity: float, specificity: float) -> OperatingPoint:
    return OperatingPoint(
        name, "lung_nodule", threshold, figure(sensitivity), figure(specificity), figure(0.41),
        0.05, VAL,
    )  # fmt: skip


def full_card() -> ModelCard:
    """`Model 1` with all there can be; its balanced point is at its own threshold of 0.5."""
    subjects = ("ResNet ensemble", "RBF SVM", "logistic regression")
    return dataclasses.replace(
        result().card,
        intended_use="Proposes places that look like solid nodules.",
        limits=("Made for solid nodules.", "Not tested on tilted scans."),
        network=NetworkSpec("resnet", (28, 28), 5),
        sources=(TrainingSource("Patches", "CC BY 3.0", "Armato et al."),),
        metrics=tuple(metric(s, n, 0.9) for s in subjects for n in ("AUC", "Brier")),
        is_calibrated=True,
        calibration=Calibration(
            "temperature", (1.2,), Interval(0.02, 0.01, 0.03), "calibration block", VAL,
            (ReliabilityBin(0.1, 0.12, 200), ReliabilityBin(0.5, 0.46, 60),
             ReliabilityBin(0.9, 0.93, 264)),
        ),
        operating_points=(
            point("screening", 0.2, 0.98, 0.81),
            point("balanced", 0.5, 0.93, 0.94),
            point("specific", 0.8, 0.78, 0.99),
        ),
        conformal=ConformalRule(0.1, (0.4, 0.3), figure(0.9), 1.1, VAL),
        guard_figures=(GuardFigure("MR instead of CT", 1.0, 0.0, 40, "data/dicom"),),
        explanation_tests=(
            ExplanationTest("class map", "completeness", 1e-6, "≤ 1e-4", True, VAL),
            ExplanationTest("Grad-CAM", "parameter randomisation", 0.71, "≤ 0.3", False, VAL),
            ExplanationTest("occlusion", "pointing game", 0.8, "", True, VAL),
        ),
    )  # fmt: skip
