"""One reading as CSV, JSON and FHIR: the same items, UIDs, numbers and decisions in each."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from medviewer.domain.clinical_notes import ClinicalNotes, LabValue
from medviewer.domain.quantity import Quantity
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Patient
from medviewer.progress import CancelToken
from medviewer.report.clinical_table import values_csv
from medviewer.report.code_tables import codes_csv
from medviewer.report.csv_cells import cell_text, csv_bytes
from medviewer.report.fhir import fhir_json
from medviewer.report.files import json_bytes
from medviewer.report.reading_json import reading_document
from medviewer.report.reading_tables import findings_csv, measurements_csv, segments_csv
from medviewer.session.review.reading_order import reading_record
from tests.phantoms.readings import READER, phantom_reading


class Code(NamedTuple):
    value: str
    scheme_designator: str
    meaning: str


class Table:
    """Codes that are the words themselves."""

    def finding(self, label: str, name: str) -> Code:
        return Code(label, "99MEDVIEWER", name)

    def site(self, label: str, site: str) -> Code | None:
        return Code("39607008", "SCT", "Lung") if site else None

    def quantity(self, told: Quantity) -> Sequence[Code]:
        return (Code(told.kind.value, "99MEDVIEWER", told.kind.value),)

    def unit(self, unit: str) -> Code:
        return Code(
            {"mm²": "mm2", "": "1", "°": "deg", "HU": "[hnsf'U]"}.get(unit, unit), "UCUM", unit
        )


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> ReadingRecord:
    reading = phantom_reading(tmp_path_factory.mktemp("reading"))
    return reading_record(reading.order, CancelToken())


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def resources(text: bytes, kind: str) -> list[dict[str, Any]]:
    entries = json.loads(text)["entry"]
    return [e["resource"] for e in entries if e["resource"]["resourceType"] == kind]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx", " =1", "＝1"])
def test_that_words_a_spreadsheet_could_run_begin_with_an_apostrophe(text: str) -> None:
    assert cell_text(text) == f"'{text}"


def test_that_numbers_stay_numbers_and_words_stay_words() -> None:
    assert [cell_text(cell) for cell in (-1.5, 3, None, "Liver", True)] == [
        "-1.5",
        "3",
        "",
        "Liver",
        "true",
    ]


def test_that_a_table_has_a_byte_order_mark_and_quotes_what_it_must() -> None:
    assert csv_bytes(("a", "b"), [('x, "y"', 1)]) == b'\xef\xbb\xbfa,b\r\n"x, ""y""",1\r\n'


def test_that_findings_stand_in_a_table_with_decision_reason_and_size(
    record: ReadingRecord,
) -> None:
    table = rows(findings_csv(record))

    assert [row["decision"] for row in table[:4]] == ["accepted", "edited", "rejected", "proposed"]
    assert table[2]["rejection_reason"] == "vessel"
    assert (table[1]["long_axis_mm"], table[1]["proposed_long_axis_mm"]) == ("6.25", "4.5")
    assert table[1]["name"] == "'=Nodule, part-solid"
    assert len({row["tracking_uid"] for row in table}) == 20


def test_that_each_number_of_a_measurement_has_a_row_with_its_unit(record: ReadingRecord) -> None:
    table = rows(measurements_csv(record))

    length = next(row for row in table if row["kind"] == "length")
    assert (length["quantity"], length["value"], length["unit"]) == ("length", "6", "mm")
    assert {row["unit"] for row in table if row["quantity"] == "mean"} == {"HU"}
    assert len({row["tracking_uid"] for row in table}) == 20
    assert next(row for row in table if row["kind"] == "text")["value"] == ""


def test_that_segments_have_their_volume(record: ReadingRecord) -> None:
    table = rows(segments_csv(record))

    assert [row["volume_ml"] for row in table] == ["0.075", "0.01125"]
    assert table[1]["name"] == "'=Cyst"


def test_that_json_tells_the_finding_as_read_and_as_proposed(record: ReadingRecord) -> None:
    document = json.loads(json_bytes(reading_document(record)))

    edited = document["findings"][1]
    assert (edited["long_axis_mm"], edited["proposed"]["long_axis_mm"]) == (6.25, 4.5)
    assert document["findings"][0]["proposed"] is None
    assert len(document["measurements"]) == 20
    assert document["status"] == "preliminary"
    assert [mark["frame"] for mark in document["key_images"]] == [1, 1]


def test_that_fhir_states_what_was_confirmed_and_measured_only(record: ReadingRecord) -> None:
    text = fhir_json(record, Table())

    found = resources(text, "Observation")
    told = {f["identifier"][0]["value"].removeprefix("urn:oid:") for f in found}
    drawn = [m.tracking_uid for m in record.measurements if m.quantities]
    assert told == {
        *(f.tracking_uid for f in record.confirmed),
        *drawn,
        *(s.tracking_uid for s in record.segments),
    }
    assert {f["status"] for f in found} == {"preliminary"}
    [report] = resources(text, "DiagnosticReport")
    assert len(report["result"]) == len(found)
    assert report["conclusion"].startswith("Nodules")


def test_that_fhir_counts_the_images_and_names_who_proposed(record: ReadingRecord) -> None:
    text = fhir_json(record, Table(), pdf=b"%PDF-1.4")

    [imaging] = resources(text, "ImagingStudy")
    [device] = resources(text, "Device")
    [reader] = resources(text, "Practitioner")
    assert (imaging["numberOfSeries"], imaging["numberOfInstances"]) == (1, 20)
    assert len(imaging["series"][0]["instance"]) == 20
    assert device["deviceName"][0]["name"] == "chest_ct_nodules"
    assert reader["name"][0]["text"] == READER
    assert resources(text, "DiagnosticReport")[0]["presentedForm"][0]["data"] == "JVBERi0xLjQ="


@pytest.mark.parametrize(("version", "status"), [(1, "final"), (2, "amended")])
def test_that_a_signed_reading_is_final_and_an_amended_one_amended(
    record: ReadingRecord, version: int, status: str
) -> None:
    signed = SignOff("Dr. B", "2026-03-04T16:00:00+00:00", "", version, "typo" * (version - 1))

    text = fhir_json(replace(record, sign_off=signed), Table())

    assert resources(text, "DiagnosticReport")[0]["status"] == status
    assert resources(text, "Practitioner")[0]["name"][0]["text"] == "Dr. B"


def test_that_a_patient_of_whom_nothing_is_known_can_be_told(record: ReadingRecord) -> None:
    nobody = replace(record.study, patient=Patient(), study_date="99999999", accession_number="")

    text = fhir_json(replace(record, study=nobody), Table())

    [patient] = resources(text, "Patient")
    assert patient == {"resourceType": "Patient", "gender": "unknown"}


def test_that_control_characters_of_a_header_do_not_stop_it(record: ReadingRecord) -> None:
    odd = replace(
        record.study, study_description="a\x00\x1b[31m b", patient=Patient("\x07", "\x01")
    )

    text = fhir_json(replace(record, study=odd), Table())

    assert resources(text, "ImagingStudy")[0]["description"] == "a[31m b"


def test_that_every_code_has_a_row_with_its_decision(record: ReadingRecord) -> None:
    table = rows(codes_csv(record))

    assert [(row["code"], row["decision"], row["origin"]) for row in table] == [
        ("O9A.212", "accepted", "model"),
        ("R91.1", "accepted", "reader"),
        ("J90", "rejected", "lexical"),
        ("J18.9", "undecided", "model"),
    ]
    assert (table[0]["words"], table[0]["score"], table[1]["score"]) == ("'=injury", "0.8", "")


def test_that_fhir_concludes_with_accepted_codes_only(record: ReadingRecord) -> None:
    text = fhir_json(record, Table())

    [report] = resources(text, "DiagnosticReport")
    found = [code["coding"][0] for code in report["conclusionCode"]]
    assert [(code["system"], code["code"]) for code in found] == [
        ("http://hl7.org/fhir/sid/icd-10-cm", "O9A.212"),
        ("http://hl7.org/fhir/sid/icd-10-cm", "R91.1"),
    ]
    assert [code["userSelected"] for code in found] == [False, True]


NOTES = ClinicalNotes(
    "Cough for 3 weeks.",
    "fever",
    (
        LabValue("=CRP", 45.0, "mg/L", code="1988-5", measured_at="20261120083000"),
        LabValue("HIV", text="negative"),
    ),
    is_in_report=True,
)


def test_that_clinical_information_stands_in_every_document_alike(record: ReadingRecord) -> None:
    told = replace(record, notes=NOTES)

    document: Any = reading_document(told)
    table = rows(values_csv(told))
    bundle = fhir_json(told, Table())

    assert document["clinical"]["history"] == "Cough for 3 weeks."
    assert [(row["name"], row["value"], row["text"]) for row in table] == [
        ("'=CRP", "45", ""),
        ("HIV", "", "negative"),
    ]
    [order] = resources(bundle, "ServiceRequest")
    assert order["reasonCode"] == [{"text": "Cough for 3 weeks."}]
    assert order["note"] == [{"text": "fever"}]
    values = [each for each in resources(bundle, "Observation") if each["status"] == "unknown"]
    assert values[0]["valueQuantity"] == {"value": 45.0, "unit": "mg/L"}
    assert values[0]["code"]["coding"] == [{"system": "http://loinc.org", "code": "1988-5"}]
    assert values[0]["effectiveDateTime"] == "2026-11-20"
    assert values[1]["valueString"] == "negative"
    assert len(order["supportingInfo"]) == 2


def test_that_notes_the_reader_keeps_to_themselves_leave_in_no_document(
    record: ReadingRecord,
) -> None:
    told = replace(record, notes=replace(NOTES, is_in_report=False))

    assert reading_document(told)["clinical"] is None
    assert rows(values_csv(told)) == []
    assert b"Cough" not in fhir_json(told, Table())
