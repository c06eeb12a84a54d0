"""A report as one HTML file: no script, nothing fetched, every value escaped."""

import base64
import io

import numpy as np
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from numpy.typing import NDArray
from PIL import Image

from medviewer import paths
from medviewer.domain.report import Report
from medviewer.report.blocks import Block
from medviewer.report.layout import lay_out
from medviewer.report.translation import Translate, bcp47

TEMPLATE = "report.html.j2"


def render_html(report: Report, translate: Translate = str, language: str = "en") -> str:
    """Print a report as HTML. Safe off the GUI thread; `language` is its code."""
    # A patient's name is hostile input: escaping is on, and a template can reach no Python object.
    environment = SandboxedEnvironment(
        autoescape=True,
        loader=FileSystemLoader(paths.resources() / "report_templates"),
        undefined=StrictUndefined,
    )
    return environment.get_template(TEMPLATE).render(
        report=lay_out(report, translate),
        language=bcp47(language),
        kind_of=_kind_of,
        png_address=_png_address,
    )


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _png_address(pixels: NDArray[np.uint8]) -> str:
    """The picture itself as a data: URL."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
