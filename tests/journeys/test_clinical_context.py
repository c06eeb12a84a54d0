"""Order → clinical context → codes → report: what the order said stands where the reader wanted it."""

import json
from pathlib import Path
from typing import Any

import pytest

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.code import Code
from medviewer.domain.coding import CodeOrigin, CodeSuggestion, ReportCode
from medviewer.domain.study import Study
from medviewer.session.context.fhir_order import fhir_document
from medviewer.session.context.headings import NotesPart
from medviewer.session.context.intake import Offer
from tests.journeys.conftest import Viewer
from tests.patience import HANG_MS

pytestmark = pytest.mark.gui
COUGH = ReportCode(
    CodeSuggestion(Code("R05", "ICD-10-CM", "Cough"), 0.8, CodeOrigin.MODEL), model="icd10_coding 1"
)
ORDER: tuple[dict[str, Any], ...] = (
    {
        "resourceType": "ServiceRequest",
        "code": {"text": "CT chest"},
        "reasonCode": [{"text": "咳嗽三周, tos persistente"}],
    },
    {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "1988-5"}], "text": "CRP"},
        "effectiveDateTime": "2026-11-20",
        "valueQuantity": {"value": 45, "unit": "mg/L"},
    },
)


def written(folder: Path, patient_id: str) -> Path:
    patient = {"resourceType": "Patient", "identifier": [{"value": patient_id}]}
    entries = [{"resource": each} for each in (patient, *ORDER)]
    file = folder / "order.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "entry": entries}), encoding="utf-8")
    return file


def shown(viewer: Viewer) -> Study:
    study = viewer.session.viewport.value.study
    assert study is not None
    return study


def offered(viewer: Viewer, file: Path) -> Offer:
    viewer.answers.file = file
    with viewer.qtbot.waitSignal(viewer.session.clinical.intake.offered, timeout=HANG_MS) as caught:
        viewer("context.open_document")
    assert caught.args is not None
    found = caught.args[0]
    assert isinstance(found, Offer)
    return found


def test_that_an_order_reaches_the_report_with_the_codes_accepted_for_it(
    viewer: Viewer, phantom_folder: Path, tmp_path: Path
) -> None:
    viewer.open(phantom_folder)
    study, clinical = shown(viewer), viewer.session.clinical
    offer = offered(viewer, written(tmp_path, study.patient.patient_id))
    clinical.intake.take(offer, frozenset(NotesPart))
    viewer("context.in_report")
    clinical.codes.propose(study.key, (COUGH,))  # as the coder does
    viewer.session.coding.select(COUGH.key)
    viewer("codes.accept")

    kinds = {BundleKind.FHIR, BundleKind.JSON, BundleKind.TEXT, BundleKind.CSV}
    viewer.session.exporting.begin(study, kinds, Packing.FOLDER, tmp_path / "export")
    exporting = viewer.session.exporting
    viewer.qtbot.waitUntil(lambda: exporting.value.outcome is not None, timeout=HANG_MS)

    text = (tmp_path / "export" / "report.txt").read_text("utf-8")
    again = fhir_document((tmp_path / "export" / "fhir.json").read_bytes(), "fhir.json")
    assert offer.contradictions == ()
    assert "咳嗽三周, tos persistente" in text
    assert "R05" in text
    assert "咳嗽三周, tos persistente" in again.history
    assert LabValue("CRP", 45.0, "mg/L", "", "1988-5", "20261120") in again.values
    assert (tmp_path / "export" / "clinical_values.csv").exists()


def test_that_nothing_of_it_leaves_without_the_readers_tick(
    viewer: Viewer, phantom_folder: Path, tmp_path: Path
) -> None:
    viewer.open(phantom_folder)
    study = shown(viewer)
    offer = offered(viewer, written(tmp_path, study.patient.patient_id))
    viewer.session.clinical.intake.take(offer, frozenset(NotesPart))

    kinds = {BundleKind.FHIR, BundleKind.JSON, BundleKind.TEXT, BundleKind.CSV}
    viewer.session.exporting.begin(study, kinds, Packing.FOLDER, tmp_path / "export")
    exporting = viewer.session.exporting
    viewer.qtbot.waitUntil(lambda: exporting.value.outcome is not None, timeout=HANG_MS)

    files = [file for file in (tmp_path / "export").rglob("*") if file.is_file()]
    assert files
    assert not [file.name for file in files if "咳嗽三周".encode() in file.read_bytes()]


def test_that_an_order_of_another_patient_is_not_taken_over(
    viewer: Viewer, phantom_folder: Path, tmp_path: Path
) -> None:
    viewer.open(phantom_folder)
    study = shown(viewer)
    assert study.patient.patient_id

    offer = offered(viewer, written(tmp_path, "SOMEBODY-ELSE"))
    viewer.session.clinical.intake.take(offer, frozenset(NotesPart))

    assert len(offer.contradictions) == 1
    assert viewer.session.clinical.notes.value.of(study.key).is_empty
