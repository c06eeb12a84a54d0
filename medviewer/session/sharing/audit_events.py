"""What goes into the audit trail, made from what happened. No Qt: the command line writes it, too."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from medviewer.domain.audit import AuditEvent, AuditKind, Fact
from medviewer.domain.finding import Finding, Review
from medviewer.domain.model_card import AnalysisResult, ModelCard
from medviewer.domain.reading_mode import ChangeAfterAI, FirstRead
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Patient, Study
from medviewer.session.ai.operating_points import stated

PATIENT = "[patient]"
SHORTEST_PART = 2  # letters of a name; one letter stands in every sentence
PLACES = 4  # of a score


def analysis_event(result: AnalysisResult, study: Study | None, reader: str = "") -> AuditEvent:
    """What a model was asked and how it ended: model, weights, parameters, device; not what it found."""
    card, request = result.card, result.request
    facts: dict[str, Fact] = {
        **model_facts(card),
        "outcome": result.status.value,
        "series_instance_uid": request.series_instance_uid,
        "device": result.device,
        "device_asked_for": request.device,
        "findings": len(result.findings),
        "findings_stated": len(stated(result).findings),
        "operating_point": card.usual_point,
        "thresholds": " ".join(
            f"{label}={card.threshold_of(label, card.usual_point):g}" for label in card.labels
        ),
        "notes": " ".join(str(note) for note in (*result.warnings, *result.notes)),
    }
    if result.reason is not None:
        facts["reason"] = str(result.reason)
    if request.override:
        facts["override"] = without_patient(request.override, study)
    event = event_of(study, AuditKind.ANALYSIS, reader, facts)
    return replace(event, study_instance_uid=request.study_instance_uid.partition("~")[0])


def model_facts(card: ModelCard) -> dict[str, Fact]:
    return {
        "model_id": card.model_id,
        "model_version": card.version,
        "weights_sha256": card.weights_sha256,
    }


def decision_event(review: Review, finding: Finding | None, study: Study | None) -> AuditEvent:
    """A decision as it stands now; of an edit what is different, not where."""
    facts: dict[str, Fact] = {"decision": review.state.value, "decided_at": review.decided_at}
    if review.reason is not None:
        facts["reason"] = review.reason.value
    if finding is not None:
        facts |= _finding_facts(finding)
        if review.revised is not None:
            facts["edited"] = " ".join(changed_fields(finding, review.revised))
    standing = "|".join((review.state, review.decided_at, review.reason or "", review.reader))
    return event_of(
        study,
        AuditKind.DECISION,
        review.reader,
        facts,
        subject=review.finding_id,
        standing=standing,
    )


def changed_fields(proposed: Finding, revised: Finding) -> Iterator[str]:
    """Names of what a reader changed."""
    for name in ("label", "name", "site", "box_voxel", "outlines", "diameter_mm"):
        if getattr(proposed, name) != getattr(revised, name):
            yield name


def own_finding_event(done: str, finding: Finding, study: Study | None) -> AuditEvent:
    """A finding that the models missed and a reader added, changed or removed."""
    made_by = finding.provenance
    facts = {"decision": done, **_finding_facts(finding)}
    # As it was last touched: read again with its study, a changed finding is no added one.
    standing = made_by.analysed_at if done != "removed" else f"{done}|{made_by.analysed_at}"
    subject = finding.finding_id
    return event_of(
        study, AuditKind.DECISION, made_by.reader, facts, subject=subject, standing=standing
    )


def mode_event(mode: str, study: Study | None, reader: str) -> AuditEvent:
    """When the reader sees the AI, from now on."""
    return event_of(study, AuditKind.READING_MODE, reader, {"mode": mode})


def first_read_event(first: FirstRead, study: Study | None) -> AuditEvent:
    """The first read was locked; the AI is seen from here on."""
    facts: dict[str, Fact] = {
        "first_read_locked_at": first.locked_at,
        "findings": len(first.findings),
        "measurements": first.measurement_count,
        "segments": first.segment_count,
        "is_independent": first.is_independent,
        "sha256": first.sha256,
    }
    standing = f"{first.locked_at}|{first.sha256}"
    return event_of(
        study,
        AuditKind.READING_MODE,
        first.reader,
        facts,
        subject="first read",
        standing=standing,
    )


def change_event(change: ChangeAfterAI, study: Study | None, reader: str) -> AuditEvent:
    """Something changed after the AI was seen: what, not how it reads; texts may name the patient."""
    facts: dict[str, Fact] = {"changed_after_ai": str(change.what), "at": change.changed_at}
    return event_of(
        study,
        AuditKind.DECISION,
        reader,
        facts,
        subject=f"after AI: {change.item_id}",
        standing=change.changed_at,
    )


def sign_off_event(sign_off: SignOff, study: Study | None, sha256: str = "") -> AuditEvent:
    """A signature, of an amended version with its reason; `sha256` is of what was signed."""
    facts: dict[str, Fact] = {
        "version": sign_off.version,
        "signed_at": sign_off.signed_at,
        "organization": sign_off.organization,
        "sha256": sha256,
    }
    if sign_off.amendment:
        facts["amendment"] = without_patient(sign_off.amendment, study)
    standing = f"{sign_off.signed_at}|{sign_off.reader}|{sha256}"
    subject = f"version {sign_off.version}"
    return event_of(
        study, AuditKind.SIGN_OFF, sign_off.reader, facts, subject=subject, standing=standing
    )


def amending_event(reason: str, study: Study | None) -> AuditEvent:
    """A signed report was opened for changes."""
    told = without_patient(reason, study)
    facts: dict[str, Fact] = {"amendment_begun": told}
    return event_of(study, AuditKind.SIGN_OFF, "", facts, subject="amendment", standing=told)


def export_event(
    study: Study | None, kinds: Iterable[str], file_count: int, reader: str = "", **facts: Fact
) -> AuditEvent:
    """What left the program. The place is not told: folders are often named after patients."""
    told = {"kinds": " ".join(sorted(kinds)), "files": file_count, **facts}
    return event_of(study, AuditKind.EXPORT, reader, told)


def deidentification_event(facts: Mapping[str, Fact], reader: str = "") -> AuditEvent:
    """A run over any number of studies: options and counts; it is about no single study."""
    return AuditEvent(AuditKind.DEIDENTIFICATION, reader=reader, facts=dict(facts))


def erasing_event(study_count: int, reader: str = "") -> AuditEvent:
    """That traces were erased, and of how many studies: not of which."""
    return AuditEvent(AuditKind.ERASING, reader=reader, facts={"studies": study_count})


def without_patient(text: str, study: Study | None) -> str:
    """A reader's own words with the patient's name, ID and birth date taken out."""
    if study is None:
        return text
    for word in sorted(patient_words(study.patient), key=len, reverse=True):
        text = re.sub(re.escape(word), PATIENT, text, flags=re.IGNORECASE)
    return text


def patient_words(patient: Patient) -> frozenset[str]:
    """What names a patient: every part of the name, the ID, the birth date as stored and with dashes."""
    names = re.split(r"[\s^=,]+", f"{patient.patient_name} {patient.person_name}")
    day = patient.birth_date
    found = {*names, patient.patient_id.strip(), day, f"{day[:4]}-{day[4:6]}-{day[6:]}"}
    return frozenset(word for word in found if len(word.strip("-")) >= SHORTEST_PART)


def _finding_facts(finding: Finding) -> dict[str, Fact]:
    made_by = finding.provenance
    return {
        "label": finding.label,
        "score": round(finding.confidence, PLACES),
        "model_id": made_by.model_id,
        "model_version": made_by.model_version,
        "weights_sha256": made_by.weights_sha256,
        "series_instance_uid": made_by.series_instance_uid,
    }


def event_of(
    study: Study | None,
    kind: AuditKind,
    reader: str,
    facts: Mapping[str, Fact],
    *,
    subject: str = "",
    standing: str = "",
) -> AuditEvent:
    return AuditEvent(
        kind,
        study.study_instance_uid if study is not None else "",
        study.patient.patient_id if study is not None else "",
        reader.strip(),
        subject=subject,
        standing=standing,
        facts=facts,
    )
