"""An object's facts as lines of a table: what is single on one line, what is several a line each."""

from collections.abc import Iterator, Mapping

MOST_LINES = 24  # of one list; `--json` has all
FEW = 3  # words that are told rather than counted
MOST_LETTERS = 160
CODE = {"value", "scheme", "meaning"}  # a coded concept, told by its meaning


def object_lines(facts: Mapping[str, object]) -> Iterator[str]:
    """Facts for people; empty ones are left out."""
    single = [f"{_key(k)} {_short(v)}" for k, v in facts.items() if _is_single(v)]
    if single:
        yield " · ".join(single)
    for key, value in facts.items():
        if isinstance(value, list) and value:
            yield from _list(_key(key), value)
        elif isinstance(value, dict) and value and not _is_single(value):
            yield f"{_key(key)}: {_pairs(value)}"


def _list(name: str, values: list[object]) -> Iterator[str]:
    if not any(isinstance(value, dict) for value in values):
        yield _cut(f"{name}: {', '.join(map(_short, values))}")
        return
    yield f"{name}: {len(values)}"
    for value in values[:MOST_LINES]:
        yield _cut(f"  {_pairs(value) if isinstance(value, dict) else _short(value)}")
    if len(values) > MOST_LINES:
        yield f"  … and {len(values) - MOST_LINES} more"


def _pairs(value: Mapping[str, object]) -> str:
    """`name Length, value 12.5, unit mm`; what is nested is counted, a few words are told."""
    told = [f"{_key(k)} {_short(v)}" for k, v in value.items() if _is_single(v)]
    for key, inner in value.items():
        if isinstance(inner, list) and inner:
            is_short = len(inner) <= FEW and all(map(_is_single, inner))
            words = f"{_key(key)} {' / '.join(map(_short, inner))}" if is_short else ""
            told.append(words or f"{len(inner)} {_key(key)}")
    return ", ".join(told)


def _is_single(value: object) -> bool:
    if isinstance(value, dict):
        return set(value) == CODE
    is_empty = value is None or value is False or value == ""
    return not is_empty and not isinstance(value, list | dict | tuple)


def _key(key: str) -> str:
    return key.replace("_", " ")


def _short(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.9g}"  # what was measured, short of float noise
    if isinstance(value, dict):
        value = value.get("meaning") or value.get("value") or ""
    return " ".join(str(value).split())


def _cut(line: str) -> str:
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1] + "…"
