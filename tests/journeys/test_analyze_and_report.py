"""Analyze → overlays → decisions → report, with the real model on a phantom."""

import json
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader

from medviewer.ai.runtime.calibration import calibrated
from medviewer.dicom.pixels.volumes import READING
from medviewer.domain.finding import ReviewState
from medviewer.imaging.phantom import Phantom
from medviewer.session.ai.analysis_run import STARTING
from tests.journeys.conftest import Viewer

pytestmark = pytest.mark.gui


@pytest.fixture
def analysed(viewer: Viewer, phantom_folder: Path) -> Viewer:
    viewer.open(phantom_folder)
    viewer.analyze()
    return viewer


def pdf_pages(folder: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(folder / "report.pdf").pages]


def decide_all(viewer: Viewer, command: str) -> None:
    """Accept or reject from the first finding on, as a reader does with one key."""
    viewer("findings.next")
    while viewer.session.reading.value.undecided:
        viewer(command)


def test_that_the_phantoms_nodules_are_proposed_and_none_is_accepted(
    analysed: Viewer, phantom: Phantom
) -> None:
    findings = analysed.session.reading.value.visible
    centers = np.array([finding.center_lps_mm for finding in findings])

    for nodule in phantom.nodules:
        distances = np.linalg.norm(centers - np.array(nodule.center_lps_mm), axis=1)
        assert distances.min() <= nodule.diameter_mm / 2
    assert len(analysed.session.reading.value.undecided) == len(findings)


def test_that_selecting_a_finding_brings_its_key_slice_and_centres_it(analysed: Viewer) -> None:
    analysed("findings.next")

    finding = analysed.session.reading.value.selected
    assert finding is not None
    state = analysed.session.viewport.value
    assert state.index == finding.key_slice
    assert finding.center_voxel is not None
    _, row, column = finding.center_voxel
    assert state.pan_mm == pytest.approx(((359 / 2 - column) * 1.0, (359 / 2 - row) * 1.0))


def test_that_the_attention_map_sums_to_the_score(analysed: Viewer) -> None:
    for result in analysed.session.results():
        for finding in result.findings:
            patches = [p for p in result.attention if p.finding_id == finding.finding_id]
            if not patches:  # a place the upright planes doubt
                continue
            logit = sum(float(p.contributions.sum(dtype=np.float64)) for p in patches)
            logit += result.attention_bias

            said = calibrated(np.array([[logit]]), result.card.calibration)[0, 0]
            assert said == pytest.approx(finding.confidence, abs=1e-4)


def test_that_decision_keys_are_on_offer_only_while_a_finding_is_selected(analysed: Viewer) -> None:
    before = analysed.run.is_enabled("findings.accept")
    analysed("findings.next")
    selected = analysed.run.is_enabled("findings.accept")
    analysed("findings.deselect")

    assert (before, selected, analysed.run.is_enabled("findings.accept")) == (False, True, False)


def test_that_the_next_undecided_is_on_offer_before_anything_is_selected(analysed: Viewer) -> None:
    reading = analysed.session.reading
    reading.select("")

    analysed("findings.next_undecided")

    assert reading.value.selected is not None


def test_that_accepting_goes_on_to_the_next_undecided_and_can_be_undone(analysed: Viewer) -> None:
    analysed("findings.next")
    first = analysed.session.reading.value.selected_id

    analysed("findings.accept")
    second = analysed.session.reading.value.selected_id
    analysed("edit.undo")

    assert second != first
    assert analysed.session.reading.value.review_of(first).state is ReviewState.PROPOSED


def test_that_analysing_again_keeps_what_was_decided(analysed: Viewer) -> None:
    decide_all(analysed, "findings.accept")
    before = {finding.finding_id for finding in analysed.session.reading.value.findings}

    analysed.analyze()

    assert {f.finding_id for f in analysed.session.reading.value.findings} == before
    assert analysed.session.reading.value.undecided == ()


def test_that_a_report_before_every_decision_is_preliminary_on_every_page(
    analysed: Viewer, tmp_path: Path
) -> None:
    analysed.export(tmp_path)

    pages = pdf_pages(tmp_path)
    assert all("PRELIMINARY" in page for page in pages)
    assert any("not reviewed" in page for page in pages)
    assert "PRELIMINARY" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_that_a_report_after_every_decision_and_a_signature_is_final(
    analysed: Viewer, tmp_path: Path
) -> None:
    analysed.session.reading.write(reader="Dr. Li", impression="Three nodules, new.")
    decide_all(analysed, "findings.accept")
    writing = analysed.session.writing
    writing.watch(tmp_path)
    analysed.qtbot.waitUntil(lambda: writing.value.is_current)
    writing.sign("Dr. Li")

    analysed.export(tmp_path)

    text = "\n".join(pdf_pages(tmp_path))
    assert "PRELIMINARY" not in text
    assert "Three nodules, new." in text
    assert "Dr. Li" in text
    assert "not a medical device" in text


def test_that_the_json_says_what_the_reader_saw(analysed: Viewer, tmp_path: Path) -> None:
    analysed.export(tmp_path)

    document = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    [result] = document["results"]
    assert result["status"] == "done"
    assert [f["id"] for f in result["findings"]] == [
        finding.finding_id for finding in analysed.session.reading.value.reported
    ]
    assert all(f["calibrated"] is False for f in result["findings"])


def is_computing(viewer: Viewer) -> bool:
    """Whether the worker process itself has said how far it is."""
    progress = viewer.session.analysis.value.progress
    return progress is not None and progress.stage not in (STARTING, READING)


def test_that_a_stopped_analysis_leaves_reading_as_it_was(
    viewer: Viewer, phantom_folder: Path
) -> None:
    viewer.open(phantom_folder)
    viewer("ai.analyze")
    viewer.qtbot.waitUntil(lambda: is_computing(viewer))

    viewer("ai.cancel")
    viewer.qtbot.waitUntil(lambda: not viewer.session.analysis.value.is_running)

    assert viewer.session.results() == ()
    viewer("view.next_image")
    viewer.analyze()
    assert len(viewer.session.results()) == 1


def test_that_a_killed_worker_is_told_and_the_next_analysis_works(
    viewer: Viewer, phantom_folder: Path
) -> None:
    viewer.open(phantom_folder)
    viewer("ai.analyze")
    viewer.qtbot.waitUntil(lambda: is_computing(viewer))

    process = viewer.session.analysis._worker._process
    assert process is not None
    process.kill()
    viewer.qtbot.waitUntil(lambda: not viewer.session.analysis.value.is_running)

    assert "ended unexpectedly" in viewer.messages()
    viewer.analyze()
    assert viewer.session.reading.value.findings != ()


def test_that_results_of_a_closed_study_are_dropped(viewer: Viewer, phantom_folder: Path) -> None:
    viewer.open(phantom_folder)
    viewer("ai.analyze")
    viewer.qtbot.waitUntil(lambda: is_computing(viewer))

    viewer("file.close_all")
    viewer.qtbot.waitUntil(lambda: viewer.session.runner.active_count == 0)

    assert viewer.session.results() == ()
    assert viewer.session.reading.value.findings == ()
