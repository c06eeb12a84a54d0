"""The three planes through a volume: shown, turned back, as slabs."""

from medviewer.commands.command import Command, Context
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.section import Projection
from medviewer.words import Message, message

MENU = message("Menu", "&Layout")
SUBMENU = message("Menu", "&Planes (MPR)")


def is_open(context: Context) -> bool:
    return context.session.planes.mpr.value.is_open


def toggle(context: Context) -> None:
    context.session.cine.pause()  # which plays slices
    context.session.planes.toggle()


def can_toggle(context: Context) -> bool:
    return is_open(context) or context.session.planes.why_not() is None


def why_not(context: Context) -> Message | None:
    return context.session.planes.why_not()


def show_slab(context: Context, thickness_mm: float = 0.0) -> None:
    """A thickness chosen in the bar above the planes."""
    context.session.planes.mpr.set_thickness(thickness_mm)


def project(context: Context, projection: Projection | None = None) -> None:
    """What becomes of a slab's thickness, chosen in the bar above the planes; None for no slab."""
    context.session.planes.mpr.set_projection(projection)


def maximise(context: Context, plane: BodyPlane = BodyPlane.AXIAL) -> None:
    context.session.planes.mpr.toggle_maximised(plane)


def has_curve(context: Context) -> bool:
    curve = context.session.planes.curve.value
    return curve.is_drawing or bool(curve.points)


def lay_over(context: Context, display_set_id: str = "") -> None:
    """A series chosen in the bar above the planes; "" for none."""
    context.session.planes.lay_over(display_set_id)


COMMANDS = [
    Command(
        "mpr.toggle",
        message("MPR", "&Axial, coronal and sagittal planes"),
        toggle,
        MENU,
        ("Shift+M",),
        can_toggle,
        is_checked=is_open,
        help=message("MPR", "Show three planes through the volume with a crosshair (MPR)."),
        icon="mpr",
        submenu=SUBMENU,
        why_disabled=why_not,
    ),
    Command(
        "mpr.crosshair",
        message("MPR", "&Crosshair"),
        lambda context: context.session.planes.mpr.toggle_cross(),
        MENU,
        (),
        is_open,
        is_checked=lambda context: context.session.planes.mpr.value.shows_cross,
        help=message("MPR", "Show or hide the crosshair of the planes (J, while they are shown)."),
        submenu=SUBMENU,
    ),
    Command(
        "mpr.straighten",
        message("MPR", "&Straighten and centre the planes"),
        lambda context: context.session.planes.mpr.straighten(),
        MENU,
        ("Alt+X",),
        is_open,
        help=message("MPR", "Turn the planes back along the volume's axes, through its middle."),
        submenu=SUBMENU,
    ),
    Command(
        "mpr.next_projection",
        message("MPR", "&Next projection"),
        lambda context: context.session.planes.mpr.next_projection(),
        MENU,
        ("Ctrl+Alt+B",),
        is_open,
        help=message("MPR", "Plane alone, MinIP, mean, MIP, and again."),
        submenu=SUBMENU,
    ),
    Command(
        "mpr.curve",
        message("MPR", "C&urved plane along a path"),
        lambda context: context.session.planes.curve.toggle(),
        MENU,
        ("Shift+C",),
        is_open,
        is_checked=has_curve,
        help=message(
            "MPR",
            "Click along a vessel or a jaw in one plane, double-click to end: it is shown straightened.",
        ),
        submenu=SUBMENU,
    ),
    Command("mpr.slab", message("MPR", "Slab thickness"), show_slab, enabled_when=is_open),
    Command("mpr.project", message("MPR", "Projection"), project, enabled_when=is_open),
    Command(
        "mpr.fuse", message("MPR", "Lay in colour over the planes"), lay_over, enabled_when=is_open
    ),
    Command("mpr.maximise", message("MPR", "Maximise the plane"), maximise, enabled_when=is_open),
]
