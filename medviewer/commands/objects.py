"""Opening what a study holds beside images."""

from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from medviewer.session.objects.taking_over import TakingOver
from medviewer.words import message

MENU = message("Menu", "&View")


def has_studies(context: Context) -> bool:
    return bool(context.session.library.value.studies)


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


def close_object(context: Context, sop_instance_uid: str = "") -> None:
    """A document was closed; what it drew on the images goes with it."""
    context.session.objects.close(sop_instance_uid)


def toggle_marks(context: Context) -> None:
    context.session.objects.marks.toggle()


def has_marks(context: Context) -> bool:
    return bool(context.session.objects.marks.value.sets)


def mark_key_images(
    context: Context, study_key: str = "", references: tuple[ObjectReference, ...] = ()
) -> None:
    """Mark the images of a key object selection that are open as key images of the reader's own."""
    session = context.session
    found = session.objects.links.find_all(references, study_key)
    images = [reference_to(place.study, place.display_set, place.index) for place in found if place]
    for key in dict.fromkeys(image.study_key for image in images):
        marks = tuple(key_mark_of(image) for image in images if image.study_key == key)
        session.annotations.mark_key_images(key, marks)
    if not images:
        session.messages.note(message("Objects", "None of these images is open."))


def take_over(context: Context, study_key: str = "") -> None:
    """Put findings, decisions and drawings of our own reports into the reading; it can be undone."""
    TakingOver(context.session, study_key).start()


def save_content(context: Context, path: Path | None = None, suffix: str = ".bin") -> None:
    """Write the file an object encapsulates where the reader wants it."""
    if path is None:
        return
    name = path.with_suffix(suffix).name
    target = context.prompts.choose_file_to_write(message("Objects", "Save as a file…"), name)
    if target is not None:
        context.session.objects.save_content(path, target)


def stop_presenting(context: Context) -> None:
    context.session.objects.stop_presenting()


COMMANDS = [
    Command(
        "object.open",
        message("Objects", "Open an object of the study"),
        open_object,
        enabled_when=has_studies,
        help=message(
            "Objects",
            "Open the report, document, waveform or layer that was chosen in the studies.",
        ),
    ),
    Command(
        "object.show_image",
        message("Objects", "Show the image referred to"),
        show_image,
        enabled_when=has_studies,
    ),
    Command(
        "object.mark_key_images",
        message("Objects", "Mark these as key images"),
        mark_key_images,
        enabled_when=has_studies,
    ),
    Command(
        "object.save_content",
        message("Objects", "Save as a file…"),
        save_content,
        enabled_when=has_studies,
    ),
    Command(
        "object.close",
        message("Objects", "Close an object of the study"),
        close_object,
        enabled_when=has_studies,
    ),
    Command(
        "object.take_over",
        message("Objects", "Take over findings and decisions"),
        take_over,
        enabled_when=has_studies,
        help=message(
            "Objects",
            "Put what reports of MedViewer keep of this study into the reading. It can be undone.",
        ),
    ),
    Command(
        "object.marks",
        message("Objects", "Marks from o&bjects"),
        toggle_marks,
        MENU,
        enabled_when=has_marks,
        is_checked=lambda context: context.session.objects.marks.value.is_shown,
        help=message(
            "Objects", "Show or hide what reports and presentation states draw on the images."
        ),
    ),
    Command(
        "object.presentation_off",
        message("Objects", "Presentation &off"),
        stop_presenting,
        MENU,
        enabled_when=lambda context: context.session.objects.is_presenting,
        help=message(
            "Objects",
            "Show the image in its own greys again, as it is stored, without the state’s marks.",
        ),
    ),
]
