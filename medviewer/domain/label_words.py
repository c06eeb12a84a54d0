"""A model's labels in a reader's words."""

from medviewer.words import Message, message

ABSENCE = "no_"
LABELS = {
    "lung_nodule": message("Label", "lung nodule"),
    "nodule": message("Label", "nodule"),
    "glioma": message("Label", "glioma"),
    "meningioma": message("Label", "meningioma"),
    "pituitary": message("Label", "pituitary tumour"),
    "pituitary_tumour": message("Label", "pituitary tumour"),
    "tumour": message("Label", "tumour of uncertain kind"),
    "pneumonia": message("Label", "pneumonia"),
    "normal": message("Label", "no pneumonia"),
    "no_pneumonia": message("Label", "no pneumonia"),
    "negative": message("Label", "none of it"),
}


def label_words(label: str) -> Message:
    """An imported model's labels are not in any dictionary: they are shown as they are."""
    present = label.removeprefix(ABSENCE)  # the other class of a single label
    if label not in LABELS and present in LABELS:
        return message("Label", "no {label}", label=LABELS[present])
    return LABELS.get(label, message("Label", "{label}", label=label.replace("_", " ")))
