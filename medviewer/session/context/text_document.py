"""A plain text file as a clinical document: its encoding, its headings, its laboratory lines."""

from dataclasses import dataclass, field

from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import LabValue
from medviewer.errors import InputError
from medviewer.session.context.headings import NotesPart, part_of
from medviewer.session.context.lab_lines import joined_values, value_in_line, value_in_sentence
from medviewer.session.context.text_cleaning import cleaned
from medviewer.words import Message, message

LARGEST_BYTES = 8 << 20  # of a file with clinical text; a letter has some thousand
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MOST_UNSEEN = 0.02  # of the characters: more of them, and it is no text
CHINESE_PAIRS = 0.8  # of the high bytes in pairs of GB 2312: more of them, and it is Chinese


def text_document(data: bytes, source: str) -> ClinicalDocument:
    """What a text says, part by part; runs in any thread.

    Args:
        source: the file's name.

    Raises:
        InputError: it is no text.
    """
    text = cleaned(decoded(data, source), LARGEST_BYTES)
    if text.removed > MOST_UNSEEN * max(len(text.text), 1):
        raise InputError(no_text(source))
    return document_of(text.text, source, text.notes)


def decoded(data: bytes, source: str) -> str:
    """Text in whichever of the usual encodings it is: UTF-8, UTF-16, GB 18030, or Windows' Latin.

    Raises:
        InputError: it is no text in any of them.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").replace("\ufffd", "\x00")
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace").replace("\ufffd", "\x00")
    if b"\x00" in data:
        raise InputError(no_text(source))
    for encoding in ("utf-8", "gb18030" if _is_chinese(data) else "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(no_text(source))


def document_of(text: str, source: str, notes: tuple[Message, ...] = ()) -> ClinicalDocument:
    """What stands under known headings goes to its part, everything else is history."""
    parted = PartedText()
    for line in text.splitlines():
        parted.take(line)
    history, symptoms = (
        cleaned(parted.text_of(NotesPart.HISTORY)),
        cleaned(parted.text_of(NotesPart.SYMPTOMS)),
    )
    values, left = joined_values(parted.values, ())
    told = (*notes, *history.notes, *symptoms.notes, *too_many(left))
    return ClinicalDocument(
        source, history=history.text, symptoms=symptoms.text, values=values, notes=told
    )


def too_many(left: int) -> tuple[Message, ...]:
    """What is said of values beyond the most a study may have."""
    if not left:
        return ()
    told = message(
        "Context",
        "{count} values were left out: there are more than a study may have here. Take over those that "
        "matter from a shorter list.",
        count=left,
    )
    return (told,)


@dataclass(slots=True)
class PartedText:
    """Takes a text line by line, and knows under which heading it is."""

    part: NotesPart = NotesPart.HISTORY
    lines: dict[NotesPart, list[str]] = field(default_factory=dict)
    values: list[LabValue] = field(default_factory=list)

    def take(self, line: str) -> None:
        heading, colon, rest = line.replace("：", ":").partition(":")
        part = part_of(heading) if colon or line.strip() else None
        if part is not None and (colon or part_of(line) is not None):
            self.part = part
            if rest.strip():
                self._take_words(rest.strip(), heading=heading.strip())
            elif part is NotesPart.HISTORY:
                self._add(line.strip())
            return
        self._take_words(line.rstrip())

    def text_of(self, part: NotesPart) -> str:
        return "\n".join(self.lines.get(part, ())).strip("\n")

    def _take_words(self, words: str, heading: str = "") -> None:
        is_listed = self.part is NotesPart.VALUES
        value = value_in_line(words) if is_listed else None if heading else value_in_sentence(words)
        if value is not None:
            self.values.append(value)
        elif is_listed and words:
            self.lines.setdefault(NotesPart.HISTORY, []).append(words)
        elif self.part is NotesPart.HISTORY and heading:
            self._add(f"{heading}: {words}")
        elif not is_listed:
            self._add(words)

    def _add(self, words: str) -> None:
        self.lines.setdefault(self.part, []).append(words)


def no_text(source: str) -> Message:
    return message(
        "Context",
        "{source} holds no plain text: it may be a PDF, a Word document or damaged. Open it with its own "
        "program and paste the text here.",
        source=source,
    )


def _utf16_without_mark(data: bytes) -> str:
    """Every other byte of Latin text in UTF-16 is zero; "" where it is not."""
    sample = data[:4096]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if len(sample) < 4 or len(data) % 2 or max(zeros) < 0.4 * half or min(zeros) > 0.05 * half:
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _is_chinese(data: bytes) -> bool:
    """Whether bytes above ASCII come in pairs, as in GB 2312, rather than one by one, as accents do."""
    high = paired = index = 0
    while index < len(data):
        if data[index] < 0x80:
            index += 1
            continue
        is_pair = data[index] >= 0xA1 and index + 1 < len(data) and data[index + 1] >= 0xA1
        high += 2 if is_pair else 1
        paired += 2 if is_pair else 0
        index += 2 if is_pair else 1
    return bool(high) and paired >= CHINESE_PAIRS * high
