"""The reader's settings: theme, language, and where the AI computes."""

from collections.abc import Callable, Mapping

from medviewer.commands.command import Command, Context
from medviewer.words import Message, message

MENU = message("Menu", "&Settings")
THEME = message("Theme", "T&heme")
LANGUAGE = message("Language", "Lan&guage")
DEVICE = message("Device", "AI &device")

THEMES = {
    "system": message("Theme", "&Like the desktop"),
    "light": message("Theme", "&Light"),
    "dark": message("Theme", "&Dark"),
    "contrast": message("Theme", "&High contrast"),
}
LANGUAGES = {  # each in its own words, so that whoever is lost finds the way back
    "": message("Language", "Like the desktop"),
    "en": message("Language", "English"),
    "zh_CN": message("Language", "简体中文"),
}
DEVICES = {
    "auto": message("Device", "The best there is"),
    "cuda": message("Device", "NVIDIA GPU (CUDA)"),
    "mps": message("Device", "Apple GPU (MPS)"),
    "cpu": message("Device", "Processor (CPU)"),
}


def is_set(setting: str, value: str) -> Callable[[Context], bool]:
    return lambda context: getattr(context.session.preferences.value, setting) == value


def choose(setting: str, value: str, note: Message | None = None) -> Callable[[Context], None]:
    """Keep a setting and say `note` where the change is not to be seen at once."""

    def run(context: Context) -> None:
        context.session.preferences.update(**{setting: value})
        if note is not None:
            context.session.messages.note(note)

    return run


def choices(
    setting: str,
    submenu: Message,
    values: dict[str, Message],
    help_text: Message,
    note: Message | None = None,
) -> list[Command]:
    """One command for each value of a setting."""
    return [
        Command(
            f"settings.{setting}_{value or 'system'}",
            title,
            choose(setting, value, note),
            MENU,
            is_checked=is_set(setting, value),
            help=help_text,
            submenu=submenu,
        )
        for value, title in values.items()
    ]


AHEAD = message("Ahead", "Analyze the &next study ahead")
AHEAD_CHOICES = {
    "off": message("Ahead", "&No"),
    "on": message("Ahead", "&Yes, once this one is analyzed"),
}
HANGING = message("Hanging", "&Hang studies that are opened")
HANGING_CHOICES = {
    "auto": message("Hanging", "&As their kind is read"),
    "off": message("Hanging", "&One image"),
}
JOURNAL = message("Journal", "&Keep what is done in a study")
JOURNAL_CHOICES = {
    "on": message("Journal", "&Yes, as it is done"),
    "off": message("Journal", "&No, forget it when the study is closed"),
}
MOUSE = message("Mouse", "&Mouse")
MOUSE_PROFILES = {
    "standard": message("Mouse", "Left button &windows (OHIF, Weasis)"),
    "scroll": message("Mouse", "Left button &scrolls (IHE basic viewer)"),
    "pacs": message("Mouse", "Left button m&oves, right windows (PACS)"),
    "own": message("Mouse", "My &own"),
}
WINDOW_DRAG = {
    "brighter": message("Mouse", "Brighter (IHE)"),
    "darker": message("Mouse", "Darker"),
}
ZOOM_DRAG = {
    "smaller": message("Mouse", "Smaller (IHE)"),
    "larger": message("Mouse", "Larger"),
}
MEMORY = {
    "25": message("Memory", "25 %: leaves room for other programs"),
    "40": message("Memory", "40 %"),
    "50": message("Memory", "50 %"),
    "60": message("Memory", "60 %: for many large series"),
}
AUDIT_USER = {
    "off": message("Audit", "No, only the reader's own name"),
    "on": message("Audit", "Yes"),
}
CORRECTIONS = {
    "off": message("Sharing", "No, never"),
    "on": message("Sharing", "Yes, when I ask for it and name a licence"),
}
READING_MODES = {
    "beside": message("Reading", "AI &beside: seen as soon as it is there"),
    "second": message("Reading", "AI as &second reader: hidden until the first read is locked"),
    "off": message("Reading", "AI o&ff: nothing runs, nothing is shown"),
}
# What the values of a setting are called, wherever they can be chosen.
CHOICE_WORDS: Mapping[str, Mapping[str, Message]] = {
    "theme": THEMES,
    "language": LANGUAGES,
    "device": DEVICES,
    "hanging": HANGING_CHOICES,
    "analyze_next": AHEAD_CHOICES,
    "mouse": MOUSE_PROFILES,
    "window_drag": WINDOW_DRAG,
    "zoom_drag": ZOOM_DRAG,
    "memory": MEMORY,
    "journal": JOURNAL_CHOICES,
    "reading_mode": READING_MODES,
    "audit_user": AUDIT_USER,
    "corrections": CORRECTIONS,
}


def show(page: str) -> Callable[[Context], None]:
    return lambda context: context.prompts.show_settings(page)


COMMANDS = [
    Command(
        "settings.open",
        message("Settings", "&Settings…"),
        show(""),
        MENU,
        ("Ctrl+,",),
        help=message("Settings", "Reader, looks, language, device, memory, mouse and keys."),
    ),
    Command(
        "settings.keys",
        message("Settings", "&Keys…"),
        show("keys"),
        MENU,
        help=message("Settings", "Give commands other keys; a key never means two things."),
    ),
    Command(
        "settings.presets",
        message("Settings", "Window &presets…"),
        show("presets"),
        MENU,
        help=message("Settings", "Change, add and remove the window presets of each modality."),
    ),
    Command(
        "settings.machines",
        message("Settings", "&Remote machines…"),
        show("machines"),
        MENU,
        help=message("Settings", "Machines of your own that run models: enter, test, remove."),
    ),
    *choices(
        "theme",
        THEME,
        THEMES,
        message("Theme", "Colours of the window; the image area stays black."),
    ),
    *choices(
        "language",
        LANGUAGE,
        LANGUAGES,
        message("Language", "Language of the window and of reports."),
        message("Language", "The language changes when MedViewer is started again."),
    ),
    *choices(
        "device",
        DEVICE,
        DEVICES,
        message("Device", "Where models compute; takes effect with the next analysis."),
    ),
    *choices(
        "hanging",
        HANGING,
        HANGING_CHOICES,
        message("Hanging", "A study that is opened is laid out by the protocol that fits it."),
    ),
    *choices(
        "analyze_next",
        AHEAD,
        AHEAD_CHOICES,
        message("Ahead", "Models look at the next open study while you read this one."),
    ),
    *choices(
        "journal",
        JOURNAL,
        JOURNAL_CHOICES,
        message(
            "Journal",
            "Measurements, decisions, windows and layout come back when the study is opened again.",
        ),
    ),
    *choices(
        "mouse",
        MOUSE,
        MOUSE_PROFILES,
        message(
            "Mouse", "What dragging with each button does; “My own” is set up in the settings."
        ),
    ),
]
