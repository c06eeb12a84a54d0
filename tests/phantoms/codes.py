"""Codes as a model, a search and a reader propose them."""

from dataclasses import replace

from medviewer.domain.code import Code
from medviewer.domain.coding import (
    ICD10_CM,
    CodeDecision,
    CodeOrigin,
    CodeSuggestion,
    EvidenceSpan,
    ReportCode,
)

PNEUMONIA = Code("J18.9", ICD10_CM, "Pneumonia, unspecified organism")
EFFUSION = Code("J90", ICD10_CM, "Pleural effusion, not elsewhere classified")
NODULE = Code("R91.1", ICD10_CM, "Solitary pulmonary nodule")
LONG_MEANING = Code(
    "O9A.212",
    ICD10_CM,
    "Injury, poisoning and certain other consequences of external causes complicating pregnancy, second "
    "trimester",
)
DECIDED_AT = "2026-03-04T15:07:08+00:00"


def suggestion(code: Code, score: float = 0.8, *spans: tuple[int, int]) -> CodeSuggestion:
    """Of a model, with tested evidence at these places."""
    evidence = tuple(EvidenceSpan(*span, 1.0) for span in spans)
    return CodeSuggestion(code, score, CodeOrigin.MODEL, evidence, is_evidence_tested=True)


def report_code(code: Code, **changes: object) -> ReportCode:
    return ReportCode(suggestion(code), model="icd10_coding 1.0.0", **changes)  # type: ignore[arg-type]


def every_kind(reader: str) -> tuple[ReportCode, ...]:
    """Accepted ones of a model and of the reader, a rejected one found by its words, an undecided one."""
    found = CodeSuggestion(EFFUSION, 0.5, CodeOrigin.LEXICAL)
    chosen = CodeSuggestion(NODULE, 1.0, CodeOrigin.READER)
    proposed = report_code(LONG_MEANING, words=("=injury",))
    return (
        _decided(proposed, CodeDecision.ACCEPTED, reader),
        _decided(ReportCode(chosen), CodeDecision.ACCEPTED, reader),
        _decided(ReportCode(found, model="icd10_coding 1.0.0"), CodeDecision.REJECTED, reader),
        report_code(PNEUMONIA),
    )


def _decided(code: ReportCode, decision: CodeDecision, reader: str) -> ReportCode:
    return replace(code, decision=decision, decided_at=DECIDED_AT, reader=reader)
