"""Whole-scan figures of the nodule analyzer on phantoms, for its card. They say nothing about patients."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from medviewer.ai.analyzer import Analyzer
from medviewer.ai.figures.froc import (
    FALSE_POSITIVES_A_SCAN,
    ScanMarks,
    competition_metric,
    match_marks,
    sensitivities,
)
from medviewer.ai.figures.intervals import Cases, intervals
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisRequest, Metric, ModelCard, SharedArray
from medviewer.domain.volume import Volume
from medviewer.imaging.phantom import Phantom, PhantomNodule, ThoraxSpec, thorax_phantom
from medviewer.progress import CancelToken, ignore_progress

COUNTED_FROM_MM = 6.0  # smaller nodules are put in too, but finding them is not asked for
FIRST_SEED = 101  # seeds nobody looked at while building the analyzer
FROC_FLOOR = 0.05  # score from which marks are drawn into the curve; weaker ones are not looked for
WHO = "whole analyzer"
Z_95 = 1.96
RULE_OF_THREE = 3.0  # upper 95 % bound of a count of which none was seen (Hanley 1983)


@dataclass(frozen=True, slots=True)
class ScanCounts:
    """What was found on one phantom."""

    counted: int
    found: int
    false_positives: int


def routine_specs(count: int) -> tuple[ThoraxSpec, ...]:
    """Phantoms that differ in anatomy, noise, sharpness and slice thickness, as scanners do."""
    specs = []
    for index in range(count):
        random = np.random.default_rng(FIRST_SEED + index)
        slice_mm = float(random.choice([1.5, 2.5, 3.0]))
        specs.append(
            ThoraxSpec(
                seed=FIRST_SEED + index,
                shape=(round(300 / slice_mm), 512, 512),
                slice_mm=slice_mm,
                noise_hu=float(random.uniform(15, 40)),
                blur_mm=float(random.uniform(0.6, 1.0)),
            )
        )
    return tuple(specs)


def measure_on_phantoms(
    load: Callable[[ModelCard], Analyzer],
    card: ModelCard,
    specs: Sequence[ThoraxSpec],
    report: Callable[[ScanCounts], None],
) -> tuple[Metric, ...]:
    """Figures at the card's threshold, and the free-response curve with the threshold nearly off."""
    analyzer, curious = load(card), load(replace(card, score_threshold=FROC_FLOOR))
    scans, marks = [], []
    for spec in specs:
        phantom = thorax_phantom(spec)
        said = [f for f in _findings(analyzer, phantom) if f.confidence >= card.score_threshold]
        scans.append(counts_of(scan_marks(phantom.nodules, said)))
        marks.append(scan_marks(phantom.nodules, _findings(curious, phantom)))
        report(scans[-1])
    return summarised(scans) + free_response(tuple(marks))


def _findings(analyzer: Analyzer, phantom: Phantom) -> Sequence[Finding]:
    request = request_for(phantom.volume)
    return analyzer.analyze(request, phantom.volume, ignore_progress, CancelToken()).findings


def scan_marks(nodules: Sequence[PhantomNodule], findings: Sequence[Finding]) -> ScanMarks:
    """Findings as marks with their confidence."""
    placed = [finding for finding in findings if finding.center_lps_mm is not None]
    centers = [finding.center_lps_mm for finding in placed]
    return marks_at(nodules, centers, [finding.confidence for finding in placed])


def marks_at(
    nodules: Sequence[PhantomNodule],
    centers_lps_mm: Sequence[Sequence[float] | None],
    scores: Sequence[float],
) -> ScanMarks:
    """Marks held against the truth. Nodules below 6 mm need not be found, but finding one is not false."""
    found = match_marks(
        np.array(centers_lps_mm, float).reshape(-1, 3),
        np.array(scores, float),
        np.array([nodule.center_lps_mm for nodule in nodules], float).reshape(-1, 3),
        np.array([nodule.diameter_mm / 2 for nodule in nodules], float),
    )
    counted = [
        score
        for nodule, score in zip(nodules, found.lesion_scores, strict=True)
        if nodule.diameter_mm >= COUNTED_FROM_MM
    ]
    return ScanMarks(tuple(counted), found.false_scores)


def counts_of(marks: ScanMarks) -> ScanCounts:
    """How many were found, whatever the score."""
    found = int(np.isfinite(marks.lesion_scores).sum())
    return ScanCounts(len(marks.lesion_scores), found, len(marks.false_scores))


def free_response(scans: tuple[ScanMarks, ...]) -> tuple[Metric, ...]:
    """Sensitivity at 1/8 to 8 false positives a scan and their mean, drawn again by scan."""

    def figures(drawn: Cases) -> dict[str, float]:
        chosen = tuple(scans[index] for index in drawn)
        found = dict(zip(FALSE_POSITIVES_A_SCAN, sensitivities(chosen), strict=True))
        named = {f"sensitivity at {rate:g} false positives a scan": v for rate, v in found.items()}
        return {**named, "mean of the seven (CPM)": competition_metric(chosen)}

    data = f"{len(scans)} phantoms (computed scans, not patients), free-response curve"
    return tuple(
        _metric(name, found.value, (found.low, found.high), data)
        for name, found in intervals(figures, np.arange(len(scans))).items()
    )


def request_for(volume: Volume) -> AnalysisRequest:
    """A request about a volume that came from no file."""
    return AnalysisRequest(
        request_id="phantom",
        model_id="",
        study_instance_uid="",
        series_instance_uid="",
        display_set_id="",
        volume=SharedArray("", volume.array.shape, volume.array.dtype.str),
        geometry=volume.geometry,
        unit=volume.unit,
        sop_instance_uids=tuple(f"phantom.{index}" for index in range(len(volume.array))),
    )


def summarised(scans: Sequence[ScanCounts]) -> tuple[Metric, ...]:
    counted, found = sum(s.counted for s in scans), sum(s.found for s in scans)
    false = sum(s.false_positives for s in scans)
    data = f"{len(scans)} phantoms (computed scans, not patients), {counted} nodules of 6 to 18 mm"
    low, high = wilson_interval(found, counted)
    spread = Z_95 * np.sqrt(false) if false else RULE_OF_THREE
    rate = false / len(scans)
    return (
        _metric("sensitivity for nodules ≥ 6 mm", found / counted, (low, high), data),
        _metric(
            "false positives a scan",
            rate,
            (max(0.0, (false - spread) / len(scans)), float(false + spread) / len(scans)),
            data,
        ),
    )


def wilson_interval(hits: int, total: int) -> tuple[float, float]:
    """95 % interval of a proportion (Wilson 1927); honest at 0 and 1, unlike the bootstrap."""
    share, z2 = hits / total, Z_95**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = Z_95 * np.sqrt(share * (1 - share) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    return (float(max(0.0, middle - half)), float(min(1.0, middle + half)))


def _metric(name: str, value: float, interval: tuple[float, float], data: str) -> Metric:
    low, high = (round(bound, 3) for bound in interval)
    return Metric(WHO, name, round(value, 3), low, high, data)
