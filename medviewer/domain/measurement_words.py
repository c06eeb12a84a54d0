"""How a measurement is told, beside its drawing, in the list and in the report: one formatter for all."""

from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.quantity import Measured, QuantityKind
from medviewer.words import Message, message

KIND_NAMES = {
    MeasurementKind.LENGTH: message("Measurement", "Length"),
    MeasurementKind.ANGLE: message("Measurement", "Angle"),
    MeasurementKind.COBB: message("Measurement", "Cobb angle"),
    MeasurementKind.BIDIRECTIONAL: message("Measurement", "Long and short axis"),
    MeasurementKind.RECTANGLE: message("Measurement", "Rectangle"),
    MeasurementKind.ELLIPSE: message("Measurement", "Ellipse"),
    MeasurementKind.POLYGON: message("Measurement", "Polygon"),
    MeasurementKind.FREEHAND: message("Measurement", "Freehand region"),
    MeasurementKind.PROBE: message("Measurement", "Point value"),
    MeasurementKind.TEXT: message("Measurement", "Text"),
    MeasurementKind.ARROW: message("Measurement", "Arrow"),
}
Q = QuantityKind


def lines_beside(measurement: Measurement, measured: Measured) -> tuple[Message | str, ...]:
    """The lines that stand beside a drawing: the reader's words, the numbers, and what is missing why."""
    label = (measurement.label,) if measurement.label else ()
    notes = (measured.note,) if measured.note is not None else ()
    reformat = not measurement.image.sop_instance_uid and measurement.image.plane is not None
    told = number_lines(measured)
    if reformat and told:  # interpolated pixels: as good as the reformat
        told = (*told, message("Measurement", "MPR"))
    return (*label, *told, *notes)


def number_lines(measured: Measured) -> tuple[Message, ...]:
    """The numbers, grouped as a reader takes them in."""
    lines = [_axes(measured), _single(measured), _mean(measured), _range(measured), _area(measured)]
    return tuple(line for line in lines if line is not None)


def in_one_line(measured: Measured) -> Message:
    """All numbers, for a table's cell; the note where there are none."""
    lines = number_lines(measured)
    if not lines:
        return measured.note or message("Measurement", "–")
    told = lines[0]
    for line in lines[1:]:
        told = message("Measurement", "{first}; {rest}", first=told, rest=line)
    return told


def _axes(measured: Measured) -> Message | None:
    long, short = measured.find(Q.LONG_AXIS), measured.find(Q.SHORT_AXIS)
    if long is not None and short is not None:
        return message("Measurement", "{long} × {short}", long=long.text, short=short.text)
    across, down = measured.find(Q.ACROSS), measured.find(Q.DOWN)
    if across is not None and down is not None:
        return message("Measurement", "→ {across}  ↓ {down}", across=across.text, down=down.text)
    return None


def _single(measured: Measured) -> Message | None:
    for kind in (Q.LENGTH, Q.ANGLE, Q.VALUE):
        found = measured.find(kind)
        if found is not None:
            return found.text
    return None


def _mean(measured: Measured) -> Message | None:
    mean, sd = measured.find(Q.MEAN), measured.find(Q.SD)
    if mean is None or sd is None:
        return None
    return message("Measurement", "Mean {mean}  SD {sd}", mean=mean.text, sd=sd.number)


def _range(measured: Measured) -> Message | None:
    low, high = measured.find(Q.MINIMUM), measured.find(Q.MAXIMUM)
    if low is None or high is None:
        return None
    return message("Measurement", "Min {low}  Max {high}", low=low.number, high=high.number)


def _area(measured: Measured) -> Message | None:
    area, count = measured.find(Q.AREA), measured.find(Q.COUNT)
    if area is not None and count is not None:
        return message("Measurement", "Area {area}  n {count}", area=area.text, count=count.number)
    if area is not None:
        return message("Measurement", "Area {area}", area=area.text)
    return message("Measurement", "n {count}", count=count.number) if count is not None else None
