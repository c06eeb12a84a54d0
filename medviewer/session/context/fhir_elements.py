"""Elements of FHIR JSON, read as leniently as they are written: R4, R4B and R5, whole or half.

Nothing here trusts a type: whatever is not what the standard says is as if it were not there.
"""

import math
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from medviewer.domain.clinical_notes import LabValue
from medviewer.session.context.lab_lines import LONGEST_NAME, LONGEST_STATED, LONGEST_UNIT
from medviewer.session.context.moments import moment_in
from medviewer.session.context.text_cleaning import cleaned

Json = object  # as `json.loads` gives it
Resource = Mapping[str, Json]
LOINC = "http://loinc.org"
LONGEST_WORDS = 4000  # of one element


def record(value: Json) -> Resource:
    """An object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def records(value: Json) -> list[Resource]:
    """The objects of a list; one that stands alone counts as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def words(value: Json, longest: int = LONGEST_WORDS) -> str:
    """A text, fit to be shown."""
    return cleaned(value, longest).text.strip() if isinstance(value, str) else ""


def concept(value: Json) -> str:
    """The words of a CodeableConcept, of R5's CodeableReference, of a Coding; its code where it has none."""
    whole = record(value)
    inner = record(whole.get("concept")) or whole
    told = words(inner.get("text")) or words(inner.get("display"))
    for coding in records(inner.get("coding")):
        told = told or words(coding.get("display"))
    for coding in (*records(inner.get("coding")), inner):
        told = told or words(coding.get("code"))
    return told or words(record(whole.get("reference")).get("display"))


def has_code(value: Json, *codes: str) -> bool:
    """Whether a CodeableConcept bears one of these codes, whatever the system."""
    codings = records(record(value).get("coding"))
    return any(coding.get("code") in codes for coding in codings)


def loinc(value: Json) -> str:
    """The LOINC code of a CodeableConcept; "" where it has none."""
    for coding in records(record(value).get("coding")):
        code = words(coding.get("code"), 20)
        if coding.get("system") in (LOINC, "urn:oid:2.16.840.1.113883.6.1") and code:
            return code
    return ""


def notes(value: Json) -> list[str]:
    """The texts of Annotations."""
    return [text for each in records(value) if (text := words(each.get("text")))]


def moment(resource: Resource) -> str:
    """When an observation holds, as DICOM writes it; what was observed last, of a period."""
    period = record(resource.get("effectivePeriod"))
    found = (
        *(resource.get(name) for name in ("effectiveDateTime", "effectiveInstant")),
        *(period.get("end"), period.get("start"), resource.get("issued")),
    )
    return next((at for each in found if (at := _dicom(words(each, 40)))), "")


def value_of(name: str, holder: Resource, code: str, at: str) -> LabValue | None:
    """The value[x] of an Observation or one of its components; None where it states none."""
    quantity = record(holder.get("valueQuantity"))
    number, unit = _number(quantity.get("value")), words(quantity.get("unit"), LONGEST_UNIT)
    unit = unit or words(quantity.get("code"), LONGEST_UNIT)
    bound = words(quantity.get("comparator"), 2)
    if number is not None and not bound:
        return LabValue(name[:LONGEST_NAME], number, unit, "", code, at)
    if number is not None:
        return LabValue(name[:LONGEST_NAME], None, unit, f"{bound}{number:g}", code, at)
    stated = _stated(holder)
    return LabValue(name[:LONGEST_NAME], None, "", stated, code, at) if stated else None


def _stated(holder: Resource) -> str:
    """A value that is no quantity, in words."""
    for name in ("valueString", "valueDateTime", "valueTime"):
        if text := words(holder.get(name), LONGEST_STATED):
            return text
    if text := concept(holder.get("valueCodeableConcept")):
        return text[:LONGEST_STATED]
    truth, whole = holder.get("valueBoolean"), _number(holder.get("valueInteger"))
    if isinstance(truth, bool):
        return "yes" if truth else "no"
    if whole is not None:
        return f"{whole:g}"
    return _span(record(holder.get("valueRange")), "low", "high") or _span(
        record(holder.get("valueRatio")), "numerator", "denominator"
    )


def _span(holder: Resource, first: str, last: str) -> str:
    ends = [record(holder.get(name)) for name in (first, last)]
    numbers = [_number(end.get("value")) for end in ends]
    if None in numbers:
        return ""
    sign = "–" if first == "low" else ":"
    unit = words(ends[-1].get("unit"), LONGEST_UNIT)
    return f"{sign.join(f'{n:g}' for n in numbers)} {unit}".strip()


def _number(value: Json) -> float | None:
    """A finite number; FHIR servers send decimals as strings, too."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", value.strip()):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _dicom(iso: str) -> str:
    """FHIR's dateTime; a year or a month alone stays one."""
    part = re.fullmatch(r"(\d{4})(?:-(\d\d))?", iso)
    return "".join(filter(None, part.groups())) if part else moment_in(iso)


def narrative(value: Json) -> str:
    """The plain text of a Narrative's XHTML; markup is dropped, never run."""
    div = record(value).get("div")
    if not isinstance(div, str):
        return ""
    parser = _PlainText()
    parser.feed(div[: 20 * LONGEST_WORDS])
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return words("\n".join(line for line in lines if line))


class _PlainText(HTMLParser):
    """Keeps the words of XHTML, one line a block."""

    BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol"})
    HIDDEN = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("  ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self.HIDDEN and self._hidden > 0
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def every_resource(root: Json, most: int) -> Iterator[Resource]:
    """Of a Bundle, a list or one resource: each with what it contains, `most` at most."""
    waiting, count = [root], 0
    while waiting and count < most:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here))
            continue
        resource = record(here)
        if resource.get("resourceType") == "Bundle":
            waiting.extend(reversed([e.get("resource") for e in records(resource.get("entry"))]))
        elif isinstance(resource.get("resourceType"), str):
            count += 1
            waiting.extend(reversed(records(resource.get("contained"))))
            yield resource
