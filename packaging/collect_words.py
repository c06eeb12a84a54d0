"""Print every marked string of the program as plain calls that lupdate can read.

lupdate's Python parser gives up on a call with keyword arguments, as in
`message("Scanner", "{count} files", count=3)`, so the strings are collected from the syntax tree here.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MARKS = ("mark", "message")


def marked_strings(package: Path) -> Iterator[tuple[str, str]]:
    """(context, text) of every `mark` and `message` call whose two first arguments are written out."""
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called_name(node) in MARKS:
                words = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                if len(words) == 2:
                    yield str(words[0]), str(words[1])


def called_name(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def main() -> None:
    for context, text in sorted(set(marked_strings(Path(sys.argv[1])))):
        print(f"QT_TRANSLATE_NOOP({quoted(context)}, {quoted(text)})")


def quoted(text: str) -> str:
    """A string literal lupdate reads: double quotes, and only the escapes it knows."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    main()
