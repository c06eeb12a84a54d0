"""What the reader has set, kept in one TOML file between runs."""

import json
import logging
import tomllib
from dataclasses import Field, asdict, dataclass, field, fields
from pathlib import Path

from medviewer.whole_files import whole_file
from medviewer.words import message

logger = logging.getLogger(__name__)

THEMES = ("system", "light", "dark", "contrast")
LANGUAGES = ("", "en", "zh_CN")
MEMORY_PERCENT = ("25", "40", "50", "60")
MOUSE_PROFILES = ("standard", "scroll", "pacs", "own")
DEVICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its label and, where there are only a few, its choices.

    What MedViewer remembers by itself is `kept`; the settings dialog shows the rest, on its first page unless
    a `page` is named.
    """

    reader: str = field(default="", metadata={"label": message("Settings", "Reader's name")})
    last_folder: str = field(
        default="",
        metadata={"label": message("Settings", "Last folder opened"), "kept": True},
    )
    institution: str = field(
        default="", metadata={"label": message("Settings", "Institution on reports")}
    )
    logo: str = field(
        default="", metadata={"label": message("Settings", "Logo on reports (PNG or JPEG file)")}
    )
    report_templates: str = field(
        default="",
        metadata={"label": message("Settings", "Report templates used last"), "kept": True},
    )
    theme: str = field(
        default="system", metadata={"label": message("Settings", "Theme"), "choices": THEMES}
    )
    language: str = field(
        default="",
        metadata={"label": message("Settings", "Language"), "choices": LANGUAGES},
    )
    device: str = field(
        default="auto", metadata={"label": message("Settings", "AI device"), "choices": DEVICES}
    )
    hanging: str = field(
        default="auto",
        metadata={
            "label": message("Settings", "Lay studies out by hanging protocols"),
            "choices": ("auto", "off"),
        },
    )
    layouts: str = field(
        default="",
        metadata={"label": message("Settings", "Layouts used last, by modality"), "kept": True},
    )
    export_kinds: str = field(
        default="", metadata={"label": message("Settings", "Kinds exported last"), "kept": True}
    )
    export_packing: str = field(
        default="", metadata={"label": message("Settings", "Packing of exports"), "kept": True}
    )
    export_folder: str = field(
        default="", metadata={"label": message("Settings", "Folder exported to last"), "kept": True}
    )
    journal: str = field(
        default="on",
        metadata={
            "label": message("Settings", "Keep measurements, decisions and layouts"),
            "choices": ("on", "off"),
        },
    )
    reading_mode: str = field(
        default="beside",
        metadata={
            "label": message("Settings", "Reading mode"),
            "choices": ("beside", "second", "off"),
        },
    )
    analyze_next: str = field(
        default="off",
        metadata={
            "label": message("Settings", "Analyze the next study ahead"),
            "choices": ("off", "on"),
        },
    )
    memory: str = field(
        default="50",
        metadata={
            "label": message("Settings", "Memory for images, % of this computer's"),
            "choices": MEMORY_PERCENT,
        },
    )
    corrections: str = field(
        default="off",
        metadata={
            "label": message("Settings", "Offer my corrections as training data"),
            "choices": ("off", "on"),
        },
    )
    audit_user: str = field(
        default="off",
        metadata={
            "label": message("Settings", "Name this computer's user in the audit trail"),
            "choices": ("off", "on"),
        },
    )
    mouse: str = field(
        default="standard",
        metadata={
            "label": message("Settings", "Mouse profile"),
            "choices": MOUSE_PROFILES,
            "page": "mouse",
        },
    )
    window_drag: str = field(
        default="brighter",
        metadata={
            "label": message("Settings", "Windowing upwards makes the image"),
            "choices": ("brighter", "darker"),
            "page": "mouse",
        },
    )
    zoom_drag: str = field(
        default="smaller",
        metadata={
            "label": message("Settings", "Zooming upwards makes the image"),
            "choices": ("smaller", "larger"),
            "page": "mouse",
        },
    )
    mouse_own: str = field(
        default="", metadata={"label": message("Settings", "The reader's own mouse"), "kept": True}
    )
    keys: str = field(
        default="",
        metadata={"label": message("Settings", "The reader's own keys"), "kept": True},
    )
    last_version: str = field(
        default="", metadata={"label": message("Settings", "Version that ran last"), "kept": True}
    )
    terms: str = field(
        default="",
        metadata={"label": message("Settings", "Terms of use accepted"), "kept": True},
    )


def load(file: Path) -> Settings:
    """Read the settings; what is missing, unknown or of the wrong kind keeps its default."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        logger.warning("The settings file could not be read; the defaults are used")
        return Settings()
    known = {setting.name: setting for setting in fields(Settings)}
    return Settings(
        **{
            name: value
            for name, value in found.items()
            if name in known and _fits(known[name], value)
        }
    )


def save(settings: Settings, file: Path) -> None:
    """Write the settings, all or nothing."""
    lines = [f"{name} = {_toml(value)}\n" for name, value in asdict(settings).items()]
    with whole_file(file, is_private=True) as temporary:
        temporary.write_text("".join(lines), encoding="utf-8")


def _fits(setting: "Field[str]", value: object) -> bool:
    choices = setting.metadata.get("choices", ())
    return isinstance(value, str) and (not choices or value in choices)


def _toml(value: str) -> str:
    """A TOML basic string: JSON's, but for the one control character JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
