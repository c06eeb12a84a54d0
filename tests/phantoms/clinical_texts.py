"""Made clinical cases whose labels can be read off their words, in English and Spanish."""

import numpy as np

from medviewer.ai.training.text.cases import LabelMark, TextCase

SIGNS = {
    "J18.9": {"en": "lobar pneumonia", "es": "neumonía lobar"},
    "I10": {"en": "arterial hypertension", "es": "hipertensión arterial"},
    "N20.0": {"en": "renal stones", "es": "litiasis renal"},
    "R50.9": {"en": "high fever", "es": "fiebre alta"},
}
FILLING = {
    "en": "the patient was seen in our clinic and the examination was repeated after some days",
    "es": "el paciente fue visto en nuestra consulta y la prueba se repitió tras unos días",
}


def made_cases(count: int, languages: tuple[str, ...] = ("en",), seed: int = 0) -> list[TextCase]:
    """`count` groups, each with every language; one or two labels each, their words marked."""
    random = np.random.default_rng(seed)
    cases = []
    for number in range(count):
        labels = tuple(
            str(each) for each in random.choice(sorted(SIGNS), random.integers(1, 3), replace=False)
        )
        cases += [_case(f"case-{number}", labels, each, random) for each in languages]
    return cases


def _case(
    group: str, labels: tuple[str, ...], language: str, random: np.random.Generator
) -> TextCase:
    text, marks = "", []
    for label in labels:
        text += " ".join(random.permutation(FILLING[language].split())[:8]) + " "
        start = len(text)
        text += SIGNS[label][language] + ". "
        marks.append(LabelMark(label, ((start, start + len(SIGNS[label][language])),)))
    return TextCase(group, text, language, labels, tuple(marks))
