"""The shipped model on scans: what it finds, refuses, explains, and how it is stopped."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from medviewer import paths
from medviewer.ai.analyzers import chest_ct_nodules
from medviewer.ai.analyzers.chest_ct_nodules import ChestCtNodules
from medviewer.ai.analyzers.nodule_judge import FIRST_LOOK
from medviewer.ai.catalog import load_card
from medviewer.ai.evaluation.phantoms import counts_of, request_for, scan_marks
from medviewer.ai.runtime.calibration import logit_at
from medviewer.dicom.pixels.volumes import load_volume
from medviewer.dicom.scanner import scan
from medviewer.domain.finding import Finding
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.domain.volume import Unit, Volume
from medviewer.imaging.phantom import Phantom, ThoraxSpec, thorax_phantom
from medviewer.progress import Cancelled, CancelToken, Progress, ignore_progress
from medviewer.session.ai.operating_points import stated

FOLDER = paths.models() / "chest_ct_nodules"


@pytest.fixture(scope="module")
def analyzer() -> ChestCtNodules:
    return chest_ct_nodules.load(load_card(FOLDER / "card.toml"), FOLDER, torch.device("cpu"))


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return thorax_phantom(ThoraxSpec(seed=41, shape=(100, 512, 512)))


@pytest.fixture(scope="module")
def result(analyzer: ChestCtNodules, phantom: Phantom) -> AnalysisResult:
    return analyzed(analyzer, phantom.volume)


def analyzed(analyzer: ChestCtNodules, volume: Volume) -> AnalysisResult:
    return analyzer.analyze(request_for(volume), volume, ignore_progress, CancelToken())


def center_of(finding: Finding) -> NDArray[np.float64]:
    assert finding.center_lps_mm is not None
    return np.asarray(finding.center_lps_mm)


def real_volume(place: Path, unpack_to: Path) -> Volume:
    summary = scan([place], unpack_to, CancelToken(), ignore_progress, lambda update: None)
    display_sets = [d for study in summary.studies for s in study.series for d in s.display_sets]
    largest = max(display_sets, key=lambda display_set: display_set.count)
    return load_volume(largest, CancelToken(), ignore_progress)


def test_that_a_phantoms_nodules_are_found_with_at_most_two_false_positives(
    phantom: Phantom, result: AnalysisResult
) -> None:
    counts = counts_of(scan_marks(phantom.nodules, stated(result).findings))

    assert (counts.counted, counts.found) == (5, 5)
    assert counts.false_positives <= 2


def test_that_a_noisy_phantoms_nodules_are_found_too(analyzer: ChestCtNodules) -> None:
    spec = ThoraxSpec(seed=43, shape=(80, 512, 512), slice_mm=3.0, noise_hu=40, blur_mm=1.0)
    noisy = thorax_phantom(spec)

    counts = counts_of(scan_marks(noisy.nodules, stated(analyzed(analyzer, noisy.volume)).findings))

    assert (counts.counted, counts.found) == (5, 5)
    assert counts.false_positives <= 2


def test_that_findings_come_most_confident_first_and_above_the_threshold(
    analyzer: ChestCtNodules, result: AnalysisResult
) -> None:
    scores = [finding.confidence for finding in result.findings]

    assert result.status is AnalysisStatus.DONE
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] >= min(result.card.thresholds("lung_nodule"))
    assert result.scores == {"lung_nodule": scores[0]}
    assert not any(finding.is_calibrated for finding in result.findings)


def test_that_the_maps_and_the_bias_are_the_whole_score(result: AnalysisResult) -> None:
    explained = {patch.finding_id for patch in result.attention}

    assert {f.finding_id for f in stated(result).findings} <= explained
    for finding in (f for f in result.findings if f.finding_id in explained):
        patches = [patch for patch in result.attention if patch.finding_id == finding.finding_id]
        total = sum(float(patch.contributions.sum(dtype=np.float64)) for patch in patches)
        logit = logit_at(finding.confidence, result.card.calibration)

        assert total + result.attention_bias == pytest.approx(logit, abs=1e-4)


def test_that_sizes_and_sites_of_phantom_nodules_are_named(
    phantom: Phantom, result: AnalysisResult
) -> None:
    largest = max(phantom.nodules, key=lambda nodule: nodule.diameter_mm)
    finding = min(
        result.findings,
        key=lambda f: float(np.linalg.norm(center_of(f) - np.asarray(largest.center_lps_mm))),
    )

    side = "Left" if largest.center_lps_mm[0] > 0 else "Right"
    assert finding.diameter_mm == pytest.approx(18.0, abs=3.0)
    assert str(finding.site).startswith(side)
    assert finding.box_lps_mm is not None
    assert finding.box_voxel is not None
    assert finding.box_lps_mm.minimum < tuple(center_of(finding)) < finding.box_lps_mm.maximum
    first, last = finding.box_voxel.first[0], finding.box_voxel.last[0]
    expected = tuple(f"phantom.{index}" for index in range(first, last + 1))
    assert finding.sop_instance_uids == expected


def test_that_an_image_without_lungs_is_refused_with_the_reason(
    analyzer: ChestCtNodules, phantom: Phantom
) -> None:
    solid = np.full((20, 200, 200), 40, np.int16)
    geometry = dataclasses.replace(phantom.volume.geometry, shape=solid.shape)

    answer = analyzed(analyzer, Volume(solid, geometry, Unit.HU))

    assert answer.status is AnalysisStatus.REFUSED
    assert str(answer.reason).startswith("No lungs were found")
    assert answer.findings == ()


def test_that_a_cancelled_analysis_stops_at_the_next_step(
    analyzer: ChestCtNodules, phantom: Phantom
) -> None:
    token = CancelToken()
    after: list[Progress] = []

    def cancel_while_judging(progress: Progress) -> None:
        if token.is_cancelled:
            after.append(progress)
        if progress.stage == FIRST_LOOK:
            token.cancel()

    geometry = dataclasses.replace(phantom.volume.geometry, shape=(30, 512, 512))
    part = Volume(phantom.volume.array[:30], geometry, Unit.HU)

    with pytest.raises(Cancelled):
        analyzer.analyze(request_for(part), part, cancel_while_judging, token)
    assert after == []


def test_that_the_pixels_are_left_as_they_were(analyzer: ChestCtNodules, phantom: Phantom) -> None:
    array = phantom.volume.array[:30].copy()
    array.flags.writeable = False
    geometry = dataclasses.replace(phantom.volume.geometry, shape=array.shape)

    answer = analyzed(analyzer, Volume(array, geometry, Unit.HU))

    assert answer.status is AnalysisStatus.DONE
    assert np.array_equal(array, phantom.volume.array[:30])


def test_that_the_nodule_of_an_unseen_patient_is_among_the_first_three(
    analyzer: ChestCtNodules, shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "labelled" / "dicom_lidc_ct"
    (truth,) = json.loads((folder / "nodules.json").read_text())["nodules"]
    volume = real_volume(folder / "LIDC-IDRI-0001.zip", tmp_path)

    findings = stated(analyzed(analyzer, volume)).findings

    x0, y0, x1, y1 = truth["box_pixel_xyxy"]
    z0, z1 = truth["z_slices_mm"]
    inside = [
        rank
        for rank, finding in enumerate(findings)
        if finding.center_voxel is not None
        and x0 <= finding.center_voxel[2] <= x1
        and y0 <= finding.center_voxel[1] <= y1
        and z0 <= center_of(finding)[2] <= z1
    ]
    assert inside
    assert inside[0] < 3
    assert len(findings) - len(inside) <= 2


def test_that_a_whole_real_chest_gets_a_short_list_with_its_lesion(
    analyzer: ChestCtNodules, shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "dicom" / "ct_thorax" / "lidc_idri_0314_every4th"

    findings = stated(analyzed(analyzer, real_volume(folder, tmp_path))).findings

    # The manifest names one lesion, in the right lung.
    assert 1 <= len(findings) <= 4
    assert any(str(finding.site).startswith("Right") for finding in findings)
