"""The checks of `make interop` can fail: on an object that lacks what it must have, on voxels elsewhere."""

import json
import shutil
from pathlib import Path

import pydicom
import pytest

from tests.interop.checks import complaints_of, segment_voxels, valid_objects
from tests.interop.fresh_bundle import FreshBundle, fresh_bundle
from tests.interop.outcome import PACKAGES, ProgramMissing, Verdict, run


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> FreshBundle:
    return fresh_bundle(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def bundle(whole: FreshBundle, tmp_path: Path) -> FreshBundle:
    """A copy to damage."""
    shutil.copytree(whole.folder, tmp_path / "bundle")
    return FreshBundle(whole.reading, tmp_path / "bundle")


def needs(program: str) -> None:
    try:
        run(program, "--version")
    except ProgramMissing:
        pytest.skip(f"{program} is not installed ({PACKAGES[program]})")


def test_that_an_object_without_what_it_must_have_fails(bundle: FreshBundle) -> None:
    needs("dciodvfy")
    path = bundle.folder / "objects" / "kos_01.dcm"
    dataset = pydicom.dcmread(path)
    del dataset.Modality
    dataset.save_as(path)

    verdicts = {each.subject: each.verdict for each in valid_objects(bundle)}

    assert verdicts.pop("kos_01.dcm") is Verdict.FAILED
    assert set(verdicts.values()) == {Verdict.PASSED}


def test_that_voxels_elsewhere_than_in_our_masks_fail(bundle: FreshBundle) -> None:
    needs("segimage2itkimage")
    listed = bundle.folder / "masks" / "labels.json"
    labels = json.loads(listed.read_text("utf-8"))
    first = labels["files"][0]["labels"]
    first[0]["label"], first[1]["label"] = first[1]["label"], first[0]["label"]
    before = list(segment_voxels(bundle))
    listed.write_text(json.dumps(labels), encoding="utf-8")

    after = list(segment_voxels(bundle))

    assert [each.verdict for each in before] == [Verdict.PASSED]
    assert [each.verdict for each in after] == [Verdict.FAILED]


def test_that_a_program_that_is_not_here_is_named() -> None:
    with pytest.raises(ProgramMissing, match="no-such-program"):
        run("no-such-program")


def test_that_only_letters_dcmpschk_cannot_know_are_forgiven() -> None:
    name = "E: Error: Attribute value does not conform to data type definition.\nE: [王]\n"
    shape = "E: Error: Missing attribute.\nE: Affected: 王\n"

    assert complaints_of(name) == []
    assert complaints_of(name + shape) == ["Missing attribute."]
