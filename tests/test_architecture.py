"""The house rules: who may import whom, what must not load at start-up, what every file must be.

Each rule is a function from a tree of files to its violations, so that `test_architecture_rules.py`
can plant one violation of each kind and see it caught.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "medviewer"
MAX_LINES = 400

# Each folder may import the folders named beside it, itself, and the leaf modules.
MAY_IMPORT = {
    "gui": {"commands", "session", "imaging", "domain"},
    "commands": {"session", "domain"},
    "session": {"dicom", "ai", "report", "store", "jobs", "imaging", "domain"},
    "dicom": {"imaging", "domain"},
    "ai": {"imaging", "domain"},
    "report": {"domain"},
    "store": {"domain"},
    "jobs": set(),
    "imaging": {"domain"},
    "domain": set(),
}
# Inside `ai` each room may import those before it: what runs in the viewer knows nothing of training.
AI_ROOMS = (
    "header_rules",
    "guard",
    "figures",
    "text",
    "risk",
    "networks",
    "runtime",
    "analyzers",
    "remote",
    "training",
    "evaluation",
    "systems",
)
LEAVES = {  # "" is `__version__`
    "",
    "credentials",
    "errors",
    "paths",
    "settings",
    "third_party",
    "logs",
    "progress",
    "tls_words",
    "whole_files",
    "words",
}
ROOTS = {"app", "__main__", "cli"}  # these may import anything (cli: but gui); nobody imports them

# Third-party libraries are kept to the places that are about them.
ONLY_IN = {
    "PySide6.QtWidgets": ("gui", "app"),
    "PySide6.QtGui": ("gui", "app"),
    "PySide6.QtSvg": ("gui", "app"),
    "PySide6": ("gui", "app", "session", "jobs"),
    "pyqtgraph": ("gui.canvas",),
    "pydicom": ("dicom",),
    "pynetdicom": ("dicom.network",),
    "dicomweb_client": ("dicom.network",),
    "requests": ("dicom.network",),
    "keyring": ("credentials",),
    "tritonclient": ("ai.remote",),
    "ray": ("session.batch",),
    "pyarrow": ("session.batch",),
    "highdicom": ("dicom",),
    "pypdfium2": ("dicom",),
    "docx": ("report",),
    "fhir": ("report",),
    "SimpleITK": ("imaging", "ai.analyzers", "dicom.export"),
    "torch": (
        "ai.runtime",
        "ai.networks",
        "ai.training",
        "ai.evaluation",
        "ai.analyzers",
        "ai.systems",
    ),
    "sklearn": ("ai.evaluation", "ai.training"),
    "captum": ("ai.runtime.explanations",),
    "monai": ("ai.networks", "ai.training"),
    "opacus": ("ai.training",),
    "openpyxl": ("ai.training",),
}
IN_FUNCTIONS_ONLY = ("SimpleITK",)
REFUSED_NAMES = {
    "utils",
    "util",
    "misc",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "handler",
}
HEAVY = {
    "torch",
    "monai",
    "SimpleITK",
    "pydicom",
    "pynetdicom",
    "dicomweb_client",
    "keyring",
    "tritonclient",
    "packaging",
    "ssl",
    "ray",
    "pyarrow",
    "highdicom",
    "pypdfium2",
    "docx",
    "fhir",
    "sklearn",
    "onnxruntime",
}


def module_name(path: Path, package: Path = PACKAGE) -> str:
    """`medviewer/ai/worker.py` -> `ai.worker`; a folder's `__init__.py` -> the folder."""
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every import below `tree`, also inside functions and TYPE_CHECKING blocks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def within(name: str, place: str) -> bool:
    return name == place or name.startswith(place + ".")


def forbidden_imports(path: Path, package: Path = PACKAGE) -> list[str]:
    """Imports of `path` that its folder may not have."""
    here = module_name(path, package)
    folder, tree = here.split(".")[0], parse(path)
    found = [n for n in imported_names(tree) if not is_allowed(here, folder, n)]
    outside_functions = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    for statement in outside_functions:
        for name in imported_names(statement):
            if any(within(name, library) for library in IN_FUNCTIONS_ONLY):
                found.append(f"{name} (outside a function)")
    return [f"{here} imports {name}" for name in found]


def is_allowed(here: str, folder: str, name: str) -> bool:
    if name.startswith("."):
        return False  # write absolute imports
    if within(name, "medviewer"):
        target = name.removeprefix("medviewer").lstrip(".").split(".")[0]
        if target == "__version__":
            target = ""
        if folder == "cli":
            return target != "gui"
        if folder in ROOTS:
            return True
        return target in MAY_IMPORT.get(folder, set()) | {folder} | LEAVES and not (
            leads_back(here, name.removeprefix("medviewer."))
        )
    library = next((lib for lib in ONLY_IN if within(name, lib)), None)
    return library is None or any(within(here, place) for place in ONLY_IN[library])


def leads_back(here: str, target: str) -> bool:
    """Whether a room of `ai` imports one that stands behind it."""
    rooms = [AI_ROOMS.index(room) for room in map(ai_room, (here, target)) if room in AI_ROOMS]
    return len(rooms) == 2 and rooms[0] < rooms[1]


def ai_room(module: str) -> str:
    return module.split(".")[1] if within(module, "ai") and module != "ai" else ""


def import_cycle(package: Path = PACKAGE) -> list[str]:
    """The modules of one circle of imports, [] where there is none."""
    paths = {module_name(p, package): p for p in package.rglob("*.py") if p.name != "__init__.py"}
    uses = {
        here: {
            module
            for name in imported_names(parse(path))
            for module in and_above(name.removeprefix("medviewer."))
            if module != here and module in paths and within(name, f"medviewer.{module}")
        }
        for here, path in paths.items()
    }
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def and_above(name: str) -> Iterator[str]:
    """`a.b.c` -> `a.b.c`, `a.b`, `a`."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def loaded_by(code: str) -> set[str]:
    """Top-level modules loaded in a fresh interpreter after `code`."""
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return {name.split(".")[0] for name in run.stdout.split()}


def untold(path: Path) -> bool:
    """Whether a module does not say what it is for."""
    return ast.get_docstring(parse(path)) is None


def too_long(path: Path) -> bool:
    return len(path.read_text(encoding="utf-8").splitlines()) > MAX_LINES


def is_attic(path: Path) -> bool:
    """Whether a name says nothing but 'other things'."""
    return bool(REFUSED_NAMES & {path.stem, *path.parent.parts[-2:]})


MODULES = sorted(PACKAGE.rglob("*.py"))


# One test a rule, not one a module: six thousand tests cost CI more than what they look at.
def test_that_modules_import_only_what_their_folders_may() -> None:
    assert [each for path in MODULES for each in forbidden_imports(path)] == []


def test_that_modules_do_not_import_in_a_circle() -> None:
    assert import_cycle() == []


@pytest.mark.gui
def test_that_showing_the_window_loads_nothing_heavy() -> None:
    show_window = (
        "from medviewer import app\n"
        "window = app.build_window()\n"
        "window.show()\n"
        "from PySide6.QtWidgets import QApplication\n"
        "QApplication.processEvents()\n"
    )

    loaded = loaded_by(show_window)

    assert "PySide6" in loaded
    assert not HEAVY & loaded


def test_that_every_module_says_what_it_is_for() -> None:
    assert [module_name(path) for path in MODULES if untold(path)] == []


def test_that_every_module_can_be_read_in_one_sitting() -> None:
    assert [module_name(path) for path in MODULES if too_long(path)] == []


def test_that_no_module_is_an_attic() -> None:
    assert [module_name(path) for path in MODULES if is_attic(path.relative_to(PACKAGE))] == []
