"""Questions and answers about small images, and shared memory that gives itself back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.installed_models import find_model
from medviewer.ai.remote.model_identity import ModelIdentity, identity_of
from medviewer.domain.finding import Finding, PatientBox, Provenance, SliceOutline, VoxelBox
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    AttentionPatch,
    ModelCard,
    SharedArray,
)
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.domain.unit import Unit
from medviewer.words import message

MODEL = "chest_ct_nodules"
SHAPE = (3, 4, 5)
UIDS = ("1.2.3.1", "1.2.3.2", "1.2.3.3")
PLANE = ImagePlane((-10.0, -20.0, 30.5), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.7, 0.8)
GEOMETRY = VolumeGeometry(PLANE, (0.0, 0.0, 2.5), SHAPE)
PIXELS = np.arange(60, dtype=np.int16).reshape(SHAPE) - 30


def request(**changes: Any) -> AnalysisRequest:
    asked = AnalysisRequest(
        request_id="r1",
        model_id=MODEL,
        study_instance_uid="1.2",
        series_instance_uid="1.2.3",
        display_set_id="1.2.3#0",
        volume=SharedArray("", SHAPE, "<i2"),
        geometry=GEOMETRY,
        unit=Unit.HU,
        sop_instance_uids=UIDS,
    )
    return replace(asked, **changes)


@contextmanager
def shared(array: NDArray[Any]) -> Iterator[SharedArray]:
    """A copy in shared memory, as `session` hands pixels to a worker."""
    memory = SharedMemory(create=True, size=array.nbytes)
    view: NDArray[Any] = np.ndarray(array.shape, array.dtype, buffer=memory.buf)
    view[...] = array
    del view
    try:
        yield SharedArray(memory.name, array.shape, array.dtype.str)
    finally:
        memory.close()
        memory.unlink()


def finding(images: tuple[str, ...] = ("0", "1", "2"), **changes: Any) -> Finding:
    """As a server has it: slices are called by their place."""
    found = Finding(
        finding_id="as the analyzer named it",
        label="lung_nodule",
        name=message("Nodules", "Lung nodule"),
        site=message("Nodules", "{side} lung", side=message("Nodules", "left")),
        center_lps_mm=(-8.4, -19.3, 33.0),
        center_voxel=(1, 1, 2),
        box_lps_mm=PatientBox((-10.0, -20.0, 30.0), (-6.0, -18.0, 36.0)),
        box_voxel=VoxelBox((0, 1, 1), (1, 2, 3)),
        diameter_mm=4.1,
        confidence=0.62,
        is_calibrated=False,
        sop_instance_uids=images[:2],
        provenance=Provenance(MODEL, "1", card().weights_sha256, "", "CPU", ""),
        short_axis_mm=None,
        outlines=(SliceOutline(1, ((1.5, 2.0), (1.5, 3.0), (2.5, 3.0))),),
    )
    return replace(found, **changes)


def result(asked: AnalysisRequest, **changes: Any) -> AnalysisResult:
    """An answer as a server has it, with one of everything."""
    one = finding(asked.sop_instance_uids)
    patch = AttentionPatch(
        one.finding_id, 1, (-0.5, 3.5), (0.5, 4.5), np.array([[0.25, -1.5]], np.float32)
    )
    levels = np.array([[0, 128], [255, 7]], np.uint8)
    said = AnalysisResult(
        asked,
        card(),
        AnalysisStatus.DONE,
        "CPU",
        notes=(message("Device", "A smaller batch was used."),),
        scores={"lung_nodule": 0.62},
        findings=(one,),
        attention=(patch,),
        attention_bias=-2.25,
        timings_s={"judging": 1.5},
        slice_contributions=(0.1, -0.2, 0.3),
        prediction_set=("lung_nodule",),
        spread=0.05,
        probabilities=(ProbabilityMap.of(one.finding_id, 1, (1, 2), levels),),
    )
    return replace(said, **changes)


@cache
def identity() -> ModelIdentity:
    """Of the model installed; its files are read once."""
    return identity_of(MODEL)


@cache
def card() -> ModelCard:
    return find_model(MODEL).card
