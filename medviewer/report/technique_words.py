"""How a series was made, in words a report uses: only what its headers state."""

from collections.abc import Iterator

from medviewer.domain.significant_digits import significant
from medviewer.domain.study import FrameSource, Series
from medviewer.report.attributes import plain
from medviewer.words import Message, message

KINDS = {
    "CT": message("Technique", "CT"),
    "MR": message("Technique", "MR"),
    "CR": message("Technique", "Radiograph"),
    "DX": message("Technique", "Radiograph"),
    "RG": message("Technique", "Radiograph"),
    "MG": message("Technique", "Mammogram"),
    "US": message("Technique", "Ultrasound"),
    "PT": message("Technique", "PET"),
    "NM": message("Technique", "Scintigraphy"),
    "XA": message("Technique", "Angiography"),
    "RF": message("Technique", "Fluoroscopy"),
}


def kind_words(modality: str) -> Message:
    """What an examination of that modality is called; the code itself where nobody gave it a name."""
    return KINDS.get(modality) or message("Technique", "{code}", code=plain(modality)[:16] or "–")


def technique_parts(series: Series, frame: FrameSource) -> Iterator[Message | str]:
    """Each fact by itself: tube or magnet, slices, kernel, contrast agent."""
    if series.modality == "MR":
        yield from _sequence(frame)
    else:
        yield from _tube(frame)
    thickness = frame.instance.slice_thickness_mm
    if thickness:
        text = significant(thickness, 3)
        yield message("Technique", "slices of {thickness} mm", thickness=text)
    if series.convolution_kernel:
        yield message("Report", "kernel {kernel}", kernel=plain(series.convolution_kernel)[:64])
    if series.contrast_bolus_agent:
        agent = plain(series.contrast_bolus_agent)[:64]
        yield message("Report", "contrast agent {agent}", agent=agent)


def _tube(frame: FrameSource) -> Iterator[str]:
    technique = frame.instance.technique
    if technique.kilovolts:
        yield f"{technique.kilovolts:.0f} kV"
    if frame.instance.exposure_mas:
        yield f"{significant(frame.instance.exposure_mas, 3)} mAs"


def _sequence(frame: FrameSource) -> Iterator[str]:
    technique = frame.instance.technique
    if technique.field_strength_t:
        yield f"{significant(technique.field_strength_t, 3)} T"
    times = (
        ("TR", technique.repetition_time_ms),
        ("TE", frame.acquisition.echo_time_ms or technique.echo_time_ms),
        ("TI", technique.inversion_time_ms),
    )
    yield from (f"{name} {significant(time, 4)} ms" for name, time in times if time)
    if technique.flip_angle_degrees:
        yield f"FA {technique.flip_angle_degrees:.0f}°"
    if frame.acquisition.b_value:
        yield f"b {frame.acquisition.b_value:.0f} s/mm²"
