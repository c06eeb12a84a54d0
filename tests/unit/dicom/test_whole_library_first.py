"""pydicom is begun whole: a thread that begins with one of its parts can meet another and get half of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import medviewer.dicom

ROOT = Path(medviewer.dicom.__path__[0])
IN_PARTS = ("pydicom", "pynetdicom", "highdicom")


def first_imports(file: Path) -> list[str]:
    """The modules a file asks for when it is read, in order, its own package's not counted."""
    tree = ast.parse(file.read_text())
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.append(node.module)
    return [name for name in names if name.split(".")[0] in (*IN_PARTS, "medviewer")]


def begun_whole(file: Path) -> bool:
    """The file, or a folder it lies in, asks for all of pydicom before anything else."""
    folders = [folder for folder in file.parents if folder.is_relative_to(ROOT)]
    return any(
        first_imports(place)[:1] == ["pydicom"]
        for place in (file, *(folder / "__init__.py" for folder in folders))
    )


def users() -> Iterator[Path]:
    for file in sorted(ROOT.rglob("*.py")):
        if any(name.split(".")[0] in IN_PARTS for name in first_imports(file)):
            yield file


def test_that_pydicom_is_begun_whole() -> None:
    begun_in_parts = [str(file.relative_to(ROOT)) for file in users() if not begun_whole(file)]

    assert begun_in_parts == []
