"""One check a program: what it must say of a fresh export."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from pydicom.dataset import Dataset

from tests.interop.fresh_bundle import FreshBundle
from tests.interop.outcome import PACKAGES, Outcome, ProgramMissing, Verdict, judged, run
from tests.phantoms.codes import LONG_MEANING, NODULE
from tests.phantoms.readings import MEASUREMENTS

Check = Callable[[FreshBundle], Iterator[Outcome]]
SR_CLASSES = {"SR", "KO"}
ACCEPTED_CODES = {LONG_MEANING.value, NODULE.value}


def all_checks(bundle: FreshBundle) -> Iterator[Outcome]:
    """Every row; a program that is missing has one that says which package brings it."""
    for program, check in CHECKS:
        try:
            yield from check(bundle)
        except ProgramMissing:
            yield Outcome(program, "", Verdict.MISSING, PACKAGES.get(program, ""))


def valid_objects(bundle: FreshBundle) -> Iterator[Outcome]:
    for path in bundle.objects:
        said = run("dciodvfy", "-new", path).text.splitlines()
        errors = [line for line in said if line.startswith("Error")]
        yield judged("dciodvfy -new", path.name, errors, "0 errors")


def one_study(bundle: FreshBundle) -> Iterator[Outcome]:
    """Patient, study, series and equipment say the same in images and objects."""
    said = run("dcentvfy", *bundle.images, *bundle.objects).text.splitlines()
    errors = [line for line in said if line.startswith("Error")]
    count = len(bundle.images) + len(bundle.objects)
    yield judged("dcentvfy", f"{count} files", errors, "0 errors")


def presentation_states(bundle: FreshBundle) -> Iterator[Outcome]:
    for path in bundle.objects:
        if header(path).Modality == "PR":
            ran = run("dcmpschk", path)
            yield judged("dcmpschk", path.name, complaints_of(ran.text))


def rendered_reports(bundle: FreshBundle) -> Iterator[Outcome]:
    for path in bundle.objects:
        if header(path).Modality in SR_CLASSES:
            ran = run("dsr2html", path)
            is_page = ran.code == 0 and "<html" in ran.text.lower()
            yield judged("dsr2html", path.name, [] if is_page else [ran.text[:200]])


def measurement_groups(bundle: FreshBundle) -> Iterator[Outcome]:
    """dcmqi reads the measurement groups with their tracking UIDs."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "groups.json"
        path = bundle.folder / "objects" / "sr_report.dcm"
        ran = run("tid1500reader", "--inputDICOM", path, "--outputMetadata", out)
        if ran.code or not out.exists():
            yield judged("tid1500reader", path.name, [ran.text[-200:] or f"exit {ran.code}"])
            return
        found = json.loads(out.read_text("utf-8"))["Measurements"]
    told = {group["TrackingUniqueIdentifier"] for group in found}
    record = json.loads((bundle.folder / "findings.json").read_text("utf-8"))["reading"]
    confirmed = {
        each["tracking_uid"]
        for each in record["findings"]
        if each["decision"] in ("accepted", "edited")
    }
    lost = sorted(confirmed - told)
    yield judged("tid1500reader", path.name, lost, f"{len(found)} groups")


def segment_voxels(bundle: FreshBundle) -> Iterator[Outcome]:
    """dcmqi's voxels are those of our label maps, one by one, in the patient."""
    wanted = label_places(bundle.folder / "masks")
    for path in bundle.objects:
        dataset = pydicom.dcmread(path)
        if dataset.Modality != "SEG" or dataset.SegmentationType != "BINARY":
            continue
        with tempfile.TemporaryDirectory() as folder:
            run(
                "segimage2itkimage", "--inputDICOM", path, "--outputDirectory", folder, "-t", "nrrd"
            )
            complaints = [
                f"segment {segment.SegmentNumber}"
                for segment in dataset.SegmentSequence
                if places_in(Path(folder) / f"{segment.SegmentNumber}.nrrd")[1]
                != wanted.get(str(segment.TrackingUID))
            ]
        count = len(dataset.SegmentSequence)
        yield judged("segimage2itkimage", path.name, complaints, f"{count} segments voxel-exact")


def printed_words(bundle: FreshBundle) -> Iterator[Outcome]:
    text = run("pdftotext", bundle.folder / "report.pdf", "-").text
    wanted = ["Lung nodule", "王小明", "ACC-778", *ACCEPTED_CODES]
    yield judged("pdftotext", "report.pdf", [f"lacks “{w}”" for w in wanted if w not in text])


def fhir_round_trip(bundle: FreshBundle) -> Iterator[Outcome]:
    from fhir.resources.R4B.bundle import Bundle

    text = (bundle.folder / "fhir.json").read_text("utf-8")
    read = Bundle.model_validate_json(text)
    again = Bundle.model_validate_json(read.model_dump_json())
    kinds = [each["resource"]["resourceType"] for each in json.loads(text)["entry"]]
    complaints = [] if again == read else ["not the same after a round trip"]
    # 20 drawings but texts and arrows (two of each kind at most), 2 segments, confirmed findings
    report = next(
        e["resource"] for e in json.loads(text)["entry"] if "presentedForm" in e["resource"]
    )
    told = {c["code"] for each in report.get("conclusionCode", ()) for c in each["coding"]}
    complaints += [] if told == ACCEPTED_CODES else [f"conclusion codes {sorted(told)}"]
    if kinds.count("Observation") < MEASUREMENTS:
        complaints.append(f"{kinds.count('Observation')} observations")
    yield judged("fhir.resources R4B", "fhir.json", complaints, f"{len(kinds)} resources")


def highdicom_reading(bundle: FreshBundle) -> Iterator[Outcome]:
    import highdicom

    for path in bundle.objects:
        modality = header(path).Modality
        if modality == "SR":
            content: Any = highdicom.sr.srread(path).content
            groups = [
                *content.get_planar_roi_measurement_groups(),
                *content.get_volumetric_roi_measurement_groups(),
            ]
            yield judged("highdicom srread", path.name, [], f"{len(groups)} groups")
        elif modality == "SEG":
            read = highdicom.seg.segread(path)
            yield judged("highdicom segread", path.name, [], f"{read.number_of_segments} segments")


def complaints_of(text: str) -> list[str]:
    """dcmpschk's errors, but those about letters beyond ASCII: it does not know ISO_IR 192 (UTF-8)."""
    blocks = text.split("E: Error: ")
    about_letters = "does not conform to data type definition"
    errors = [
        block.splitlines()[0]
        for block in blocks[1:]
        if about_letters not in block.splitlines()[0] or block.isascii()
    ]
    return errors + [line for line in blocks[0].splitlines() if line.startswith(("E:", "F:"))]


CHECKS: tuple[tuple[str, Check], ...] = (
    ("dciodvfy", valid_objects),
    ("dcentvfy", one_study),
    ("dcmpschk", presentation_states),
    ("dsr2html", rendered_reports),
    ("tid1500reader", measurement_groups),
    ("segimage2itkimage", segment_voxels),
    ("pdftotext", printed_words),
    ("fhir.resources", fhir_round_trip),
    ("highdicom", highdicom_reading),
)

Places = frozenset[tuple[float, float, float]]


def header(path: Path) -> Dataset:
    return pydicom.dcmread(path, stop_before_pixels=True)


def places_in(path: Path, label: int | None = None) -> tuple[int, Places]:
    """How many voxels are marked, and their centres in patient mm."""
    import SimpleITK

    image: Any = SimpleITK.ReadImage(str(path))
    voxels = SimpleITK.GetArrayFromImage(image)
    marked = np.argwhere(voxels if label is None else voxels == label)[:, ::-1]
    direction = np.reshape(image.GetDirection(), (3, 3))
    places = (marked * image.GetSpacing()) @ direction.T + image.GetOrigin()
    return len(marked), frozenset((float(x), float(y), float(z)) for x, y, z in places.round(2) + 0)


def label_places(folder: Path) -> dict[str, Places]:
    """Of our label maps, by tracking UID."""
    listed = json.loads((folder / "labels.json").read_text("utf-8"))["files"]
    return {
        each["tracking_uid"]: places_in(folder / file["files"][0], each["label"])[1]
        for file in listed
        for each in file["labels"]
    }
