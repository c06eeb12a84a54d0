"""The report template a reader used last for each modality, kept as one line: `CT=ct_chest MR=mr_brain`."""

import re

ENTRY = re.compile(r"([A-Z]{2,16})=([\w.-]{1,120})")


def remembered_template(line: str, modality: str) -> str:
    """Its id; "" where nothing is remembered."""
    return _parsed(line).get(modality, "")


def with_template(line: str, modality: str, template_id: str) -> str:
    """The line with this modality remembered anew; "" forgets it."""
    known = {**_parsed(line), modality: template_id}
    told = [f"{m}={t}" for m, t in sorted(known.items()) if ENTRY.fullmatch(f"{m}={t}")]
    return " ".join(told)


def _parsed(line: str) -> dict[str, str]:
    """Whatever is no entry is passed over: readers edit settings by hand."""
    found = (ENTRY.fullmatch(part) for part in line.split())
    return {match[1]: match[2] for match in found if match}
