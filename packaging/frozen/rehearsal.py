"""Imports all of MedViewer without what is left out of the frozen build; says what it misses."""

import pkgutil
import runpy
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
# What is asked for inside functions only.
ALSO = (
    "pyqtgraph",
    "torch.onnx",
    "captum.attr",
    "tritonclient.http",
    "docx",
    "reportlab.pdfgen.canvas",
)
EXTRAS = (
    "numba",
    "openpyxl",
    "opacus",
    "optuna",
    "pyarrow",
    "ray",
)  # said to be missing where they are asked for


class Absent:
    """A finder before all others that finds nothing of what is left out."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if any(name == left or name.startswith(f"{left}.") for left in self._names):
            raise ModuleNotFoundError(f"{name} is left out of the frozen build", name=name)
        return None


def main() -> int:
    sys.path.insert(0, str(HERE.parents[1]))
    sys.meta_path.insert(0, Absent(runpy.run_path(str(HERE / "contents.py"))["LEFT_OUT"]))  # type: ignore[arg-type]
    runpy.run_path(str(HERE / "captum_without_pictures.py"))
    import medviewer

    names = [found.name for found in pkgutil.walk_packages(medviewer.__path__, "medviewer.")]
    missed = [reason for name in (*ALSO, *names) if (reason := why_not(name))]
    sys.stdout.writelines(f"{reason}\n" for reason in missed)
    return 1 if missed else 0


def why_not(name: str) -> str:
    """Why a module cannot be imported; an extra that is not installed is no reason."""
    try:
        import_module(name)
    except ImportError as error:
        is_extra = (error.name or "").partition(".")[0] in EXTRAS
        return f"{name}: {error}" if "left out" in str(error) and not is_extra else ""
    return ""


if __name__ == "__main__":
    sys.exit(main())
