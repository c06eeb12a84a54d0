"""Answers a `FusionRequest` in the worker process: guard, inputs, the subject asked, what each part did.

A picture the guard refuses is left out, with the reason; the answer then comes from what remains.
"""

from dataclasses import dataclass, field

import numpy as np
import torch

from medviewer.ai.guard.glance import glance_at
from medviewer.ai.guard.kind_rules import judge_kind
from medviewer.ai.guard.opinion import FINE, Opinion, together
from medviewer.ai.guard.pixel_checks import check_pixels
from medviewer.ai.installed_systems import find_system
from medviewer.ai.picture_card import picture_card
from medviewer.ai.runtime.device import pick_device
from medviewer.ai.runtime.fusion.asked_case import (
    asked_case,
    hidden_words,
    missing_inputs,
    used_inputs,
)
from medviewer.ai.runtime.fusion.case_inputs import Encoded, Floats, PartPlan, RawCase
from medviewer.ai.runtime.fusion.fused_model import FusedModel, load_fused_model, scores_of
from medviewer.ai.runtime.fusion.picture_features import Greys, PictureFeatures
from medviewer.ai.runtime.fusion.subjects import Subject
from medviewer.ai.runtime.image_kinds import load_image_kinds
from medviewer.domain.fused_answer import FusedAnswer, FusionRequest, PartShare
from medviewer.domain.system_card import SystemCard
from medviewer.domain.unit import Unit
from medviewer.domain.volume import ImageStack
from medviewer.errors import ModelUnusable, NotApplicable
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

READING = message("Fused answer", "Reading image, values and text")
FAMILY = "fusion"


@dataclass(frozen=True, slots=True)
class _Loaded:
    card: SystemCard
    model: FusedModel


@dataclass(slots=True)
class FusionDesk:
    """Keeps the models it was asked for, by their files' hashes, and the networks that look at pictures."""

    device: torch.device
    models: dict[tuple[str, ...], _Loaded] = field(default_factory=dict)
    features: PictureFeatures | None = None

    def __call__(self, request: object, progress: ProgressSink, token: CancelToken) -> FusedAnswer:
        """The answer to a `FusionRequest`.

        Raises:
            ModelUnusable: there is no such model, or it is altered.
            NotApplicable: nothing is known that it reads.
        """
        assert isinstance(request, FusionRequest)  # what the worker sends here
        progress(Progress(READING, 0, 1))
        loaded = self._loaded(request.model_id)
        token.check()
        opinion = self._opinion(loaded.card, request)
        features = None
        if request.picture is not None and not opinion.refusals:
            features = self._seen(request.picture)
        token.check()
        return answer_of(loaded.card, loaded.model, request, features, opinion.reasons)

    def _loaded(self, model_id: str) -> _Loaded:
        place = find_system(model_id)
        if place is None or place.card.family != FAMILY:
            raise ModelUnusable(
                message(
                    "Fused answer",
                    "There is no fusion model “{model}”. Train it on your own copy of the data: medviewer "
                    "evaluate {model} --data FOLDER.",
                    model=model_id,
                )
            )
        key = tuple(each.sha256 for each in place.card.files)
        if key not in self.models:
            model = load_fused_model(place.card, place.folder)
            self.models[key] = _Loaded(place.card, model)
        return self.models[key]

    def _opinion(self, card: SystemCard, request: FusionRequest) -> Opinion:
        if request.picture is None:
            return FINE
        asked = picture_card(card)
        glance = glance_at(ImageStack(request.picture[np.newaxis], (), Unit.NONE, ()))
        pixels, kinds = check_pixels(asked, glance), load_image_kinds(self.device)
        if kinds is None or pixels.refusals:
            return pixels
        return together([pixels, judge_kind(asked, kinds.judge(glance), "")])

    def _seen(self, picture: Greys) -> Floats:
        if self.features is None:
            self.features = PictureFeatures(self.device)
        first: Floats = self.features([picture])[0]
        return first


def open_desk(device: str) -> FusionDesk:
    """For the worker; models are loaded when first asked for."""
    return FusionDesk(pick_device(device))


def answer_of(
    card: SystemCard,
    model: FusedModel,
    request: FusionRequest,
    features: Floats | None,
    notes: tuple[Message, ...] = (),
) -> FusedAnswer:
    """What the subject asked says, shared out among the parts of the model that are not compared only.

    Raises:
        NotApplicable: nothing is known that the subject reads.
    """
    name = request.subject if request.subject in model.subjects else card.default
    subject = model.subjects[name]
    asked = asked_case(request, model.plan.parts, features)
    given = model.encoded([asked.case])
    if not given.of(subject.parts)[1].any():
        raise NotApplicable(
            message(
                "Fused answer",
                "Nothing is known of what “{subject}” reads ({parts}). Open a chest radiograph, or enter "
                "values and history in the clinical context.",
                subject=name,
                parts=", ".join(subject.parts),
            )
        )
    logits, shares = subject.logits(given)[:, 0], subject.shares(given)
    members = scores_of(logits)
    return FusedAnswer(
        request,
        card.version,
        model.plan.target,
        score=float(scores_of(logits.mean(keepdims=True))[0]),
        low=float(members.min()),
        high=float(members.max()),
        logit=float(logits.mean()),
        bias=float(shares.bias[0]),
        parts=tuple(
            _share(
                part,
                subject,
                given,
                asked.case,
                dict(zip(subject.parts, shares.terms[0], strict=True)),
            )
            for part in model.plan.parts
            if not part.is_compared_only or part.name in subject.parts
        ),
        subject=name,
        subjects=tuple(model.subjects),
        default=card.default,
        is_exact=shares.is_exact,
        tells_probabilities=card.is_calibrated,
        notes=(*notes, *asked.notes, *_hidden(model.plan.parts, subject, request)),
    )


def _share(
    part: PartPlan, subject: Subject, given: Encoded, case: RawCase, terms: dict[str, float]
) -> PartShare:
    is_present = bool(given.of((part.name,))[1][0, 0])
    is_read = part.name in subject.parts
    without = None
    if is_read and is_present:
        rest = subject.logits(given.without(part.name)).mean(axis=0)
        without = float(scores_of(rest)[0])
    return PartShare(
        part.name,
        is_present,
        is_read,
        float(terms.get(part.name, 0.0)),
        without,
        used_inputs(part, case),
        missing_inputs(part, case),
    )


def _hidden(
    parts: tuple[PartPlan, ...], subject: Subject, request: FusionRequest
) -> tuple[Message, ...]:
    """How many words the subject was not shown."""
    count = max(
        (hidden_words(part, request.notes.text) for part in parts if part.name in subject.parts),
        default=0,
    )
    if not count:
        return ()
    return (
        message(
            "Fused answer",
            "Words of the text that were not read, since they tell of the outcome itself: {count}.",
            count=count,
        ),
    )
