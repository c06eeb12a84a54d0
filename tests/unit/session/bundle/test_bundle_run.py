"""One export: whole or not at all, each kind on its own, all of them in agreement."""

import csv
import errno
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from PIL import Image

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.domain.coding import decided_codes
from medviewer.domain.finding import first_review
from medviewer.domain.report_version import ReportBody, ReportVersion, SignedFinding
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.errors import ExportError
from medviewer.progress import Cancelled, CancelToken, Progress
from medviewer.session.bundle import bundle_run, bundle_writers
from medviewer.session.bundle.bundle_manifest import sent_before
from medviewer.session.bundle.bundle_materials import Materials
from medviewer.session.bundle.bundle_order import BundleOrder
from medviewer.session.bundle.bundle_run import run_bundle
from medviewer.session.bundle.export_folders import top_names
from medviewer.session.reports.signing import sealed
from medviewer.session.review.reading_order import ReadingOrder
from medviewer.words import Message, message
from tests.phantoms.readings import PhantomReading, phantom_reading

QUICK = frozenset({BundleKind.CSV, BundleKind.JSON})


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> PhantomReading:
    return phantom_reading(tmp_path_factory.mktemp("reading"))


@pytest.fixture(scope="module")
def bundle(reading: PhantomReading, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything there is, but for the movie."""
    target = tmp_path_factory.mktemp("out") / "bundle"
    kinds = bundle_writers.AVAILABLE - {BundleKind.MOVIE}
    outcome = run_bundle(BundleOrder(reading.order, kinds, target), CancelToken())
    assert outcome.failures == ()
    return target


def order(reading: PhantomReading, target: Path, **changes: object) -> BundleOrder:
    return replace(BundleOrder(reading.order, QUICK, target), **changes)  # type: ignore[arg-type]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def texts(dataset: pydicom.Dataset, keyword: str) -> set[str]:
    """Every value of an attribute anywhere in a dataset."""
    return {str(e.value) for e in dataset.iterall() if e.keyword == keyword}


def fail_with(error: Exception) -> bundle_writers.Writer:
    def write(_: Materials) -> Collection[Message]:
        raise error

    return write


def test_that_the_same_tracking_uids_stand_in_every_document(bundle: Path) -> None:
    findings = {r["tracking_uid"]: r["decision"] for r in table(bundle / "findings.csv")}
    confirmed = {uid for uid, state in findings.items() if state in ("accepted", "edited")}
    measured = {r["tracking_uid"] for r in table(bundle / "measurements.csv")}
    numbered = {r["tracking_uid"] for r in table(bundle / "measurements.csv") if r["value"]}
    painted = {r["tracking_uid"] for r in table(bundle / "segments.csv")}

    reading = json.loads((bundle / "findings.json").read_text("utf-8"))["reading"]
    assert {f["tracking_uid"] for f in reading["findings"]} == set(findings)
    assert {m["tracking_uid"] for m in reading["measurements"]} == measured

    entries = json.loads((bundle / "fhir.json").read_text("utf-8"))["entry"]
    observed = [e["resource"] for e in entries if e["resource"]["resourceType"] == "Observation"]
    told = {o["identifier"][0]["value"].removeprefix("urn:oid:") for o in observed}
    assert told == confirmed | numbered | painted

    report = pydicom.dcmread(bundle / "objects" / "sr_report.dcm")
    assert confirmed | numbered | painted <= texts(report, "UID")
    assert not (set(findings) - confirmed) & texts(report, "UID")

    segments = [pydicom.dcmread(path) for path in bundle.glob("objects/seg_*.dcm")]
    tracked = {uid for each in segments for uid in texts(each, "TrackingUID")}
    labels = json.loads((bundle / "masks" / "labels.json").read_text("utf-8"))["files"]
    assert tracked == {each["tracking_uid"] for file in labels for each in file["labels"]}
    assert tracked <= confirmed | painted


def test_that_every_instance_a_document_refers_to_exists(
    reading: PhantomReading, bundle: Path
) -> None:
    objects = [pydicom.dcmread(path) for path in bundle.glob("objects/*.dcm")]
    images = {
        frame.instance.sop_instance_uid
        for series in reading.study.series
        for shown in series.display_sets
        for frame in shown.frames
    }
    known = images | {str(each.SOPInstanceUID) for each in objects}

    assert objects
    for each in objects:
        assert texts(each, "ReferencedSOPInstanceUID") <= known
        assert each.StudyInstanceUID == reading.study.study_instance_uid
        assert each.PatientID == reading.study.patient.patient_id


@pytest.fixture
def itk() -> Any:
    """Carries no types."""
    import SimpleITK

    return SimpleITK


def test_that_masks_lie_on_the_voxels_of_the_images(
    reading: PhantomReading, bundle: Path, itk: Any
) -> None:
    labels = json.loads((bundle / "masks" / "labels.json").read_text("utf-8"))["files"]
    shown = reading.study.series[0].display_sets[0]
    assert shown.geometry is not None

    liver = next(each for each in labels[0]["labels"] if each["name"] == "Liver")
    for name in labels[0]["files"]:
        image = itk.ReadImage(str(bundle / "masks" / name))
        voxels = itk.GetArrayFromImage(image)
        places = np.argwhere(voxels == liver["label"])
        direction = np.reshape(image.GetDirection(), (3, 3))
        steps = places[[0, -1], ::-1] * image.GetSpacing()
        corners = steps @ direction.T + image.GetOrigin()
        wanted = shown.geometry.voxel_to_patient([[4, 30, 30], [7, 34, 35]])
        # the file may count its slices from the feet up
        assert {tuple(np.round(c, 3)) for c in corners} <= {
            tuple(np.round([w[0], w[1], z], 3)) for w in wanted for z in wanted[:, 2]
        }
        assert len(places) == liver["voxels"] == 4 * 5 * 6


def test_that_overlapping_items_go_into_maps_of_their_own(bundle: Path) -> None:
    labels = json.loads((bundle / "masks" / "labels.json").read_text("utf-8"))["files"]

    maps = [{each["name"] for each in file["labels"]} for file in labels]
    assert "Liver" in maps[0]
    assert "=Cyst" not in maps[0]
    assert any("=Cyst" in names for names in maps[1:])


def test_that_a_tiff_holds_the_values_of_the_image(reading: PhantomReading, bundle: Path) -> None:
    listed = json.loads((bundle / "images" / "images.json").read_text("utf-8"))["images"]

    marked = next(each for each in listed if each["tracking_uid"] is None)  # slice 3
    stored = np.asarray(Image.open(bundle / "images" / marked["values"]))
    values = stored * marked["slope"] + marked["intercept"]
    assert stored.dtype == np.uint16
    assert (values[0, 0], values[10, 20]) == (-700, -700 + 3 * 10 + 20)
    assert marked["unit"] == "HU"
    assert len(listed) == 10 + 2


def test_that_the_manifest_lists_every_file_with_its_checksum(bundle: Path) -> None:
    manifest = json.loads((bundle / "bundle.json").read_text("utf-8"))

    found = {p.relative_to(bundle).as_posix() for p in bundle.rglob("*") if p.is_file()}
    assert {each["path"] for each in manifest["files"]} == found - {"bundle.json"}
    for each in manifest["files"]:
        content = (bundle / each["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"]
    assert manifest["status"] == "preliminary"


def test_that_nobody_else_may_read_it(bundle: Path) -> None:
    modes = {path.stat().st_mode & 0o077 for path in (bundle, *bundle.rglob("*"))}

    assert modes == {0}


def test_that_an_archive_holds_the_same(reading: PhantomReading, tmp_path: Path) -> None:
    target = tmp_path / "bundle.zip"

    run_bundle(order(reading, target, packing=Packing.ZIP), CancelToken())

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {
            "bundle.json",
            "codes.csv",
            "findings.csv",
            "findings.json",
            "measurements.csv",
            "segments.csv",
        }
    assert list(tmp_path.iterdir()) == [target]


def test_that_media_hold_objects_under_a_dicomdir_and_documents_beside(
    reading: PhantomReading, tmp_path: Path
) -> None:
    kinds = QUICK | {BundleKind.SR, BundleKind.SEG}
    target = tmp_path / "media"

    run_bundle(order(reading, target, kinds=kinds, packing=Packing.DICOMDIR), CancelToken())

    directory = pydicom.dcmread(target / "DICOMDIR")
    names = [
        r.ReferencedFileID for r in directory.DirectoryRecordSequence if "ReferencedFileID" in r
    ]
    assert names
    for name in names:
        assert target.joinpath(*name).is_file()
        assert all(len(part) <= 8 and part == part.upper() for part in name)
    assert (target / "documents" / "findings.csv").is_file()


def test_that_a_kind_that_fails_is_named_and_the_others_are_written(
    reading: PhantomReading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers = [(frozenset({BundleKind.JSON}), fail_with(ExportError(message("T", "No.")))), *_csv()]
    monkeypatch.setattr(bundle_run, "WRITERS", writers)

    outcome = run_bundle(order(reading, tmp_path / "b"), CancelToken())

    assert [(f.kind, str(f.reason)) for f in outcome.failures] == [(BundleKind.JSON, "No.")]
    assert outcome.kinds == (BundleKind.CSV,)
    manifest = json.loads((tmp_path / "b" / "bundle.json").read_text("utf-8"))
    assert manifest["failures"] == [{"kind": "json", "reason": "No."}]


def test_that_the_log_of_an_unforeseen_failure_quotes_no_header(
    reading: PhantomReading,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    writers = [(frozenset({BundleKind.JSON}), fail_with(ValueError("Wang^XiaoMing"))), *_csv()]
    monkeypatch.setattr(bundle_run, "WRITERS", writers)

    outcome = run_bundle(order(reading, tmp_path / "b"), CancelToken())

    assert [f.kind for f in outcome.failures] == [BundleKind.JSON]
    assert "ValueError" in caplog.text
    assert "Wang" not in caplog.text


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_that_a_disk_that_refuses_leaves_what_was_there_as_it_was(
    reading: PhantomReading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / "b"
    run_bundle(order(reading, target), CancelToken())
    before = {p: p.read_bytes() for p in target.rglob("*") if p.is_file()}
    writers = [*_csv(), (frozenset({BundleKind.JSON}), fail_with(OSError(number, "refused")))]
    monkeypatch.setattr(bundle_run, "WRITERS", writers)

    with pytest.raises(ExportError, match="refused"):
        run_bundle(order(reading, target), CancelToken())

    assert {p: p.read_bytes() for p in target.rglob("*") if p.is_file()} == before
    assert list(tmp_path.iterdir()) == [target]


def test_that_a_cancelled_export_leaves_nothing(reading: PhantomReading, tmp_path: Path) -> None:
    token = CancelToken()

    def cancel_when_writing(progress: Progress) -> None:
        if progress.done == 1:
            token.cancel()

    with pytest.raises(Cancelled):
        run_bundle(order(reading, tmp_path / "b"), token, cancel_when_writing)

    assert list(tmp_path.iterdir()) == []


def test_that_an_export_before_is_replaced_and_what_is_not_ours_stays(
    reading: PhantomReading, tmp_path: Path
) -> None:
    target = tmp_path / "b"
    run_bundle(order(reading, target, kinds=QUICK | {BundleKind.MASKS}), CancelToken())
    (target / "notes.txt").write_text("mine")

    run_bundle(order(reading, target), CancelToken())

    assert (target / "notes.txt").read_text() == "mine"
    assert (target / "findings.csv").is_file()


def test_that_a_folder_of_that_name_that_no_export_wrote_is_refused(
    reading: PhantomReading, tmp_path: Path
) -> None:
    (tmp_path / "b" / "masks").mkdir(parents=True)
    (tmp_path / "b" / "masks" / "mine.nii").write_text("mine")

    with pytest.raises(ExportError, match="masks"):
        run_bundle(order(reading, tmp_path / "b", kinds=QUICK | {BundleKind.MASKS}), CancelToken())

    assert (tmp_path / "b" / "masks" / "mine.nii").read_text() == "mine"
    assert [p.name for p in (tmp_path / "b").iterdir()] == ["masks"]


def test_that_nothing_chosen_is_a_sentence(reading: PhantomReading, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Nothing was chosen"):
        run_bundle(order(reading, tmp_path / "b", kinds=frozenset()), CancelToken())


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not on this computer")
def test_that_a_movie_shows_the_series(reading: PhantomReading, tmp_path: Path) -> None:
    run_bundle(order(reading, tmp_path / "b", kinds=frozenset({BundleKind.MOVIE})), CancelToken())

    assert (tmp_path / "b" / "movie.mp4").read_bytes()[4:8] == b"ftyp"


def test_that_without_an_encoder_the_movie_is_a_sentence(
    reading: PhantomReading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    kinds = QUICK | {BundleKind.MOVIE}
    outcome = run_bundle(order(reading, tmp_path / "b", kinds=kinds), CancelToken())

    assert "ffmpeg" in str(outcome.notices[0])
    assert not (tmp_path / "b" / "movie.mp4").exists()


def _csv() -> list[tuple[frozenset[BundleKind], bundle_writers.Writer]]:
    return [(of, write) for of, write in bundle_writers.WRITERS if BundleKind.CSV in of]


def signed(reading: PhantomReading) -> ReadingOrder:
    """The reading with a signature under all that stands in it."""
    asked = reading.order
    reviews = {review.finding_id: review for review in asked.kept.reviews}
    findings = tuple(
        SignedFinding(n, f, reviews.get(f.finding_id) or first_review(f))
        for n, f in enumerate(asked.findings, start=1)
        if f.finding_id not in asked.left_out
    )
    drawn, codes = asked.kept.annotations.measurements, decided_codes(asked.kept.codes)
    body = ReportBody(asked.kept.content, findings, drawn=drawn, codes=codes)
    version = sealed(ReportVersion(SignOff("Dr A", "2026-01-02T03:04:05+00:00"), body))
    return replace(asked, kept=replace(asked.kept, versions=(version,)))


def test_that_a_signed_report_names_the_one_exported_before_it(
    reading: PhantomReading, tmp_path: Path
) -> None:
    kinds = frozenset({BundleKind.SR})
    first = run_bundle(order(reading, tmp_path / "a", kinds=kinds), CancelToken())
    asked = signed(reading)
    asked = replace(asked, kept=replace(asked.kept, sent=first.report))

    run_bundle(BundleOrder(asked, kinds, tmp_path / "b"), CancelToken())

    before = pydicom.dcmread(tmp_path / "a" / "objects" / "sr_report.dcm")
    now = pydicom.dcmread(tmp_path / "b" / "objects" / "sr_report.dcm")
    assert "PredecessorDocumentsSequence" not in before
    assert now.VerificationFlag == "VERIFIED"
    assert texts(now.PredecessorDocumentsSequence[0], "ReferencedSOPInstanceUID") == {
        str(before.SOPInstanceUID)
    }


@pytest.mark.parametrize("packing", [Packing.FOLDER, Packing.ZIP])
def test_that_an_export_into_the_same_place_names_the_report_it_replaces(
    reading: PhantomReading, tmp_path: Path, packing: Packing
) -> None:
    kinds, place = frozenset({BundleKind.SR}), tmp_path / "a"
    before = run_bundle(BundleOrder(reading.order, kinds, place, packing), CancelToken()).report
    assert before is not None

    run_bundle(BundleOrder(signed(reading), kinds, place, packing), CancelToken())

    if packing is Packing.ZIP:
        shutil.unpack_archive(place, tmp_path / "b", "zip")
        place = tmp_path / "b"
    now = pydicom.dcmread(place / "objects" / "sr_report.dcm")
    named = now.PredecessorDocumentsSequence[0]
    assert texts(named, "ReferencedSOPInstanceUID") == {before.sop_instance_uid}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"report": 3, "files": 3}',
        '{"report": {}, "files": [3, {}]}',
        '{"report": {"sop_instance_uid": "../x"}, "files": [{"path": "../x"}]}',
        "[" * 100_000,
    ],
)
def test_that_a_manifest_of_somebody_else_is_no_export_of_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "bundle.json").write_text(text)

    assert sent_before(tmp_path) is None
    assert top_names(tmp_path) == frozenset()


def test_that_a_kind_with_nothing_to_write_is_not_listed_as_written(
    reading: PhantomReading, tmp_path: Path
) -> None:
    kept = replace(
        reading.order.kept,
        reviews=(),
        added=(),
        segments=(),
        annotations=StudyAnnotations(reading.study.key),
    )
    bare = replace(reading.order, kept=kept, findings=(), results=())
    kinds = QUICK | {BundleKind.MASKS, BundleKind.IMAGES}

    outcome = run_bundle(BundleOrder(bare, kinds, tmp_path / "b"), CancelToken())

    assert set(outcome.kinds) == QUICK
    assert len(outcome.notices) == 2
    only = BundleOrder(bare, frozenset({BundleKind.MASKS}), tmp_path / "c")
    with pytest.raises(ExportError, match="nothing was painted"):
        run_bundle(only, CancelToken())
