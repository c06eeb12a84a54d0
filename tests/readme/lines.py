"""The command lines README shows."""

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
COMMENT = re.compile(r"\s+#\s.*$")


def command_lines() -> tuple[str, ...]:
    """Every line of README's shell blocks, without comments, in order."""
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    lines = (COMMENT.sub("", line).strip() for block in blocks for line in block.splitlines())
    return tuple(line for line in lines if line)
