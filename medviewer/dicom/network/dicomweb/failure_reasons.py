"""Why an archive did not take an instance: Failure Reason (0008,1197) in words (PS3.7 annex C, PS3.4 B.2)."""

from medviewer.words import Message, mark, message

BY_NUMBER = {
    0x0110: mark("Archive", "it failed while processing the image"),
    0x0111: mark("Archive", "it has the image already"),
    0x0117: mark("Archive", "the image's UID is not valid"),
    0x0122: mark("Archive", "it takes no objects of this kind"),
    0x0124: mark("Archive", "it is not allowed to take it from us"),
    0xA700: mark("Archive", "it has no room left"),
    0xA710: mark("Archive", "it has no room left"),
    0xC122: mark("Archive", "it does not take this compression"),
}
BY_FIRST_DIGITS = {  # ranges of PS3.4 table B.2-1
    0xA7: mark("Archive", "it has no room left"),
    0xA9: mark("Archive", "the image does not fit the kind of object it says it is"),
    0xC0: mark("Archive", "it does not understand the image"),
}


def failure_words(reason: int | None) -> Message:
    """A sentence for the number, with the number: an administrator looks for it."""
    if reason is None:
        return message("Archive", "The archive did not take it and did not say why.")
    text = BY_NUMBER.get(reason) or BY_FIRST_DIGITS.get(reason >> 8)
    if text is None:
        text = mark("Archive", "it gives a reason of its own")
    return message(
        "Archive",
        "The archive did not take it: {reason} (code {number}).",
        reason=message("Archive", text),
        number=f"{reason:04X}",
    )
