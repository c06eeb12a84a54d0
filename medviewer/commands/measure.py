"""What is done with what was drawn, and marking key images."""

from collections.abc import Callable
from dataclasses import replace

from medviewer.commands.calibrating import image_shown
from medviewer.commands.command import Command, Context
from medviewer.commands.tools import MENU, can_draw
from medviewer.commands.view import has_image
from medviewer.domain.measurement import Measurement
from medviewer.domain.study import Study
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from medviewer.words import message


def has_selected(context: Context) -> bool:
    return context.session.annotations.value.selected is not None


def can_copy(context: Context) -> bool:
    shown = context.session.viewport.value.display_set
    return has_selected(context) and can_draw(context) and shown is not None and shown.count > 1


def has_measurements(context: Context) -> bool:
    study = context.session.viewport.value.study
    return study is not None and bool(context.session.annotations.value.of(study.key).measurements)


def add(context: Context, measurement: Measurement | None = None) -> None:
    """Keep what was drawn."""
    if measurement is not None:
        context.session.annotations.add(measurement)


def write(context: Context, measurement: Measurement | None = None) -> None:
    """Ask what to write where the reader clicked; nothing written leaves nothing behind."""
    if measurement is not None:
        context.prompts.ask_text(
            message("Measure", "Text"),
            message("Measure", "Text beside the drawing:"),
            "",
            lambda typed: add_labelled(context, measurement, typed),
        )


def add_labelled(context: Context, measurement: Measurement, text: str) -> None:
    if text.strip():
        context.session.annotations.add(replace(measurement, label=text.strip()))


def delete(context: Context, measurement_id: str = "") -> None:
    """Delete that measurement, or the selected one; Ctrl+Z brings it back."""
    annotations = context.session.annotations
    wanted = measurement_id or annotations.value.selected_id
    if annotations.value.find(wanted) is not None:
        annotations.remove(wanted)
        context.session.messages.note(message("Measure", "Deleted. Ctrl+Z brings it back."))


def delete_all(context: Context) -> None:
    study = context.session.viewport.value.study
    if study is not None:
        context.session.annotations.remove_all(study.key)
        context.session.messages.note(message("Measure", "Deleted. Ctrl+Z brings them back."))


def label(context: Context, measurement_id: str = "", text: str | None = None) -> None:
    """Give a measurement, or the selected one, the reader's own words; ask for them where none are given."""
    annotations = context.session.annotations
    found = annotations.value.find(measurement_id or annotations.value.selected_id)
    if found is None:
        return
    if text is not None:
        annotations.label(found.measurement_id, text)
        return
    context.prompts.ask_text(
        message("Measure", "Label"),
        message("Measure", "Text beside the drawing:"),
        found.label,
        lambda typed: annotations.label(found.measurement_id, typed),
    )


def select(context: Context, measurement_id: str = "") -> None:
    """Select a measurement and bring its image to the viewport."""
    session = context.session
    session.annotations.select(measurement_id)
    found = session.annotations.value.find(measurement_id)
    if found is None:
        return
    study, place = session.quantities.study_of(found), session.quantities.place_of(found)
    if study is None:
        return
    if place is None:
        show_on_planes(context, study, found)
        return
    session.planes.close()
    display_set, index = place
    shown = session.viewport.value.display_set
    if shown is None or shown.listed_id != display_set.listed_id:
        session.show(study, display_set)
    session.viewport.scroll_to(index)


def show_on_planes(context: Context, study: Study, found: Measurement) -> None:
    """Let the planes cross in the middle of what was drawn on one of them."""
    session = context.session
    display_set = study.find_display_set(found.image.display_set_id)
    if display_set is None or found.image.plane is None:
        return
    if session.viewport.value.display_set != display_set:
        session.planes.close()
        session.show(study, display_set)
    if not session.planes.mpr.value.is_open:
        session.planes.toggle()
    count = len(found.points)
    x, y, z = (sum(axis) / count for axis in zip(*found.points, strict=True))
    session.planes.mpr.move_to((x, y, z))


def step(by: int) -> Callable[[Context], None]:
    """Go to the next measurement of the study, around the end."""

    def run(context: Context) -> None:
        study = context.session.viewport.value.study
        if study is None:
            return
        annotations = context.session.annotations.value
        ids = [m.measurement_id for m in annotations.of(study.key).measurements]
        if not ids:
            return
        start = -1 if by > 0 else 0
        at = ids.index(annotations.selected_id) if annotations.selected_id in ids else start
        select(context, ids[(at + by) % len(ids)])

    return run


def copy(reach: int | None) -> Callable[[Context], None]:
    """Copy the selected measurement to the images `reach` on or back; None to all of the series."""

    def run(context: Context) -> None:
        selected = context.session.annotations.value.selected
        state = context.session.viewport.value
        if selected is None or state.study is None or state.display_set is None:
            return
        everywhere = range(state.display_set.count)
        wanted = everywhere if reach is None else [state.index + reach]
        images = tuple(
            reference_to(state.study, state.display_set, index)
            for index in wanted
            if index in everywhere and not state.display_set.frames[index].is_interpolated
        )
        study = context.session.annotations.value.of(state.study.key)
        taken = {m.image for m in study.measurements if m.pixels() == selected.pixels()}
        context.session.annotations.copy_to(selected, tuple(i for i in images if i not in taken))
        if reach is not None:
            context.session.viewport.scroll_by(reach)

    return run


def toggle_key_image(context: Context) -> None:
    image = image_shown(context)
    if image is not None:
        context.session.annotations.toggle_key_image(image.study_key, key_mark_of(image))


def is_key_image(context: Context) -> bool:
    image = image_shown(context)
    if image is None:
        return False
    return key_mark_of(image) in context.session.annotations.value.of(image.study_key).key_marks


def window_from_region(context: Context, region: Measurement | None = None) -> None:
    """Window the series by the values inside a rectangle."""
    shown = context.session.viewport.value.display_set
    if region is None or shown is None:
        return
    window = context.session.quantities.window_of(region, shown)
    if window is not None:
        context.session.presentations.set_window(shown.display_set_id, window)


def toggle_shown(context: Context) -> None:
    overlays = context.session.overlays
    overlays.update(shows_measurements=not overlays.value.shows_measurements)


COMMANDS = [
    Command(
        "measure.next",
        message("Measure", "Ne&xt measurement"),
        step(1),
        MENU,
        ("Ctrl+Down",),
        has_measurements,
        help=message("Measure", "Select the next measurement and show its image."),
    ),
    Command(
        "measure.previous",
        message("Measure", "Pre&vious measurement"),
        step(-1),
        MENU,
        ("Ctrl+Up",),
        has_measurements,
        help=message("Measure", "Select the measurement before and show its image."),
    ),
    Command(
        "measure.copy_on",
        message("Measure", "Copy to the next image"),
        copy(1),
        MENU,
        ("Ctrl+Shift+Down",),
        can_copy,
        help=message("Measure", "Draw the selected measurement on the next image, too."),
    ),
    Command(
        "measure.copy_back",
        message("Measure", "Copy to the image before"),
        copy(-1),
        MENU,
        ("Ctrl+Shift+Up",),
        can_copy,
        help=message("Measure", "Draw the selected measurement on the image before, too."),
    ),
    Command(
        "measure.copy_all",
        message("Measure", "Copy to all images of the series"),
        copy(None),
        MENU,
        enabled_when=can_copy,
        help=message("Measure", "Draw the selected measurement on every image of the series."),
    ),
    Command(
        "measure.label",
        message("Measure", "La&bel…"),
        label,
        MENU,
        ("F2",),
        has_selected,
        help=message("Measure", "Write beside the selected drawing."),
    ),
    Command(
        "measure.delete",
        message("Measure", "&Delete"),
        delete,
        MENU,
        ("Del",),
        has_measurements,
        help=message("Measure", "Delete the selected drawing. It can be undone."),
    ),
    Command(
        "measure.delete_all",
        message("Measure", "Delete all of the study"),
        delete_all,
        MENU,
        enabled_when=has_measurements,
        help=message("Measure", "Delete every drawing of this study. It can be undone."),
    ),
    Command(
        "measure.key_image",
        message("Measure", "&Key image"),
        toggle_key_image,
        MENU,
        ("K",),
        can_draw,
        is_key_image,
        message("Measure", "Mark this image as a key image, or take the mark back."),
    ),
    Command(
        "view.measurements",
        message("Measure", "&Show drawings"),
        toggle_shown,
        MENU,
        ("Ctrl+Shift+B",),
        has_image,
        is_checked=lambda context: context.session.overlays.value.shows_measurements,
        help=message("Measure", "Show or hide everything you have drawn."),
    ),
    Command("measure.add", message("Measure", "Keep a drawing"), add, enabled_when=has_image),
    Command(
        "measure.write", message("Measure", "Write on the image"), write, enabled_when=has_image
    ),
    Command(
        "measure.select", message("Measure", "Select a drawing"), select, enabled_when=has_image
    ),
    Command(
        "measure.window_from_region",
        message("Measure", "Window from a region"),
        window_from_region,
        enabled_when=has_image,
    ),
]
