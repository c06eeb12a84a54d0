"""Opening what a study holds beside images."""

from medviewer.commands.command import Command, Context
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates
from medviewer.words import message


def open_object(context: Context, study_key: str = "", sop_instance_uid: str = "") -> None:
    """Show a report, a document, a waveform; or draw a segmentation, contours, a dose over the images."""
    context.session.objects.open(study_key, sop_instance_uid)


def show_image(
    context: Context,
    study_key: str = "",
    reference: ObjectReference | None = None,
    place: SpatialCoordinates | None = None,
) -> None:
    """Bring the image an object points at on screen."""
    links = context.session.objects.links
    if reference is not None:
        links.show(reference, study_key)
    elif place is not None:
        links.show_place(place, study_key)


COMMANDS = [
    Command(
        "object.open",
        message("Objects", "Open an object of the study"),
        open_object,
        help=message(
            "Objects",
            "Open the report, document, waveform or layer that was chosen in the studies.",
        ),
    ),
    Command("object.show_image", message("Objects", "Show the image referred to"), show_image),
]
