"""findings.json is exactly what other programs were promised."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from medviewer.domain.finding import (
    PatientBox,
    Provenance,
    RejectionReason,
    Review,
    ReviewState,
)
from medviewer.report.draft import number_findings
from medviewer.report.files import json_bytes
from medviewer.report.findings_json import JsonObject, findings_document
from medviewer.words import message
from tests.phantoms.codes import DECIDED_AT, every_kind
from tests.unit.report.report_samples import (
    SERIES_UID,
    SHA256,
    STUDY_UID,
    done,
    finding,
    refused,
    whole_image_finding,
)


def read_back(document: JsonObject) -> Any:
    return json.loads(json_bytes(document))


def test_that_the_document_has_the_promised_shape() -> None:
    document = findings_document(STUDY_UID, [done([finding(1, 0.87)])], {"loading": 2.0})

    assert read_back(document) == {
        "schema_version": "1.3",
        "study_instance_uid": STUDY_UID,
        "results": [
            {
                "model": {"id": "chest_ct_nodules", "version": "1.0.0", "sha256": SHA256},
                "series_instance_uid": SERIES_UID,
                "status": "done",
                "reason": None,
                "override": None,
                "scores": {"lung_nodule": 0.87},
                "prediction_set": [],
                "spread": None,
                "warnings": [],
                "findings": [
                    {
                        "id": "finding-1",
                        "label": "lung_nodule",
                        "center_lps_mm": [-40.5, 12.0, -115.9],
                        "box_lps_mm": [[-45.0, 8.0, -120.0], [-36.0, 16.0, -111.0]],
                        "diameter_mm": 8.2,
                        "confidence": 0.87,
                        "calibrated": False,
                        "sop_instance_uids": ["1.2.3.1", "1.2.3.2"],
                        "review": None,
                    }
                ],
            }
        ],
        "added_by_reader": [],
        "codes": [],
        "device": "cpu",
        "timings_s": {"loading": 2.0, "candidates": 1.5, "network": 0.25},
    }


def test_that_an_edited_finding_stands_beside_what_the_model_proposed() -> None:
    proposed = finding(1, 0.87)
    moved = replace(proposed, diameter_mm=11.0, label="mass")
    edited = Review(proposed.finding_id, ReviewState.EDITED, "Dr. Li", "2026-01-02", None, moved)
    items = number_findings([proposed], [edited])

    [result] = read_back(findings_document(STUDY_UID, [done([proposed])], None, items))["results"]

    [item] = result["findings"]
    assert (item["label"], item["diameter_mm"]) == ("lung_nodule", 8.2)
    assert (item["review"]["state"], item["review"]["reader"]) == ("edited", "Dr. Li")
    assert (item["review"]["as_read"]["label"], item["review"]["as_read"]["diameter_mm"]) == (
        "mass",
        11.0,
    )


def test_that_a_rejection_carries_its_reason() -> None:
    proposed = finding(1, 0.87)
    rejected = Review(
        proposed.finding_id, ReviewState.REJECTED, "Dr. Li", "2026-01-02", RejectionReason.VESSEL
    )
    items = number_findings([proposed], [rejected])

    [result] = read_back(findings_document(STUDY_UID, [done([proposed])], None, items))["results"]

    assert result["findings"][0]["review"]["reason"] == "vessel"


def test_that_a_readers_own_finding_has_no_confidence() -> None:
    told = Provenance("", "", "", SERIES_UID, "", "2026-01-02T03:04:05+00:00", "Dr. Li")
    own = replace(finding(1, 0.0), provenance=told)

    [item] = read_back(findings_document(STUDY_UID, [], None, number_findings([own], [])))[
        "added_by_reader"
    ]

    assert item["confidence"] is None
    assert (item["added_by"], item["added_at"]) == ("Dr. Li", "2026-01-02T03:04:05+00:00")


def test_that_a_finding_of_a_whole_image_has_no_invented_place() -> None:
    answer = replace(
        done([whole_image_finding()]),
        prediction_set=("normal", "pneumonia"),
        spread=0.05,
        warnings=(message("Sample", "The age is unknown."),),
    )

    (result,) = read_back(findings_document(STUDY_UID, [answer]))["results"]

    (item,) = result["findings"]
    assert [item[key] for key in ("center_lps_mm", "box_lps_mm", "diameter_mm")] == [None] * 3
    assert result["prediction_set"] == ["normal", "pneumonia"]
    assert result["spread"] == 0.05
    assert result["warnings"] == ["The age is unknown."]


def test_that_doubts_and_the_reason_to_run_all_the_same_stand_beside_the_answer() -> None:
    ran = done([])
    insisted = replace(
        ran,
        request=replace(ran.request, override="the header is wrong"),
        warnings=(message("Sample", "This series is of {part}.", part="HEAD"),),
    )

    [result] = read_back(findings_document(STUDY_UID, [insisted]))["results"]

    assert result["warnings"] == ["This series is of HEAD."]
    assert result["override"] == "the header is wrong"


def test_that_a_refusal_carries_its_reason_and_no_device() -> None:
    document = read_back(findings_document(STUDY_UID, [refused()]))

    assert document["results"][0]["status"] == "refused"
    assert document["results"][0]["reason"] == "This is MR, the model reads CT."
    assert document["results"][0]["findings"] == []
    assert document["device"] is None


def test_that_the_device_is_that_of_the_first_model_that_ran() -> None:
    ran = replace(done([]), device="cuda")

    assert findings_document(STUDY_UID, [refused(), ran])["device"] == "cuda"


def test_that_stages_of_several_models_are_added_up() -> None:
    document = findings_document(STUDY_UID, [done([]), done([])])

    assert document["timings_s"] == {"candidates": 3.0, "network": 0.5}


def test_that_numpy_numbers_are_written_as_plain_ones() -> None:
    half: Any = np.float32(0.5)
    yes: Any = np.bool_(True)
    box = PatientBox((half, half, half), (half, half, half))
    item = replace(finding(1), confidence=half, is_calibrated=yes, box_lps_mm=box)

    (result,) = read_back(findings_document(STUDY_UID, [done([item])]))["results"]

    assert result["findings"][0]["confidence"] == 0.5
    assert result["findings"][0]["calibrated"] is True
    assert result["findings"][0]["box_lps_mm"] == [[0.5] * 3, [0.5] * 3]


def test_that_nan_is_refused_rather_than_written_as_invalid_json() -> None:
    item = replace(finding(1), confidence=float("nan"))

    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes(findings_document(STUDY_UID, [done([item])]))


def test_that_every_code_is_told_with_the_decision_on_it() -> None:
    document = findings_document(STUDY_UID, [], codes=every_kind("Dr A"))

    codes = read_back(document)["codes"]
    assert [code["decision"] for code in codes] == ["accepted", "accepted", "rejected", "undecided"]
    assert codes[1] == {
        "code": "R91.1",
        "scheme": "I10C",
        "scheme_name": "ICD-10-CM",
        "text": "Solitary pulmonary nodule",
        "decision": "accepted",
        "origin": "reader",
        "model": None,
        "score": None,
        "is_probability": False,
        "is_negated": False,
        "reader": "Dr A",
        "decided_at": DECIDED_AT,
        "words": [],
    }
