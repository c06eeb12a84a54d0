"""Every document of a synthetic study says so, whatever was signed and however it is called."""

import json
from dataclasses import replace

import pytest

from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.synthetic import MARK
from medviewer.progress import CancelToken
from medviewer.report.fhir import fhir_json
from medviewer.report.html import render_html
from medviewer.report.reading_json import reading_document
from medviewer.report.reading_tables import findings_csv
from medviewer.report.text import render_text
from medviewer.session.review.reading_order import reading_record
from tests.phantoms.readings import phantom_reading
from tests.unit.report.report_samples import report
from tests.unit.report.test_reading_documents import Table


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> ReadingRecord:
    """One series is marked; name and number look like a patient's."""
    order = phantom_reading(tmp_path_factory.mktemp("reading")).order
    first, *others = order.study.series
    study = replace(order.study, series=(replace(first, is_synthetic=True), *others))
    return reading_record(replace(order, study=study), CancelToken())


def test_that_no_signature_holds(record: ReadingRecord) -> None:
    assert record.sign_off is None
    assert reading_document(record)["status"] == "preliminary"
    assert reading_document(record)["synthetic"] is True


def test_that_every_row_of_a_table_says_so(record: ReadingRecord) -> None:
    _, *rows = findings_csv(record).decode("utf-8-sig").splitlines()

    assert rows
    assert all(MARK in row for row in rows)


def test_that_fhir_says_it_is_no_persons_data(record: ReadingRecord) -> None:
    bundle = json.loads(fhir_json(record, Table(), None))

    assert [tag["code"] for tag in bundle["meta"]["tag"]] == ["HTEST"]


def test_that_a_printed_report_says_so_on_its_pages_though_it_was_signed() -> None:
    signed = report(1, accepted=[1], with_pictures=False)
    made = replace(
        signed.study, patient=replace(signed.study.patient, patient_id="SYN-0123456789AB")
    )
    printed = replace(signed, study=made)

    text, page = render_text(printed, str), render_html(printed, str, "en")

    assert signed.sign_off is not None
    assert printed.is_preliminary
    assert "SYNTHETIC – NOT A PATIENT" in text
    assert "SYNTHETIC – NOT A PATIENT" in page
