"""What a reader wants to know of how an image was made, by modality, in as few lines as possible."""

from collections.abc import Iterator

from medviewer.domain.significant_digits import significant
from medviewer.domain.study import FrameSource, Series
from medviewer.domain.technique import SIDES, Technique
from medviewer.words import Message, message

X_RAYS = frozenset({"CT", "CR", "DX", "MG", "XA", "RF", "IO", "PX", "RG"})
# Where the image itself does not tell what it shows.
NAMED_REGIONS = frozenset({"US", "IVUS", "XC", "ES", "OP", "GM", "SM"})


def side_and_view(series: Series, frame: FrameSource) -> Iterator[Message | str]:
    """`left MLO`: of the image, else of the series."""
    technique = frame.instance.technique
    side = SIDES.get(technique.laterality or series.laterality)
    view = technique.view_position
    if side is not None and view:
        yield message("Canvas", "{side} {view}", side=side, view=view)
    elif side is not None or view:
        yield side or view


def technique_lines(series: Series, frame: FrameSource) -> Iterator[Message | str]:
    """Region, tube or magnet, and the times of a sequence."""
    technique = frame.instance.technique
    if series.modality in NAMED_REGIONS:
        yield technique.anatomic_region
    if series.modality in X_RAYS:
        yield _tube(technique.kilovolts, frame.instance.exposure_mas)
    if series.modality == "MR":
        yield from _sequence(technique, frame.acquisition.echo_time_ms or technique.echo_time_ms)


def _tube(kilovolts: float | None, exposure_mas: float | None) -> str:
    parts = (
        f"{kilovolts:.0f} kV" if kilovolts else "",
        f"{significant(exposure_mas, 3)} mAs" if exposure_mas else "",
    )
    return "  ".join(part for part in parts if part)


def _sequence(technique: Technique, echo_time_ms: float | None) -> Iterator[str]:
    times = (
        ("TR", technique.repetition_time_ms),
        ("TE", echo_time_ms),
        ("TI", technique.inversion_time_ms),
    )
    stated = "  ".join(f"{name} {significant(time_ms, 4)}" for name, time_ms in times if time_ms)
    yield f"{stated} ms" if stated else ""
    parts = (
        f"{significant(technique.field_strength_t, 3)} T" if technique.field_strength_t else "",
        f"FA {technique.flip_angle_degrees:.0f}°" if technique.flip_angle_degrees else "",
    )
    yield "  ".join(part for part in parts if part)
