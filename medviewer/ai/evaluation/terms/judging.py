"""Asks every subject of a system of terms about every string of a split."""

from collections.abc import Callable, Sequence

import numpy as np

from medviewer.ai.evaluation.terms.term_figures import RankedString, term_figures
from medviewer.ai.runtime.terms.term_ranking import TermRanking
from medviewer.ai.text.diagnosis_strings import levelled
from medviewer.ai.text.term_candidates import Candidates
from medviewer.ai.training.terms.choosing import said
from medviewer.ai.training.text.readers.chip_cdn import Diagnosis
from medviewer.domain.model_trust import Interval

UNKNOWN_TERM = -1
StepSink = Callable[[int, int], None]


def judge_terms(
    ranking: TermRanking,
    diagnoses: Sequence[Diagnosis],
    report: StepSink = lambda done, of: None,
) -> dict[str, dict[str, Interval]]:
    """Each subject's figures on the same strings."""
    answers: dict[str, list[RankedString]] = {name: [] for name in ranking.names}
    for done, each in enumerate(diagnoses, start=1):
        candidates = ranking.book.candidates(each.text)
        truth = tuple(ranking.book.places.get(term, UNKNOWN_TERM) for term in each.terms)
        for name, found in answers.items():
            found.append(_ranked(ranking, name, each.text, candidates, truth))
        report(done, len(diagnoses))
    _, groups = np.unique([levelled(each.text) for each in diagnoses], return_inverse=True)
    return {name: term_figures(found, groups.astype(np.int64)) for name, found in answers.items()}


def _ranked(
    ranking: TermRanking, name: str, text: str, candidates: Candidates, truth: tuple[int, ...]
) -> RankedString:
    scores = ranking.scores(name, text, candidates)
    order = np.argsort(-scores, kind="stable")
    chosen = int(said(scores, ranking.subject(name).threshold).sum())
    return RankedString(tuple(map(int, candidates.terms[order])), chosen, truth)
