"""Whose override it is: a reason given to `analyze` without a model is not for models of other modalities."""

import dataclasses

from medviewer.ai.applicability import plan
from medviewer.cli.analyze import Wishes, choose_series
from medviewer.domain.study import Patient, Study
from tests.unit.ai.guard.guard_samples import ct_card
from tests.unit.ai.test_applicability import make_series


def wishes(model_id: str = "") -> Wishes:
    return Wishes("", "cpu", "the header is wrong", model_id)


def test_that_a_reason_without_a_model_is_for_models_of_the_modality() -> None:
    head = dataclasses.replace(make_series(), body_part_examined="HEAD")
    scan = dataclasses.replace(make_series(), modality="MR")
    study = Study("1", Patient(), series=(scan,))
    of_head = plan(ct_card(), Study("1", Patient(), series=(head,))).options[0]
    of_scan = plan(ct_card(), study).options[0]

    assert wishes().override_of(ct_card(), of_head) == "the header is wrong"
    assert wishes().override_of(ct_card(), of_scan) == ""
    assert wishes("sample").override_of(ct_card(), of_scan) == "the header is wrong"


def test_that_an_override_takes_the_series_with_least_against_it() -> None:
    head = dataclasses.replace(make_series("head"), body_part_examined="HEAD")
    scan = dataclasses.replace(
        make_series("scan", count=500), modality="MR", body_part_examined="HEAD"
    )
    study = Study("1", Patient(), series=(scan, head))

    option = choose_series(plan(ct_card(), study), study, wishes())

    assert option is not None
    assert option.series.series_instance_uid == "head"
