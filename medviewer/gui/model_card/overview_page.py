"""What a model is for, what it cannot do, what it was made from, and which file it is."""

from medviewer.domain.model_card import Applicability, ModelCard, TrainingSource
from medviewer.gui.model_card.page_html import Section, bullets, page, paragraph
from medviewer.gui.translation import Translator
from medviewer.words import Message, message


def overview_html(card: ModelCard, words: Translator) -> str:
    sections: list[Section] = [
        (message("ModelCard", "Intended use"), paragraph(card.intended_use)),
        (message("ModelCard", "Made for"), bullets(words(rule) for rule in made_for(card))),
        (message("ModelCard", "Limits"), bullets(card.limits)),
    ]
    return page(sections, words)


def origin_html(card: ModelCard, words: Translator) -> str:
    sections: list[Section] = [
        (message("ModelCard", "Trained on"), bullets(source_text(s) for s in card.sources)),
        (message("ModelCard", "Network"), paragraph(words(network_words(card)))),
        (message("ModelCard", "Licence"), paragraph(card.licence)),
        (
            message("ModelCard", "Weights"),
            bullets((card.weights_file, f"SHA-256 {card.weights_sha256}")),
        ),
    ]
    return page(sections, words)


def made_for(card: ModelCard) -> tuple[Message, ...]:
    """The images it takes, one rule a line."""
    rules = card.applicability
    what = message(
        "ModelCard",
        "{modalities} of {body_parts}",
        modalities=" / ".join(rules.modalities),
        body_parts=" / ".join(rules.body_parts) or ANYTHING,
    )
    lines = [what, *kind_rules(rules), *slice_rules(rules)]
    if rules.youngest_years is not None:
        lines.append(
            message(
                "ModelCard",
                "Patients from {years} years; younger ones are warned about",
                years=f"{rules.youngest_years:g}",
            )
        )
    if rules.oldest_years is not None:
        lines.append(
            message(
                "ModelCard",
                "Patients up to {years} years; others, and unknown ages, are warned about",
                years=f"{rules.oldest_years:g}",
            )
        )
    return tuple(lines)


def kind_rules(rules: Applicability) -> tuple[Message, ...]:
    """Which kind of these images: of MR the weighting, of CT the plane, of radiographs the view."""
    lines = []
    if rules.weighting:
        lines.append(message("ModelCard", "{weighting}-weighted", weighting=rules.weighting))
    if rules.needs_contrast:
        lines.append(
            message("ModelCard", "After contrast medium; where none is named, that is warned about")
        )
    if rules.orientation:
        plane = PLANES.get(rules.orientation, rules.orientation)
        lines.append(message("ModelCard", "{plane} slices", plane=plane))
    if rules.views:
        lines.append(message("ModelCard", "View {views}", views=" / ".join(rules.views)))
    return tuple(lines)


def slice_rules(rules: Applicability) -> tuple[Message, ...]:
    pixels = message(
        "ModelCard", "Pixels of at most {spacing} mm", spacing=f"{rules.max_pixel_spacing_mm:g}"
    )
    if not rules.needs_volume:
        return (pixels,)
    volume = message(
        "ModelCard",
        "At least {slices} slices, at most {spacing} mm apart",
        slices=rules.min_slices,
        spacing=f"{rules.max_slice_spacing_mm:g}",
    )
    return (volume, pixels)


def network_words(card: ModelCard) -> Message:
    spec = card.network
    if spec is None:
        return message("ModelCard", "The card does not name its network.")
    return message(
        "ModelCard",
        "{name}, {rows} × {columns} pixels, {members} trained side by side",
        name=spec.name,
        rows=spec.input_size[0],
        columns=spec.input_size[1],
        members=spec.members,
    )


def source_text(source: TrainingSource) -> str:
    parts = (source.name, source.licence, source.attribution, source.note)
    return " · ".join(part for part in parts if part)


PLANES = {
    "axial": message("ModelCard", "Axial"),
    "coronal": message("ModelCard", "Coronal"),
    "sagittal": message("ModelCard", "Sagittal"),
}
ANYTHING = message("ModelCard", "any body part")
