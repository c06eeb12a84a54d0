"""Answers of models as the journal keeps them, and as result sets again: shown anew without being computed.

An answer comes back only where the very model is still there: the same weights, under the same card. What
another one would say is for that one to say.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, ModelCard, SharedArray
from medviewer.session.ai.result_sets import ResultSet

NO_PIXELS = SharedArray("", (), "")
SHARED = frozenset(f.name for f in fields(AnalysisResult)) & {f.name for f in fields(KeptAnswer)}


def kept_answers(sets: Iterable[ResultSet]) -> tuple[KeptAnswer, ...]:
    """What is to be kept of result sets; a refusal is found again in no time."""
    answered = (each for each in sets if each.result.status is not AnalysisStatus.REFUSED)
    return tuple(_kept(each) for each in answered)


def is_known(kept: KeptAnswer, catalog: Iterable[ModelCard]) -> bool:
    """Whether the model that said so is still there."""
    return _card(kept, catalog) is not None


def result_sets(
    kept: Iterable[KeptAnswer], catalog: tuple[ModelCard, ...], study_key: str
) -> tuple[ResultSet, ...]:
    """Those of models that are still there, about the study as it is called now."""
    found = ((each, _card(each, catalog)) for each in kept)
    return tuple(_again(each, card, study_key) for each, card in found if card is not None)


def _kept(shown: ResultSet) -> KeptAnswer:
    result = shown.result
    same: dict[str, Any] = {name: getattr(result, name) for name in SHARED}
    same["request"] = replace(result.request, volume=NO_PIXELS, geometry=None, planes=(), curves=())
    return KeptAnswer(
        set_id=shown.set_id,
        model_id=result.card.model_id,
        model_version=result.card.version,
        weights_sha256=result.card.weights_sha256,
        number=shown.number,
        finished_at=shown.finished_at,
        is_shown=shown.is_shown,
        **same,
    )


def _again(kept: KeptAnswer, card: ModelCard, study_key: str) -> ResultSet:
    same: dict[str, Any] = {name: getattr(kept, name) for name in SHARED}
    same["request"] = replace(kept.request, study_instance_uid=study_key)
    same["scores"], same["timings_s"] = dict(kept.scores), dict(kept.timings_s)
    result = AnalysisResult(card=card, **same)
    return ResultSet(result, kept.number, kept.finished_at, kept.is_shown, kept.set_id)


def _card(kept: KeptAnswer, catalog: Iterable[ModelCard]) -> ModelCard | None:
    wanted = (kept.model_id, kept.model_version, kept.weights_sha256)
    cards = (c for c in catalog if (c.model_id, c.version, c.weights_sha256) == wanted)
    return next(cards, None)
