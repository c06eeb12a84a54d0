"""Series with expected facts (`expected/*.json`), as `medviewer inspect` tells them.

The facts come from pydicom and agree with dcm2niix and SimpleITK; nothing of ours took part in them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tests.conformance.command_line import Point, display_sets, inspect
from tests.conformance.outcomes import Outcome, Row, Verdict, judged

Facts = dict[str, Any]

UNEVEN = 0.01  # of the median gap; above it (and 0.01 mm) a series has no one step
VALUE_TOLERANCE = 2e-6  # relative: float32 holds seven digits


def expected_rows(folder: Path) -> Iterator[Row]:
    for path in sorted((folder / "expected").glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        outcome = _held_against(facts, folder)
        yield Row("geometry and values", _title(facts), (outcome,))


def _title(facts: Facts) -> str:
    gaps = facts["slice_gaps_min_median_max"]
    kind = "even spacing"
    if facts["positions_sheared_gantry_tilt"]:
        kind = "tilted gantry"
    elif gaps[2] > 1.5 * gaps[1]:
        kind = "missing slice"
    elif not facts["uniform_spacing"]:
        kind = "nearly even spacing"
    return f"{facts['series_folder']}: {facts['modality']}, {kind}"


def _held_against(facts: Facts, folder: Path) -> Outcome:
    points = tuple(_point(probe["lps"]) for probe in facts["probes_lps_mm_value"])
    document = inspect(folder / facts["series_folder"], points)
    sets = [one for one in display_sets(document) if one["frames"] == facts["n_slices"]]
    if len(sets) != 1:
        found = [one["frames"] for one in display_sets(document)]
        said = f"display sets of {found} frames instead of one of {facts['n_slices']}"
        return Outcome(facts["series_folder"], Verdict.FAILED, said)
    return judged(facts["series_folder"], _complaints(facts, sets[0]))


def _complaints(facts: Facts, found: Facts) -> Iterator[str]:
    """What is told otherwise than it is: order, size, places, values, in this order."""
    along = [one["sop"] for one in facts["slices"]]
    order = found["sop_instance_uids"]
    if order not in (along, along[::-1]):
        yield "slices are not in the order of their places"
        return
    if [found["rows"], found["columns"]] != [facts["rows"], facts["cols"]]:
        yield f"{found['rows']} × {found['columns']} pixels"
    if found["transfer_syntaxes"] != [facts["transfer_syntax"]]:
        yield f"transfer syntax {found['transfer_syntaxes']}"
    slices = facts["slices"] if order == along else facts["slices"][::-1]
    yield from _geometry(facts, found, slices)
    yield from _values(facts, found)


def _geometry(facts: Facts, found: Facts, slices: list[Facts]) -> Iterator[str]:
    positions = np.array([one["ipp"] for one in slices], float)
    steps = np.diff(positions, axis=0)
    gaps = np.linalg.norm(steps, axis=1)
    is_even = float(np.ptp(gaps)) <= max(0.01, UNEVEN * float(np.median(gaps)))
    if found["regular"] != is_even:
        yield f"regular is {found['regular']}"
    if found["affine_lps"] is None:
        if is_even:
            yield "no affine"
        return
    if not is_even:
        yield "an affine where no affine fits every slice"
        return
    row, column = np.array(facts["iop"][:3]), np.array(facts["iop"][3:])
    row_mm, column_mm = facts["pixel_spacing_row_col"]
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1] = row * column_mm, column * row_mm
    affine[:3, 2] = (positions[-1] - positions[0]) / (len(positions) - 1)
    affine[:3, 3] = positions[0]
    distance = np.abs(np.array(found["affine_lps"]) - affine)
    if distance[:3, :3].max() > 1e-4 or distance[:3, 3].max() > 1e-3:
        yield f"affine {found['affine_lps']} is not {affine.tolist()}"
    if not np.allclose(found["spacing_mm"][:2], facts["pixel_spacing_row_col"], rtol=1e-6):
        yield f"pixel spacing {found['spacing_mm']}"


def _values(facts: Facts, found: Facts) -> Iterator[str]:
    for key in ("min", "max", "mean"):
        told = facts[f"rescaled_{key}"]
        if not np.isclose(found[key], told, rtol=VALUE_TOLERANCE, atol=1e-3):
            yield f"{key} {found[key]} is not {told}"
    probes = found.get("probes") or []
    wrong = [
        (probe["lps"], answer["value"], probe["value"])
        for probe, answer in zip(facts["probes_lps_mm_value"], probes, strict=False)
        if answer["value"] is None
        or not np.isclose(answer["value"], probe["value"], rtol=VALUE_TOLERANCE, atol=1e-3)
    ]
    if len(probes) != len(facts["probes_lps_mm_value"]):
        yield f"{len(probes)} probes answered"
    if wrong:
        yield f"{len(wrong)} probes differ, first {wrong[0]}"


def _point(lps: list[float]) -> Point:
    return (lps[0], lps[1], lps[2])
