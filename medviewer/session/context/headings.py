"""Which part of the notes a heading of a letter, a report or a request speaks of, in five languages."""

from enum import StrEnum

from medviewer.domain.folded_text import folded


class NotesPart(StrEnum):
    """A field of `ClinicalNotes`."""

    HISTORY = "history"
    SYMPTOMS = "symptoms"
    VALUES = "values"


HEADINGS: dict[NotesPart, tuple[str, ...]] = {
    NotesPart.HISTORY: (
        *("history", "clinical history", "medical history", "past medical history", "past history"),
        *("patient history", "anamnesis", "clinical information", "clinical details", "background"),
        *("clinical data", "indication", "indications", "reason for examination", "reason"),
        *("reason for study", "reason for exam", "reason for referral", "clinical question"),
        *("question", "request", "medication", "medications", "current medication", "allergies"),
        *("diagnosis", "diagnoses", "comorbidities", "risk factors", "social history"),
        *("family history", "surgical history", "previous operations"),
        *("antecedentes", "antecedentes personales", "historia", "historia clínica", "anamnesis"),
        *("datos clínicos", "información clínica", "motivo de la exploración", "indicación"),
        *("diagnóstico", "diagnósticos", "medicación", "tratamiento", "alergias", "petición"),
        *(
            "病史",
            "既往史",
            "现病史",
            "個人史",
            "个人史",
            "家族史",
            "过敏史",
            "临床资料",
            "临床信息",
        ),
        *("临床诊断", "诊断", "检查目的", "申请目的", "检查申请", "用药", "手术史"),
        *("anamnese", "vorgeschichte", "fragestellung", "klinische angaben", "indikation"),
        *("vorerkrankungen", "diagnose", "diagnosen", "medikation", "allergien"),
        *("antécédents", "renseignements cliniques", "indication clinique", "histoire", "motif"),
    ),
    NotesPart.SYMPTOMS: (
        *("symptoms", "symptom", "symptoms and signs", "signs and symptoms", "complaints"),
        *("presenting complaint", "chief complaint", "complaint", "presentation"),
        *("history of present illness", "present illness", "patient presentation", "examination"),
        *("physical examination", "clinical findings", "vital signs"),
        *("síntomas", "signos y síntomas", "motivo de consulta", "enfermedad actual"),
        *("exploración física", "clínica"),
        *("症状", "主诉", "症状与体征", "症状体征", "体征", "体格检查", "查体"),
        *("beschwerden", "symptome", "aktuelle beschwerden", "körperlicher befund"),
        *("symptômes", "plaintes", "examen clinique"),
    ),
    NotesPart.VALUES: (
        *("laboratory", "laboratory values", "laboratory results", "lab", "labs", "lab values"),
        *("lab results", "blood tests", "blood results", "values", "results"),
        *("laboratorio", "analítica", "analítica de sangre", "pruebas de laboratorio"),
        *("检验", "化验", "实验室检查", "检验结果", "化验结果", "辅助检查", "实验室"),
        *("labor", "laborwerte", "laborbefunde", "laboratoire", "biologie"),
    ),
}
LONGEST_HEADING = 60  # characters; what is longer is a sentence
_PART_OF = {folded(name): part for part, names in HEADINGS.items() for name in names}


def part_of(heading: str) -> NotesPart | None:
    """None for a heading that is not known."""
    if len(heading) > LONGEST_HEADING:
        return None
    return _PART_OF.get(folded(heading.strip().strip("#*:：.-【】[]<> \t")))
