"""Lesions as findings: places in the patient, sizes in mm, names, and the maps that explain them."""

from collections.abc import Sequence

import numpy as np

from medviewer.ai.analyzers.head_slices import HeadSlice, slice_plane
from medviewer.ai.analyzers.provenance import finding_id, provenance_of
from medviewer.ai.analyzers.tumour_lesions import Lesion
from medviewer.ai.analyzers.tumour_names import Naming
from medviewer.ai.runtime.image_model import ExplainedLesions
from medviewer.domain.finding import Finding, PatientBox, VoxelBox
from medviewer.domain.geometry import ImagePlane, Vector, as_vector
from medviewer.domain.model_card import AnalysisRequest, AttentionPatch, ModelCard
from medviewer.domain.volume import Images
from medviewer.words import Message, message

UNNAMED = "tumour"  # a lesion is drawn clearly, but the networks cannot agree on its name
NAMES = {
    "meningioma": message("Brain tumour", "Suspected meningioma"),
    "glioma": message("Brain tumour", "Suspected glioma"),
    "pituitary": message("Brain tumour", "Suspected pituitary tumour"),
    UNNAMED: message("Brain tumour", "Suspected tumour of uncertain kind"),
}
HEAD = message("Brain tumour", "head")
RIGHT = message("Brain tumour", "head, right side")
LEFT = message("Brain tumour", "head, left side")
MIDLINE = message("Brain tumour", "head, midline")
MIDLINE_SHARE = 0.06  # of the frame's width, to either side of its middle


class FindingWriter:
    """Writes the findings of one analysis."""

    def __init__(
        self, card: ModelCard, request: AnalysisRequest, images: Images, device: str
    ) -> None:
        self._card, self._request, self._images = card, request, images
        self._provenance = provenance_of(card, request, device)

    def finding(
        self, lesion: Lesion, naming: Naming, slices: Sequence[HeadSlice], *, is_named: bool
    ) -> Finding:
        """A lesion without an agreed name has its evidence for confidence: a score."""
        label = self._card.labels[naming.label] if is_named else UNNAMED
        confidence = float(naming.probabilities[naming.label]) if is_named else lesion.evidence
        center = lesion.center_voxel()
        plane = slice_plane(self._images, lesion.key_slice)
        size = lesion.diameters(
            (plane.row_spacing_mm, plane.column_spacing_mm) if plane else (1.0, 1.0)
        )
        return Finding(
            finding_id=finding_id(
                self._provenance,
                self._request.sop_instance_uids[lesion.key_slice],
                lesion.box.first,
                lesion.box.last,
            ),
            label=label,
            name=name_of(label),
            site=_site(plane, center, slices[lesion.key_slice]),
            center_lps_mm=self._patient(center),
            center_voxel=center,
            box_lps_mm=self._patient_box(lesion.box),
            box_voxel=lesion.box,
            diameter_mm=round(size.long_mm, 1) if plane else None,
            short_axis_mm=round(size.short_mm, 1) if plane else None,
            confidence=confidence,
            is_calibrated=self._card.is_calibrated and is_named,
            sop_instance_uids=tuple(self._request.sop_instance_uids[i] for i in lesion.slices),
            provenance=self._provenance,
            outlines=lesion.outlines(),
            label_scores=tuple(
                zip(self._card.labels, map(float, naming.probabilities), strict=True)
            ),
        )

    def attention(
        self,
        finding: Finding,
        naming: Naming,
        slices: Sequence[HeadSlice],
        said: ExplainedLesions,
    ) -> list[AttentionPatch]:
        """The class map of every slice that speaks for the finding, weighted as it does."""
        patches = []
        for index in np.flatnonzero(naming.weights).tolist():
            rows, columns = slices[index].edges()
            share = said.contributions[index, naming.label] * np.float32(naming.weights[index])
            patches.append(
                AttentionPatch(
                    finding.finding_id,
                    index,
                    rows,
                    columns,
                    np.ascontiguousarray(slices[index].turn.back(share)),
                    label=self._card.labels[naming.label],
                    weight=float(naming.weights[index]),
                )
            )
        return patches

    def _patient(self, voxel: tuple[float, float, float]) -> Vector | None:
        plane = slice_plane(self._images, round(voxel[0]))
        return as_vector(plane.pixel_to_patient(voxel[1], voxel[2])) if plane else None

    def _patient_box(self, box: VoxelBox) -> PatientBox | None:
        """Hull of the corners of all its slices, half a pixel beyond the outermost centres."""
        rows = (box.first[1] - 0.5, box.last[1] + 0.5)
        columns = (box.first[2] - 0.5, box.last[2] + 0.5)
        planes = [slice_plane(self._images, i) for i in range(box.first[0], box.last[0] + 1)]
        corners = [
            plane.pixel_to_patient(row, column)
            for plane in planes
            if plane is not None
            for row in rows
            for column in columns
        ]
        if not corners:
            return None
        return PatientBox(as_vector(np.min(corners, axis=0)), as_vector(np.max(corners, axis=0)))


def _site(plane: ImagePlane | None, center: tuple[int, int, int], of: HeadSlice) -> Message:
    """The side, where the slice shows both: by the middle of the head on the key slice."""
    if plane is None or int(np.abs(plane.normal).argmax()) == 0:
        return HEAD
    middle = np.array([[of.frame.top, of.frame.left + of.frame.width / 2]])
    row, column = of.turn.points_back(middle, of.hung_shape)[0] - 0.5
    to_left = plane.pixel_to_patient(*center[1:])[0] - plane.pixel_to_patient(row, column)[0]
    if abs(to_left) < MIDLINE_SHARE * of.frame.width * plane.column_spacing_mm:
        return MIDLINE
    return LEFT if to_left > 0 else RIGHT


def name_of(label: str) -> Message:
    """The model's word for a reader."""
    return NAMES.get(label, message("Brain tumour", "Suspected {label}", label=label))
