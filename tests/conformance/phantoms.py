"""Phantoms through `medviewer inspect`: what no shared file shows, with answers worked out by hand."""

import math
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from tests.conformance.command_line import display_sets, inspect, render
from tests.conformance.outcomes import Outcome, Row, judged
from tests.conformance.texts import complaints
from tests.phantoms import (
    colours,
    encodings,
    greys,
    long_series,
    multi_frames,
    patients,
    positron_emission,
    radiographs,
    segments,
    spacings,
    ultrasounds,
    vendors,
)

Facts = dict[str, Any]
GREY_TOLERANCE = 1.0  # levels of 255: one rounding
Check = Callable[[Path], Iterator[str]]


def phantom_rows(_shared: Path) -> Iterator[Row]:
    """One row for each family of phantoms; none of them needs the shared data."""
    with tempfile.TemporaryDirectory() as folder:
        for feature, checks in families().items():
            outcomes = [
                _outcome(name, check, Path(folder) / feature / f"{number:03}")
                for number, (name, check) in enumerate(checks.items())
            ]
            yield Row("phantoms", feature, tuple(outcomes))


def families() -> dict[str, dict[str, Check]]:
    """Every check by family and name; each writes its phantom into a folder and yields its complaints."""
    return {
        "grey scale: values": {
            case.name: _values(case) for case in (*greys.grey_cases(), *greys.rescale_cases())
        },
        "grey scale: pictures": {case.name: _greys(case) for case in greys.grey_cases()},
        "containers and word sizes": {
            case.name: _frames(case) for case in encodings.encoding_cases()
        },
        "colour models": {case.name: _colour(case) for case in colours.colour_cases()},
        "pixel spacing of radiographs": {
            case.name: _spacing(case) for case in radiographs.spacing_cases()
        },
        "ultrasound regions": {"three units": _regions},
        "segmentations": {
            kind: _segmentation(kind) for kind in ("BINARY", "FRACTIONAL", "LABELMAP")
        },
        "long series": {"3,000 slices": _long},
        "SUV": {case.name: _suv(case) for case in positron_emission.suv_cases()},
        "names": {case.script: _name(case) for case in patients.SCRIPTS},
        "places and phases": PLACES,
        "odd paths": {"odd paths": _odd_paths},
        "vendors' headers": {
            **{name: _as_plain(write) for name, write in vendors.AS_PLAIN.items()},
            **{name: _as_other(*other) for name, other in vendors.AS_OTHER.items()},
        },
    }


def _outcome(name: str, check: Check, folder: Path) -> Outcome:
    folder.mkdir(parents=True)
    return judged(name, check(folder))


def _values(case: greys.GreyCase) -> Check:
    def check(folder: Path) -> Iterator[str]:
        source = read_header(case.write(folder / "1.dcm")).frames[0]
        found = read_frame(source).array
        span = float(np.ptp(case.values))
        if not np.allclose(found, case.values, rtol=2e-7, atol=1e-6 * span):
            yield f"values are up to {np.abs(found - case.values).max():g} off"

    return check


def _greys(case: greys.GreyCase) -> Check:
    """The picture that `render` writes, with the windows and shapes of the file itself."""

    def check(folder: Path) -> Iterator[str]:
        case.write(folder / "1.dcm")
        render(folder / "1.dcm", folder / "1.png")
        with Image.open(folder / "1.png") as picture:
            found = np.asarray(picture.convert("L")).astype(float)
        distance = np.abs(found - 255 * case.greys).max()
        if distance > GREY_TOLERANCE:
            yield f"{distance:.0f} grey levels off"

    return check


def _frames(case: encodings.EncodingCase) -> Check:
    def check(folder: Path) -> Iterator[str]:
        case.write(folder / "1.dcm")
        header = read_header(folder / "1.dcm")
        found = np.stack([read_frame(source).array for source in header.frames])
        if found.shape != case.frames.shape or not np.array_equal(found, case.frames):
            yield f"other values in {found.shape}"

    return check


def _colour(case: colours.ColourCase) -> Check:
    def check(folder: Path) -> Iterator[str]:
        found = read_frame(read_header(case.write(folder / "1.dcm")).frames[0]).array
        distance = int(np.abs(found.astype(int) - colours.picture()).max())
        if distance > case.tolerance:
            yield f"{distance} levels off"

    return check


def _spacing(case: radiographs.SpacingCase) -> Check:
    def check(folder: Path) -> Iterator[str]:
        path = case.write(folder / "1.dcm")
        [found] = display_sets(inspect(folder))
        if found["affine_lps"] is not None:
            yield "an affine for a projection"
        calibration = read_header(path).instance.calibration
        spacing_mm = calibration.row_spacing if calibration.is_calibrated else None
        if spacing_mm != (case.spacing_mm and pytest.approx(case.spacing_mm)):
            yield f"spacing {spacing_mm} instead of {case.spacing_mm}"

    return check


def _regions(folder: Path) -> Iterator[str]:
    """Lengths in tissue are centimetres as millimetres, other regions have units of their own."""
    ultrasounds.write_regions(folder / "1.dcm")
    calibration = read_header(folder / "1.dcm").instance.calibration
    tissue = calibration.scale_at((10, 10), (70, 70))
    if tissue is None or not tissue.is_length:
        yield f"no lengths in tissue: {tissue}"
    elif (tissue.across.per_pixel, tissue.down.per_pixel) != pytest.approx((0.2, 0.3)):
        yield f"{tissue} instead of 0.2 and 0.3 mm"
    doppler = calibration.scale_at((10, 100))
    if doppler is None or doppler.is_length:
        yield f"lengths in a spectrum: {doppler}"
    if calibration.scale_at((10, 10), (100, 10)) is not None:
        yield "a scale from one region into another"


def _segmentation(kind: segments.Kind) -> Check:
    def check(folder: Path) -> Iterator[str]:
        segments.write_segmentation(folder / "1.dcm", kind)
        yield from _expect(folder, [("object", segments.SLICES, False)])
        [found] = display_sets(inspect(folder))
        if (found["rows"], found["columns"]) != (segments.ROWS, segments.COLUMNS):
            yield f"{found['rows']} × {found['columns']} pixels"

    return check


def _long(folder: Path) -> Iterator[str]:
    long_series.write_long_series(folder, 3000, side=4)
    yield from _expect(folder, [("volume", 3000, True)])
    [found] = display_sets(inspect(folder, ((-1.0, -1.0, 1000.0),)))
    if found["probes"][0]["value"] != 1000 / long_series.STEP_MM:
        yield f"slice 2000 is {found['probes'][0]['value']}"


def _suv(case: positron_emission.SuvCase) -> Check:
    def check(folder: Path) -> Iterator[str]:
        case.write(folder)
        [found] = display_sets(inspect(folder))
        factor = found["suv_factor"]
        if case.factor is None:
            if factor is not None:
                yield f"a factor of {factor} where none can be known"
            if not any("SUV" in text for text in found["warnings"]):
                yield "no word about why there is no SUV"
        elif factor is None or not math.isclose(factor, case.factor, rel_tol=1e-6):
            yield f"factor {factor} instead of {case.factor} ({found['warnings']})"

    return check


def _name(case: patients.ScriptCase) -> Check:
    def check(folder: Path) -> Iterator[str]:
        patients.write_patient(folder / "1.dcm", case)
        [study] = inspect(folder)["studies"]
        yield from complaints(study["patient_name"] or "", case.groups)

    return check


def _odd_paths(folder: Path) -> Iterator[str]:
    written = patients.write_odd_paths(folder)
    found = sum(one["frames"] for one in display_sets(inspect(folder)))
    if found != len(written):
        yield f"{found} of {len(written)} images found"


def _as_plain(write: vendors.Write) -> Check:
    """The whole volume in HU, at its place, whatever the header looks like."""

    def check(folder: Path) -> Iterator[str]:
        write(folder)
        document = inspect(folder, ((-10.0, -20.0, vendors.STEP_MM),))
        found = display_sets(document)
        if [(one["kind"], one["frames"]) for one in found] != [("volume", vendors.COUNT)]:
            yield f"{[(one['kind'], one['frames'], one['warnings']) for one in found]}"
            return
        low, high, mean = vendors.expected_values()
        if [found[0][key] for key in ("min", "max", "mean")] != pytest.approx([low, high, mean]):
            yield f"values {found[0]['min']} … {found[0]['max']}"
        if found[0]["spacing_mm"] != pytest.approx([0.5, 0.5, vendors.STEP_MM]):
            yield f"spacing {found[0]['spacing_mm']}"
        if found[0]["unit"] != "HU":
            yield f"unit {found[0]['unit']}"
        if found[0]["probes"][0]["value"] != vendors.stored(1)[0, 0] + vendors.INTERCEPT:
            yield f"another value at a probe: {found[0]['probes']}"

    return check


def _as_other(write: vendors.Write, kinds: tuple[tuple[str, int], ...]) -> Check:
    def check(folder: Path) -> Iterator[str]:
        write(folder)
        found = sorted((one["kind"], one["frames"]) for one in display_sets(inspect(folder)))
        if found != sorted(kinds):
            yield f"{found} instead of {kinds}"

    return check


def _even(folder: Path) -> Iterator[str]:
    spacings.write_places(folder, [0, 3, 6, 9])
    yield from _expect(folder, [("volume", 4, True)])


def _graded(folder: Path) -> Iterator[str]:
    spacings.write_graded(folder)
    yield from _expect(folder, [("stack", 12, False)])


def _missing(folder: Path) -> Iterator[str]:
    spacings.write_missing(folder)
    yield from _expect(folder, [("volume", 9, False)], "issing")


def _tilted(folder: Path) -> Iterator[str]:
    spacings.write_tilted(folder)
    yield from _expect(folder, [("volume", 8, True)], "13.5")
    [found] = display_sets(inspect(folder))
    step = np.array(found["affine_lps"])[:3, 2]
    if not np.allclose(np.abs(step), [0, 0, spacings.STEP_MM], atol=1e-6):
        yield f"the step is {step}, not along the table"


def _phases(folder: Path) -> Iterator[str]:
    spacings.write_phases(folder)
    yield from _expect(folder, [("volume", 6, True)] * 2, "split")


def _copies(folder: Path) -> Iterator[str]:
    spacings.write_copies(folder)
    yield from _expect(folder, None)


def _echoes(folder: Path) -> Iterator[str]:
    spacings.write_echoes(folder)
    yield from _expect(folder, [("volume", 5, True)] * 2, "echo")


def _b_values(folder: Path) -> Iterator[str]:
    spacings.write_b_values(folder)
    yield from _expect(folder, [("volume", 5, True)] * 2, "b-value")


def _enhanced(folder: Path) -> Iterator[str]:
    image = multi_frames.write_enhanced_ct(folder / "1.dcm", slopes=np.linspace(1, 2, 9).tolist())
    yield from _expect(folder, [("volume", 9, True)])
    points = tuple((0.0, 0.0, z) for z in image.z_mm)
    [found] = display_sets(inspect(folder, points))
    values = [probe["value"] for probe in found["probes"]]
    if not np.allclose(values, image.value, rtol=1e-6):
        yield f"values {values} instead of {image.value}"


def _enhanced_echoes(folder: Path) -> Iterator[str]:
    multi_frames.write_enhanced_mr_echoes(folder / "1.dcm")
    yield from _expect(folder, [("volume", 5, True)] * 2, "echo")


def _without_groups(folder: Path) -> Iterator[str]:
    multi_frames.write_enhanced_without_groups(folder / "1.dcm")
    yield from _expect(folder, None)


def _cine(folder: Path) -> Iterator[str]:
    multi_frames.write_cine(folder / "1.dcm")
    yield from _expect(folder, [("cine", 4, False)])


def _angiography(folder: Path) -> Iterator[str]:
    multi_frames.write_angiography(folder / "1.dcm")
    yield from _expect(folder, [("cine", 6, False)])


PLACES: dict[str, Check] = {
    "even": _even,
    "graded": _graded,
    "a slice missing": _missing,
    "tilted by 13.5°": _tilted,
    "two phases": _phases,
    "copies with other UIDs": _copies,
    "two echoes": _echoes,
    "two b-values": _b_values,
    "enhanced CT in random order": _enhanced,
    "enhanced MR, two echoes": _enhanced_echoes,
    "enhanced without groups": _without_groups,
    "ultrasound cine": _cine,
    "angiography": _angiography,
}


def _expect(
    folder: Path, told: list[tuple[str, int, bool]] | None, word: str = ""
) -> Iterator[str]:
    """Display sets of (kind, frames, regular), and a warning with that word; None: any, but something."""
    document = inspect(folder)
    found = [(one["kind"], one["frames"], one["regular"]) for one in display_sets(document)]
    if document["unreadable"]:
        yield f"unreadable: {document['unreadable'][0]['reason']}"
    if not found or (told is not None and sorted(found) != sorted(told)):
        yield f"{found} instead of {told}"
    warnings = [text for one in display_sets(document) for text in one["warnings"]]
    if word and not any(word in text for text in warnings):
        yield f"no warning says {word!r}: {warnings}"
