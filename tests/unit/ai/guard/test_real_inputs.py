"""Real images given to models they were not made for: refused by headers or pixels, for the right reason."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from medviewer.ai.applicability import Verdict, check
from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.ai.runtime.guard import Guard
from medviewer.ai.training.task import load_task
from medviewer.dicom import scanner
from medviewer.dicom.pixels import stacks, volumes
from medviewer.domain.model_card import ModelCard
from medviewer.progress import CancelToken, ignore_progress
from tests.unit.ai.guard.guard_samples import ct_card

CT, MR, FILM = "chest_ct_nodules", "brain_mr_tumour", "chest_xray_pneumonia"

Open = Callable[[str], AskedImages]


@pytest.fixture
def images(shared_data: Path, tmp_path: Path) -> Open:
    """The first display set of a file or folder below the shared DICOM data."""

    def open_(place: str) -> AskedImages:
        places = [shared_data / "dicom" / place]
        studies = scanner.scan(places, tmp_path, CancelToken(), ignore_progress, lambda _: None)
        study = studies.studies[0]
        return AskedImages(study, study.series[0], study.series[0].display_sets[0])

    return open_


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard(torch.device("cpu"))


def card_of(task_id: str) -> ModelCard:
    """As the model of that task is shipped, whether or not it is trained yet."""
    words = load_task(task_id).card
    return dataclasses.replace(ct_card(), title=words.title, applicability=words.applicability)


def headers_say(task_id: str, images: AskedImages) -> Verdict:
    return check(card_of(task_id), images)


def pixels_say(guard: Guard, task_id: str, images: AskedImages) -> Opinion:
    token = CancelToken()
    seen = (
        volumes.load_volume(images.display_set, token, ignore_progress)
        if images.display_set.geometry is not None
        else stacks.load_stack(images.display_set, token, ignore_progress)
    )
    return guard.examine(card_of(task_id), seen, images.body_part)


@pytest.mark.parametrize(
    ("place", "task_id", "word"),
    [
        ("mr_brain/decubitus_HFS_t1_sag", CT, "this series is MR"),
        ("pet/sts_001_fdg_wholebody", CT, "this series is PT"),
        ("us_cine", FILM, "this series is US"),
        ("mammo_cr_dx/GH133.dcm", FILM, "this series is MG"),
        ("mammo_cr_dx/RG3_J2KR.dcm", FILM, "this series is of EXTREMITY"),
        ("ct_thorax/lidc_idri_0314_every4th", MR, "this series is CT"),
        ("overlays_palette/MR-SIEMENS-DICOM-WithOverlays.dcm", MR, "this series is of ABDOMEN"),
        ("sr_seg/paramap", MR, "this series is of PROSTATE"),
    ],
)
def test_that_headers_of_another_kind_are_refused(
    images: Open, place: str, task_id: str, word: str
) -> None:
    verdict = headers_say(task_id, images(place))

    assert not verdict.is_allowed
    assert word in str(verdict.reasons[0])


def test_that_teeth_without_a_named_body_part_are_refused_by_their_pixels(
    images: Open, guard: Guard
) -> None:
    teeth = images("mammo_cr_dx/CR-ModalitySequenceLUT.dcm")

    opinion = pixels_say(guard, FILM, teeth)

    assert headers_say(FILM, teeth).is_allowed
    assert "hardly look like a chest radiograph" in str(opinion.refusals[0])


def test_that_a_wrist_without_a_named_body_part_is_refused_by_its_size(
    images: Open, guard: Guard
) -> None:
    wrist = images("mr_wrist")

    opinion = pixels_say(guard, MR, wrist)

    assert headers_say(MR, wrist).is_allowed
    assert "only 60 mm of the patient" in str(opinion.refusals[0])


def test_that_a_wrist_as_large_as_a_head_is_refused_by_its_look(images: Open, guard: Guard) -> None:
    wrist = volumes.load_volume(images("mr_wrist").display_set, CancelToken(), ignore_progress)
    large = dataclasses.replace(wrist.geometry.plane, row_spacing_mm=0.9, column_spacing_mm=0.9)
    wrist = dataclasses.replace(wrist, geometry=dataclasses.replace(wrist.geometry, plane=large))

    opinion = guard.examine(card_of(MR), wrist, "")

    assert "laid out unlike a brain MR" in str(opinion.refusals[0])


def test_that_an_animals_thorax_from_the_side_is_doubted(images: Open, guard: Guard) -> None:
    opinion = pixels_say(guard, FILM, images("mammo_cr_dx/dx_image.dcm"))

    assert "looks like a chest radiograph that is turned" in str(opinion.warnings[0])


@pytest.mark.parametrize("place", ["geometry/mixed_orientation_mr", "geometry/gantry_tilt_ct"])
def test_that_series_whose_pixels_were_replaced_by_noise_are_refused(
    images: Open, guard: Guard, place: str
) -> None:
    """Their makers anonymised them so."""
    series = images(place)
    task_id = MR if series.series.modality == "MR" else CT

    assert pixels_say(guard, task_id, series).refusals


@pytest.mark.parametrize(
    ("place", "task_id"),
    [
        ("mammo_cr_dx/cxr.dcm", FILM),
        ("mr_brain/decubitus_HFS_t1_sag", MR),
        ("ct_thorax/lidc_idri_0314_every4th", CT),
    ],
)
def test_that_pixels_of_the_right_kind_are_fine(
    images: Open, guard: Guard, place: str, task_id: str
) -> None:
    opinion = pixels_say(guard, task_id, images(place))

    assert opinion.reasons == ()
