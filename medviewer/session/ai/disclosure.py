"""What would leave a study for another machine, and what in it might still tell the patient. Qt-free."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medviewer.ai.applicability import Option, Plan
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import ModelCard
from medviewer.domain.remote_machine import Disclosure, RemoteMachine
from medviewer.domain.study import DisplaySet, Study
from medviewer.progress import CancelToken
from medviewer.words import Message, message

BYTES_A_PIXEL = 2  # of nearly every CT, MR and radiograph
HEAD = ("HEAD", "BRAIN", "SKULL", "FACE", "ORBIT", "NECK")  # also within longer words of headers
HAS_FACE = ("CT", "MR", "PT")


@dataclass(frozen=True, slots=True)
class Fitting:
    """A model, and the series it would be given."""

    card: ModelCard
    option: Option


def fitting_of(plans: tuple[Plan, ...]) -> tuple[Fitting, ...]:
    """The models that would run without the reader's insisting."""
    found = ((plan.card, plan.best("")) for plan in plans)
    return tuple(Fitting(c, o) for c, o in found if o is not None and o.verdict.allows(""))


def disclosure(
    study: Study, machine: RemoteMachine, fitting: tuple[Fitting, ...], token: CancelToken
) -> Disclosure:
    """What those models would be sent. Reads three files of each series: call it off the GUI thread.

    Raises:
        Cancelled: `token` was cancelled.
    """
    shown = {f.option.display_set.display_set_id: f.option.display_set for f in fitting}
    frames = [frame for display_set in shown.values() for frame in display_set.frames]
    return Disclosure(
        machine,
        tuple(each.card.title for each in fitting),
        len(frames),
        sum(frame.rows * frame.columns * BYTES_A_PIXEL for frame in frames),
        tuple(_warnings(study, machine, fitting, token)),
    )


def _warnings(
    study: Study, machine: RemoteMachine, fitting: tuple[Fitting, ...], token: CancelToken
) -> Iterator[Message]:
    if not (machine.is_encrypted or machine.is_this_computer):
        yield IN_CLEAR
    if any(_shows_face(study, each) for each in fitting):
        yield FACE
    if any(_has_lettering(each.option.display_set, token) for each in fitting):
        yield LETTERING


def _shows_face(study: Study, fitting: Fitting) -> bool:
    """By the headers, or by what the model was made for: headers may say nothing."""
    option = fitting.option
    asked = AskedImages(study, option.series, option.display_set)
    parts = (asked.body_part.upper(), *fitting.card.applicability.body_parts)
    is_head = any(word in part for part in parts for word in HEAD)
    return option.series.modality in HAS_FACE and is_head


def _has_lettering(display_set: DisplaySet, token: CancelToken) -> bool:
    from medviewer.dicom.deidentifying.burned_in import (
        suspicions_in,
    )  # not before the window stands

    for path in _looked_at(display_set):
        token.check()
        if suspicions_in(path):
            return True
    return False


def _looked_at(display_set: DisplaySet) -> tuple[Path, ...]:
    """The files of the first, the middle and the last image."""
    frames = display_set.frames
    indices = {0, len(frames) // 2, len(frames) - 1} if frames else set()
    return tuple(dict.fromkeys(frames[index].instance.path for index in sorted(indices)))


IN_CLEAR = message(
    "Remote",
    "The connection is not encrypted: whoever can listen on the network can see the images.",
)
FACE = message(
    "Remote",
    "These are images of a head: a face can be made of them, and a face may be recognised.",
)
LETTERING = message(
    "Remote",
    "Text may stand in the pixels themselves (a name, a date). It is sent as it is: look at the images "
    "first.",
)
