"""Report templates as TOML: those that are shipped, and a reader's own, which come before them.

A section a template leaves out is the one of `general`. A file that is none is left out and logged.
"""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from medviewer import paths
from medviewer.domain.report_template import LANGUAGES, SECTIONS, ReportTemplate, TemplateTexts

logger = logging.getLogger(__name__)

FOLDER = "report_templates"
GENERAL = "general"
LARGEST_FILE_BYTES = 1 << 18
MOST_FILES = 200
LONGEST_NAME = 120


def templates(own_folder: Path | None = None) -> tuple[ReportTemplate, ...]:
    """Every template there is, by id; `own_folder` is where the reader keeps settings."""
    shipped = _read_folder(paths.resources() / FOLDER)
    own = _read_folder(own_folder / FOLDER) if own_folder is not None else {}
    found = shipped | own
    general = found.get(GENERAL, ReportTemplate(GENERAL))
    return tuple(_filled(found[name], general) for name in sorted(found))


def find_template(
    found: tuple[ReportTemplate, ...], template_id: str, modality: str, words: str
) -> ReportTemplate:
    """The one of that id, else the one that fits best.

    Args:
        words: descriptions and regions of the study, case folded.
    """
    wanted = next((each for each in found if each.template_id == template_id), None)
    fitting = max(found, key=lambda each: each.fits(modality, words), default=None)
    return wanted or fitting or ReportTemplate(GENERAL)


def _read_folder(folder: Path) -> dict[str, ReportTemplate]:
    files = sorted(folder.glob("*.toml"))[:MOST_FILES] if folder.is_dir() else []
    read = (_read(file) for file in files)
    return {each.template_id: each for each in read if each is not None}


def _read(file: Path) -> ReportTemplate | None:
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise ValueError("larger than any template")
        return template_of(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.warning("The report template %s was left out: %s", file.name, error)
        return None


def template_of(template_id: str, found: Mapping[str, Any]) -> ReportTemplate:
    """A template from parsed TOML.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is none.
    """
    texts = {name: _texts(found[name]) for name in LANGUAGES if name in found}
    if not texts:
        raise ValueError(f"no text in any of {', '.join(LANGUAGES)}")
    return ReportTemplate(
        template_id[:LONGEST_NAME],
        tuple(str(each) for each in found.get("modalities", ())),
        tuple(str(each) for each in found.get("words", ())),
        texts,
    )


def _texts(found: Mapping[str, Any]) -> TemplateTexts:
    return TemplateTexts(
        str(found["name"])[:LONGEST_NAME],
        str(found.get("title", ""))[:LONGEST_NAME],
        {name: str(found[name]) for name in SECTIONS if name in found},
    )


def _filled(template: ReportTemplate, general: ReportTemplate) -> ReportTemplate:
    """With the general sections where it has none of its own."""
    texts = {
        language: replace(own, sections={**general.in_language(language).sections, **own.sections})
        for language, own in template.texts.items()
    }
    return replace(template, texts=texts)
