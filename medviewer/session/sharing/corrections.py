"""From readers' decisions to examples a model can learn from, without identity. No Qt; off the GUI thread.

readings → decided findings → label, picture (as the model's card windows it) → written by `correction_files`

No header goes along; pictures in which lettering is seen stay out.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer import paths
from medviewer.domain.correction import Correction, CorrectionsOutcome, taught_label
from medviewer.domain.finding import Finding, Review, first_review
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.study import FrameSource, Study
from medviewer.domain.voi import Voi, VoiFunction, VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.errors import InputError, NothingToOpen
from medviewer.progress import CancelToken
from medviewer.session.review.reading_order import ReadingOrder
from medviewer.session.sharing.correction_files import write_set
from medviewer.whole_files import whole_file
from medviewer.words import message

BY_READER = "reader"  # the "model" of findings that readers added
LUNG_HU = VoiWindow(-300.0, 1400.0, VoiFunction.LINEAR_EXACT)  # -1000 to 400, as LUNA16's patches
KEY_BYTES = 32


@dataclass(slots=True)
class _Gathered:
    examples: list[Correction] = field(default_factory=list)
    skipped: int = 0
    lettered: int = 0


def export_corrections(
    orders: Sequence[ReadingOrder], folder: Path, licence: str, token: CancelToken
) -> CorrectionsOutcome:
    """Write a training set of what was decided in these readings into a new folder.

    Raises:
        InputError: the folder is there already, no decision teaches anything, or images are synthetic.
        ExportError: the disk refused; nothing is left behind.
        Cancelled: `token` was cancelled.
    """
    if folder.exists():
        raise InputError(
            message("Training", "{folder} is there already. Name a new folder.", folder=folder)
        )
    if any(order.study.is_synthetic for order in orders):
        raise InputError(
            message(
                "Training",
                "A reading is of synthetic images, which a model made: what is decided on them teaches "
                "nothing about patients. Leave that reading out.",
            )
        )
    gathered, key = _Gathered(), patient_key()
    for order in orders:
        for finding in order.findings:
            token.check()
            _gather(order, finding, key, gathered)
    if not gathered.examples:
        raise NothingToOpen(
            message(
                "Training",
                "No decision here teaches a model anything: accept, edit or reject findings first.",
            )
        )
    counts = write_set(gathered.examples, folder, licence, gathered.lettered)
    return CorrectionsOutcome(
        folder,
        len(gathered.examples),
        counts.patients,
        counts.models,
        gathered.skipped,
        gathered.lettered,
    )


def patient_key() -> bytes:
    """This computer's key for patients' pseudonyms: a patient is on the same side of every later split."""
    file = paths.data_folder() / "corrections.key"
    if file.is_file():
        return file.read_bytes()
    key = secrets.token_bytes(KEY_BYTES)
    with whole_file(file, is_private=True) as temporary:
        temporary.write_bytes(key)
    return key


def _gather(order: ReadingOrder, proposed: Finding, key: bytes, gathered: _Gathered) -> None:
    review = _review(order.kept.reviews, proposed)
    finding = review.as_read(proposed)
    label = taught_label(finding, review)
    picture = _picture(order, finding, proposed) if label else None
    if picture is None:
        gathered.skipped += review.is_decided
    elif _is_lettered(picture):
        gathered.lettered += 1
    else:
        said = proposed.provenance
        gathered.examples.append(
            Correction(
                picture,
                label,
                pseudonym(order.study, key),
                said.model_id or BY_READER,
                said.model_version,
                said.weights_sha256,
                review.state.value,
                review.reason.value if review.reason is not None else "",
                finding.center_voxel is not None,
            )
        )


def pseudonym(study: Study, key: bytes) -> str:
    import hashlib
    import hmac

    who = study.patient.patient_id.strip() or study.study_instance_uid
    digest = hmac.new(key, who.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"P{digest.hexdigest()[:12]}"


def _review(reviews: Iterable[Review], finding: Finding) -> Review:
    decided = (review for review in reviews if review.finding_id == finding.finding_id)
    return next(decided, first_review(finding))


def _picture(order: ReadingOrder, finding: Finding, proposed: Finding) -> NDArray[np.uint8] | None:
    """A patch about the lesion, or the whole image; None where it can no longer be read."""
    from medviewer.dicom.pixels import frames
    from medviewer.imaging.luts import default_window, greys, tone_curve
    from medviewer.imaging.training_pictures import patch_about, whole_picture

    result = _result_of(order.results, proposed)
    place = result.request.display_set_id if result else order.places.get(finding.finding_id, "")
    display_set = order.study.find_display_set(place or _own_place(order, finding))
    if display_set is None or not 0 <= finding.key_slice < display_set.count:
        return None
    source = display_set.frames[finding.key_slice]
    try:
        frame = frames.read_frame(source)
    except InputError:
        return None
    if frame.is_colour:
        grey = frame.array.mean(axis=2).astype(np.uint8)
    else:
        window = _window(frame, result) or default_window(frame, source.windows)
        grey = greys(frame.array, tone_curve(frame, window))
    if finding.center_voxel is None:
        return whole_picture(grey)
    _, row, column = finding.center_voxel
    return patch_about(grey, (row, column), _spacing(source))


def _own_place(order: ReadingOrder, finding: Finding) -> str:
    added = (each for each in order.kept.added if each.finding.finding_id == finding.finding_id)
    return next((each.display_set_id for each in added), "")


def _result_of(results: Iterable[AnalysisResult], finding: Finding) -> AnalysisResult | None:
    ids = (
        result
        for result in results
        if any(each.finding_id == finding.finding_id for each in result.findings)
    )
    return next(ids, None)


def _window(frame: Frame, result: AnalysisResult | None) -> Voi | None:
    """Chest CT as its model was trained on it; else what the card names."""
    if frame.unit is Unit.HU and (result is None or "CT" in result.card.applicability.modalities):
        return LUNG_HU
    return result.card.display_window if result is not None else None


def _spacing(source: FrameSource) -> tuple[float, float] | None:
    plane = source.plane
    return (plane.row_spacing_mm, plane.column_spacing_mm) if plane is not None else None


def _is_lettered(picture: NDArray[np.uint8]) -> bool:
    from medviewer.imaging.burned_in_text import text_lines

    return bool(text_lines(picture))
