"""Puts Hebrew and Arabic into the order and the shapes in which they are drawn.

Qt and browsers do that by themselves; what draws letter by letter from the left (PDF, pictures) does not.
This is the Unicode bidirectional algorithm (UAX #9) as far as one line of names and descriptions needs it:
runs of one direction, no embeddings. Arabic letters take their joined shapes from the presentation forms.
"""

import unicodedata
from functools import cache

RIGHT_TO_LEFT = ("R", "AL")
LEFT_TO_RIGHT = ("L", "EN", "AN")  # numbers keep their order in any text
MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")
PRESENTATION_FORMS = range(0xFE70, 0xFEFD)  # Arabic Presentation Forms-B
JOINED_SHAPES = frozenset(map(chr, PRESENTATION_FORMS))
LAM = "\u0644"


def in_visual_order(text: str) -> str:
    """The line as it is drawn from left to right; text without Hebrew or Arabic stays as it is."""
    if not any(_direction(letter) in RIGHT_TO_LEFT for letter in text):
        return text
    clusters = _clusters(_joined(text))
    directions = [_direction(cluster[0]) for cluster in clusters]
    is_base_rtl = next(one for one in directions if one in (*RIGHT_TO_LEFT, "L")) in RIGHT_TO_LEFT
    levels = _levels(directions, is_base_rtl=is_base_rtl)
    runs: list[tuple[bool, list[str]]] = []
    for cluster, is_rtl in zip(clusters, levels, strict=True):
        if not runs or runs[-1][0] != is_rtl:
            runs.append((is_rtl, []))
        runs[-1][1].append(cluster)
    drawn = [_drawn(letters) if is_rtl else "".join(letters) for is_rtl, letters in runs]
    return "".join(reversed(drawn) if is_base_rtl else drawn)


def _direction(letter: str) -> str:
    return unicodedata.bidirectional(letter)


def _drawn(letters: list[str]) -> str:
    return "".join(reversed(letters)).translate(MIRRORED)


def _clusters(text: str) -> list[str]:
    """Letters with the marks that stand on them."""
    clusters: list[str] = []
    for letter in text:
        if clusters and unicodedata.combining(letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def _levels(directions: list[str], *, is_base_rtl: bool) -> list[bool]:
    """Whether each letter runs to the left; without a direction of its own it goes with its neighbours.

    Where these differ, it goes with the line.
    """
    strong = [
        True if one in RIGHT_TO_LEFT else False if one in LEFT_TO_RIGHT else None
        for one in directions
    ]
    levels = []
    for place, is_rtl in enumerate(strong):
        if is_rtl is None:
            before = next((one for one in reversed(strong[:place]) if one is not None), is_base_rtl)
            after = next((one for one in strong[place:] if one is not None), is_base_rtl)
            is_rtl = before if before == after else is_base_rtl
        levels.append(is_rtl)
    return levels


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Presentation form by kind (isolated, initial, medial, final) for each letter or ligature."""
    shapes: dict[str, dict[str, str]] = {}
    for code in PRESENTATION_FORMS:
        kind, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.startswith("<") and letters:
            whole = "".join(chr(int(one, 16)) for one in letters.split())
            shapes.setdefault(whole, {})[kind.strip("<>")] = chr(code)
    return shapes


def _joined(text: str) -> str:
    """Arabic letters in the shape their neighbours give them."""
    units = _units(text)
    drawn = []
    for place, unit in enumerate(units):
        shapes = _shapes().get(unit)
        if shapes is None:
            drawn.append(unit)
            continue
        is_joined_before = _joins_on(_beside(units, place, -1)) and "final" in shapes
        is_joined_after = "initial" in shapes and _beside(units, place, 1) in _shapes()
        kinds = {
            (True, True): "medial",
            (True, False): "final",
            (False, True): "initial",
            (False, False): "isolated",
        }
        drawn.append(shapes.get(kinds[is_joined_before, is_joined_after], unit))
    return "".join(drawn)


def _units(text: str) -> list[str]:
    """Letters, with lam and a following alef as the ligature they must form."""
    units: list[str] = []
    for letter in text:
        if units and units[-1] == LAM and LAM + letter in _shapes():
            units[-1] += letter
        else:
            units.append(letter)
    return units


def _beside(units: list[str], place: int, step: int) -> str:
    """The neighbouring letter, marks passed over; "" at the end."""
    place += step
    while 0 <= place < len(units) and unicodedata.combining(units[place][0]):
        place += step
    return units[place] if 0 <= place < len(units) else ""


def _joins_on(unit: str) -> bool:
    """Whether a letter joins the one after it."""
    return "initial" in _shapes().get(unit, {})
