"""A batch as one HTML page: no script, nothing fetched, every value escaped."""

from collections.abc import Mapping

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from medviewer import paths
from medviewer.report.translation import bcp47

TEMPLATE = "batch.html.j2"


def render_batch_page(view: Mapping[str, object], language: str = "en") -> str:
    """Print the page; `view` is what the template names, in words of `language` (a code as "zh_CN")."""
    # What a model or an archive said is hostile input: escaping is on, no Python object can be reached.
    environment = SandboxedEnvironment(
        autoescape=True,
        loader=FileSystemLoader(paths.resources() / "report_templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(view, language=bcp47(language))
