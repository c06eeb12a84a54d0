"""Scrolling, windowing, zooming and what is drawn over the image. Keys: IHE BIR, as Weasis has them."""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.domain.study import DisplaySet
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.library.library import best_display_set
from medviewer.words import message

MENU = message("Menu", "&View")
ZOOM_STEP = 1.25
PAGE = 10  # images for Shift+arrow


def has_image(context: Context) -> bool:
    return context.session.viewport.value.display_set is not None


def scroll(steps: int) -> Callable[[Context], None]:
    return lambda context: context.session.viewport.scroll_by(steps)


def scroll_to_first(context: Context) -> None:
    context.session.viewport.scroll_to(0)


def scroll_to_last(context: Context) -> None:
    shown = context.session.viewport.value.display_set
    context.session.viewport.scroll_to(shown.count - 1 if shown else 0)


def zoom(factor: float) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        viewport = context.session.viewport
        viewport.zoom_to(viewport.value.zoom * factor)

    return run


def next_display_set(step: int) -> Callable[[Context], None]:
    """Show the next series of the study shown; the phases of a 4D group count as one."""

    def run(context: Context) -> None:
        state = context.session.viewport.value
        if state.study is None or state.display_set is None:
            return
        sets = [d for series in state.study.series for d in series.display_sets]
        group = {phase.listed_id for phase in context.session.phases.group()}
        ids = [display_set.display_set_id for display_set in sets]
        at = ids.index(state.display_set.listed_id) + step
        while 0 <= at < len(sets) and ids[at] in group:
            at += step
        if 0 <= at < len(sets):
            context.session.show(state.study, sets[at])

    return run


def has_phases(context: Context) -> bool:
    return bool(context.session.phases.group())


def step_phase(by: int) -> Callable[[Context], None]:
    return lambda context: context.session.phases.step(by)


def show_phase(context: Context, position: int = 0) -> None:
    """Show a phase chosen on the slider."""
    context.session.phases.show(position)


def show_display_set(context: Context, study_uid: str = "", display_set_id: str = "") -> None:
    """Show a series chosen in the study browser; without one, what is best of the study."""
    study = context.session.library.value.find_study(study_uid)
    if study is None:
        return
    best = None if display_set_id else best_display_set(study)
    found: DisplaySet | None = best or study.find_display_set(display_set_id)
    if found is not None:
        context.session.show(study, found)


def can_show_source_slices(context: Context) -> bool:
    shown = context.session.viewport.value.display_set
    return shown is not None and shown.tilt_degrees is not None


def shows_source_slices(context: Context) -> bool:
    shown = context.session.viewport.value.display_set
    return shown is not None and shown.is_shown_as_acquired


def apply_preset(key: str) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        context.session.apply_preset(key)

    return run


def invert(context: Context) -> None:
    shown = context.session.viewport.value.display_set
    if shown is not None:
        context.session.presentations.toggle_inversion(shown.display_set_id)


def is_inverted(context: Context) -> bool:
    shown = context.session.viewport.value.display_set
    return shown is not None and context.session.presentations.of(shown.display_set_id).is_inverted


def has_notes(context: Context) -> bool:
    return bool(context.session.notes.value.notes)


def escape(context: Context) -> None:
    """What is being drawn goes first, then the tool, then how the image is shown."""
    if not (context.session.drawing.cancel() or context.session.finding_edits.cancel()):
        context.session.reset_display()


def toggle_findings(context: Context) -> None:
    overlays = context.session.overlays
    overlays.update(shows_findings=not overlays.value.shows_findings)


def toggle_attention(context: Context) -> None:
    overlays = context.session.overlays
    overlays.update(shows_attention=not overlays.value.shows_attention)


def peek(context: Context, is_held: bool = True) -> None:
    """While held, nothing of the AI is drawn."""
    context.session.overlays.update(is_peeking=is_held)


def toggle_identity(context: Context) -> None:
    overlays = context.session.overlays
    overlays.update(shows_identity=not overlays.value.shows_identity)


PRESET_COMMANDS = [
    Command(
        f"view.preset_{key}",
        message("View", "Window preset {key}", key=key),
        apply_preset(key),
        shortcuts=(key,),
        enabled_when=has_image,
        help=message("View", "0 automatic, 1 the image's own, 2 to 9 as in the preset menu."),
    )
    for key in "0123456789"
]

COMMANDS = [
    Command(
        "view.next_image",
        message("View", "&Next image"),
        scroll(1),
        MENU,
        ("Down",),
        has_image,
        help=message("View", "Scroll one image on (mouse wheel down)."),
    ),
    Command(
        "view.previous_image",
        message("View", "&Previous image"),
        scroll(-1),
        MENU,
        ("Up",),
        has_image,
        help=message("View", "Scroll one image back (mouse wheel up)."),
    ),
    Command(
        "view.page_down",
        message("View", "Ten images on"),
        scroll(PAGE),
        MENU,
        ("Shift+Down",),
        has_image,
        help=message("View", "Scroll ten images on."),
    ),
    Command(
        "view.page_up",
        message("View", "Ten images back"),
        scroll(-PAGE),
        MENU,
        ("Shift+Up",),
        has_image,
        help=message("View", "Scroll ten images back."),
    ),
    Command(
        "view.first_image",
        message("View", "&First image"),
        scroll_to_first,
        MENU,
        ("Home",),
        has_image,
        help=message("View", "Go to the first image of the series."),
    ),
    Command(
        "view.last_image",
        message("View", "&Last image"),
        scroll_to_last,
        MENU,
        ("End",),
        has_image,
        help=message("View", "Go to the last image of the series."),
    ),
    Command(
        "view.next_series",
        message("View", "Next &series"),
        next_display_set(1),
        MENU,
        ("Right", "PgDown"),
        has_image,
        help=message("View", "Show the next series of this study."),
    ),
    Command(
        "view.previous_series",
        message("View", "Previous s&eries"),
        next_display_set(-1),
        MENU,
        ("Left", "PgUp"),
        has_image,
        help=message("View", "Show the previous series of this study."),
    ),
    Command(
        "view.next_phase",
        message("View", "Next p&hase"),
        step_phase(1),
        MENU,
        ("Ctrl+Right",),
        has_phases,
        help=message("View", "Show the same place at the next time, echo or b-value."),
    ),
    Command(
        "view.previous_phase",
        message("View", "Previous phas&e"),
        step_phase(-1),
        MENU,
        ("Ctrl+Left",),
        has_phases,
        help=message("View", "Show the same place at the time, echo or b-value before."),
    ),
    Command(
        "view.show_phase", message("View", "Show a phase"), show_phase, enabled_when=has_phases
    ),
    Command("view.show_display_set", message("View", "Show a series"), show_display_set),
    Command(
        "view.zoom_in",
        message("View", "Zoom &in"),
        zoom(ZOOM_STEP),
        MENU,
        ("Ctrl++", "Ctrl+="),
        has_image,
        help=message("View", "Enlarge the image about its centre."),
        icon="zoom_in",
    ),
    Command(
        "view.zoom_out",
        message("View", "Zoom &out"),
        zoom(1 / ZOOM_STEP),
        MENU,
        ("Ctrl+-",),
        has_image,
        help=message("View", "Make the image smaller about its centre."),
        icon="zoom_out",
    ),
    Command(
        "view.fit",
        message("View", "&Fit to window"),
        lambda context: context.session.viewport.fit(),
        MENU,
        ("F",),
        has_image,
        help=message("View", "Show the whole image, centred."),
        icon="fit",
    ),
    Command(
        "view.reset",
        message("View", "&Reset display"),
        escape,
        MENU,
        ("Esc",),
        has_image,
        help=message(
            "View",
            "Put a half-drawn measurement or the tool away, leave a finding as it was; else undo "
            "windowing, zoom, pan and inversion. The slice stays.",
        ),
        icon="reset",
    ),
    Command(
        "view.invert",
        message("View", "In&vert greys"),
        invert,
        MENU,
        ("Shift+I",),
        has_image,
        is_inverted,
        help=message("View", "Swap black and white."),
        icon="invert",
    ),
    Command(
        "view.source_slices",
        message("View", "Slices as ac&quired"),
        lambda context: context.session.toggle_source_slices(),
        MENU,
        ("Shift+G",),
        can_show_source_slices,
        shows_source_slices,
        help=message("View", "Show a scan with a tilted gantry as acquired, or resampled again."),
    ),
    Command(
        "view.corner_texts",
        message("View", "&Texts: full, minimal, none"),
        lambda context: context.session.overlays.next_corner_texts(),
        MENU,
        ("I",),
        is_checked=lambda context: context.session.overlays.value.corner_texts != CornerTexts.NONE,
        help=message("View", "Step through the three states of the texts around the image."),
        icon="texts",
    ),
    Command(
        "view.notes",
        message("View", "N&otes on the series"),
        lambda context: context.session.notes.toggle(),
        MENU,
        ("Shift+N",),
        has_notes,
        lambda context: has_notes(context) and not context.session.notes.value.is_dismissed,
        help=message("View", "What is missing, how it was split: dismiss it or bring it back."),
    ),
    Command(
        "view.hide_identity",
        message("View", "&Hide the patient's identity"),
        toggle_identity,
        MENU,
        ("Ctrl+Shift+I",),
        is_checked=lambda context: not context.session.overlays.value.shows_identity,
        help=message(
            "View",
            "Hide name, ID, birth date, accession number and institution on the screen. "
            "Reports and files keep them.",
        ),
    ),
    Command(
        "view.findings",
        message("View", "AI &findings"),
        toggle_findings,
        MENU,
        ("Ctrl+B",),
        is_checked=lambda context: context.session.overlays.value.shows_findings,
        help=message("View", "Show or hide the boxes of the AI. Hold Space to hide all of it."),
    ),
    Command(
        "view.attention",
        message("View", "AI &attention map"),
        toggle_attention,
        MENU,
        ("M",),
        is_checked=lambda context: context.session.overlays.value.shows_attention,
        help=message(
            "View", "Show where the evidence lay that the network used. Not a lesion outline."
        ),
        icon="attention",
    ),
    Command("view.peek", message("View", "Hide all of the AI while held"), peek),
    *PRESET_COMMANDS,
]
