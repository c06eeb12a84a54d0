"""Why a model's answer may be believed, and how far: what its card states beside its plain figures.

Every value here was measured on held-back data and belongs to one set of weights; none may be carried over
to another version of the model.
"""

from dataclasses import dataclass

CALIBRATION_GATE = 0.05  # largest expected calibration error at which a percentage may be shown
CALIBRATION_PARAMETERS = {"none": 0, "temperature": 1, "platt": 2, "beta": 3}  # of each method

SCREENING, BALANCED, SPECIFIC = "screening", "balanced", "specific"
POINTS = (SCREENING, BALANCED, SPECIFIC)  # names of operating points, lowest threshold first
USUAL_POINT = BALANCED  # where a card does not say which of its points it reports from

CLASS_MAP, GRAD_CAM = "class map", "Grad-CAM"  # methods of explanation, as cards name them
INTEGRATED_GRADIENTS, OCCLUSION = "integrated gradients", "occlusion"


@dataclass(frozen=True, slots=True)
class Interval:
    """A measured figure with its 95 % confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """What rebuilds the networks whose weights a model folder holds.

    Attributes:
        name: an entry of `ai.networks.architectures`.
        options: its keyword arguments, by name.
        members: how many networks the weights file holds; their tensors are named "0.…", "1.…", ….
        input_size: (rows, columns) every image is brought to.
    """

    name: str
    input_size: tuple[int, int]
    members: int = 1
    options: tuple[tuple[str, int | float | str | bool | tuple[int, ...]], ...] = ()

    @property
    def image_channels(self) -> int:
        """How many channels its images have."""
        stated = dict(self.options).get("image_channels", 1)
        return stated if isinstance(stated, int) else 1


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """One point of the reliability diagram: the mean probability said, and how often it came true."""

    predicted: float
    observed: float
    count: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How logits become probabilities, and how far that holds.

    Attributes:
        method: one of `CALIBRATION_PARAMETERS`: "temperature" (T), "platt" (slope, intercept), "beta" (a, b,
            c) or "none".
        parameters: in the order above.
        ece: expected calibration error, 15 bins of equal mass, on data it was not fitted to.
        fitted_on: the data it was fitted to, in words.
        measured_on: the data `ece` and `reliability` were measured on, in words.
        reliability: the bins of `ece`, lowest first; empty where none were kept.
    """

    method: str
    parameters: tuple[float, ...]
    ece: Interval
    fitted_on: str
    measured_on: str
    reliability: tuple[ReliabilityBin, ...] = ()

    @property
    def is_trustworthy(self) -> bool:
        """Whether probabilities come true on `measured_on`; see `ModelCard.is_calibrated`, too."""
        return self.method != "none" and self.ece.value <= CALIBRATION_GATE


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold on `label`'s probability or score, and what is to be expected at it.

    Attributes:
        name: one of `POINTS`.
        ppv: positive predictive value at `prevalence`.
        data: what it was measured on, in words.
    """

    name: str
    label: str
    threshold: float
    sensitivity: Interval
    specificity: Interval
    ppv: Interval
    prevalence: float
    data: str


@dataclass(frozen=True, slots=True)
class ConformalRule:
    """Split conformal prediction, class by class (Mondrian, LAC): keep a label if 1 - p ≤ its quantile.

    `quantiles` are in the order of the card's labels (both classes of a binary model: negative, positive).
    """

    alpha: float
    quantiles: tuple[float, ...]
    coverage: Interval
    mean_set_size: float
    data: str


@dataclass(frozen=True, slots=True)
class LesionRule:
    """From how much evidence on a model that draws lesions proposes one (`ai.runtime.lesion_evidence`).

    Attributes:
        threshold: of the evidence, 0..1.
        outline: the lowest calibrated probability of a pixel within an outline, above 0 and below 1; each
            image's own level may lie higher (`ai.runtime.lesion_outline`).
        pixel_slope, pixel_shift: a pixel's calibrated probability is sigmoid(slope · its logit + shift).
        sensitivity: the share of images with a lesion on which it proposes one.
        false_share: the share of images without a lesion on which it does.
        fitted_on: what the threshold was chosen on, in words; both kinds of image.
        data: what the shares were measured on, in words; both kinds of image.
    """

    threshold: float
    sensitivity: Interval
    false_share: Interval
    fitted_on: str
    data: str
    outline: float = 0.5
    pixel_slope: float = 1.0
    pixel_shift: float = 0.0


@dataclass(frozen=True, slots=True)
class AbstentionRule:
    """When the model declines to answer: its members disagree, or the conformal set says nothing.

    Attributes:
        max_spread: largest standard deviation of the members' probabilities at which it answers.
        coverage: the share of images it answers.
        error_answered: the share of wrong answers among those.
        error_all: the share of wrong answers had it answered every image.
        data: what these were measured on, in words.
    """

    max_spread: float
    coverage: Interval
    error_answered: Interval
    error_all: Interval
    data: str


@dataclass(frozen=True, slots=True)
class FeatureGuard:
    """The feature-distance part of the guard: thresholds on the distance to the training images.

    `file` names the safetensors file of its statistics, `sha256` is that file's.
    """

    file: str
    sha256: str
    warn_above: float
    refuse_above: float


@dataclass(frozen=True, slots=True)
class GuardFigure:
    """What the guard did to one kind of input it must not fall for ("inverted", "MR instead of CT", …).

    Attributes:
        refused, warned: shares of the inputs.
        count: how many inputs.
        auroc: of the feature distance, these inputs against proper ones; None where there is no distance.
        fpr95: share of these inputs let pass by a distance that lets 95 % of proper ones pass.
    """

    input_kind: str
    refused: float
    warned: float
    count: int
    data: str
    auroc: float | None = None
    fpr95: float | None = None


@dataclass(frozen=True, slots=True)
class ExplanationTest:
    """One test of one explanation method; a method with a failed gate is not offered.

    Attributes:
        method: `CLASS_MAP`, `GRAD_CAM`, `INTEGRATED_GRADIENTS` or `OCCLUSION`.
        gate: what had to hold, in words ("" where the figure is reported only).
    """

    method: str
    name: str
    value: float
    gate: str
    is_passed: bool
    data: str


def offered_methods(tests: tuple[ExplanationTest, ...]) -> tuple[str, ...]:
    """The explanation methods a reader is offered: tested, and no gate failed. In order of the tests."""
    failed = {test.method for test in tests if test.gate and not test.is_passed}
    gated = dict.fromkeys(test.method for test in tests if test.gate)
    return tuple(method for method in gated if method not in failed)
