"""One whole result a folder, named by its key, as it lies in a batch's folder.

    OUT/results/<key>/result.json      the answer as `TaskResult`, and the bundle's documents beside it
    OUT/work/                          what is being written; whatever a killed run left there is worthless

A folder of that name is whole: it is renamed into place as the last step.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from medviewer.session.batch.result_key import RESULT_SCHEMA
from medviewer.session.batch.sentences import read, written
from medviewer.session.batch.study_answers import FindingRow, ModelAnswer
from medviewer.session.batch.study_task import TaskResult, TaskStatus

RESULT = "result.json"
LARGEST_RESULT = 50_000_000  # bytes; a study with a thousand findings has a hundredth


class KeptResults:
    """The results in a batch's folder. Safe for several writers: each key is moved into place once."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def folder_of(self, key: str) -> Path:
        return self.out / "results" / key

    def holds(self, key: str) -> bool:
        return (self.folder_of(key) / RESULT).is_file()

    def find(self, key: str) -> TaskResult | None:
        """The result of that key; None where there is none, or what lies there is none."""
        file = self.folder_of(key) / RESULT
        try:
            if file.stat().st_size > LARGEST_RESULT:
                return None
            return parse_result(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @contextmanager
    def working(self) -> Iterator[Path]:
        """An empty folder on the results' disk, gone when the block ends.

        Raises:
            OSError: the disk refused.
        """
        work = self.out / "work"
        work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    def put(self, staged: Path, result: TaskResult) -> None:
        """Make `staged`, with the documents in it, the result of its key.

        Raises:
            OSError: the disk refused; nothing stands under the key that did not before.
        """
        file = staged / RESULT
        file.write_text(json.dumps(result_document(result), indent=1), encoding="utf-8")
        _reach_the_disk(staged)
        target = self.folder_of(result.key)
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.find(result.key) is None:
            shutil.rmtree(target, ignore_errors=True)  # what somebody emptied or damaged
        try:
            os.rename(staged, target)
        except OSError:
            if not self.holds(
                result.key
            ):  # else another machine was as quick, with the same result
                raise

    def clear_work(self) -> None:
        """Take away what a killed run was at."""
        with suppress(OSError):
            shutil.rmtree(self.out / "work")


def _reach_the_disk(folder: Path) -> None:
    """After a power cut a name may outlive what was written under it: a result is whole in every file."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as written:
                os.fsync(written.fileno())


def result_document(result: TaskResult) -> dict[str, object]:
    """A result as JSON has it; the task's number is of one batch only and is left out."""
    document = {name: value for name, value in asdict(result).items() if name != "number"}
    answers = [_answer_document(each) for each in result.answers]
    told = {"reason": written(result.reason), "answers": answers}
    return {"result_schema": RESULT_SCHEMA, **document, **told}


def _answer_document(answer: ModelAnswer) -> dict[str, object]:
    warnings = [written(each) for each in answer.warnings]
    return {**asdict(answer), "reason": written(answer.reason), "warnings": warnings}


def parse_result(document: object, number: int = 0) -> TaskResult:
    """A result from JSON.

    Raises:
        KeyError, TypeError, ValueError: it is none, or of another schema.
    """
    if not isinstance(document, dict) or document.pop("result_schema") != RESULT_SCHEMA:
        raise ValueError("no result of this schema")
    document["number"] = number
    document["status"] = TaskStatus(document["status"])
    document["reason"] = read(document["reason"])
    document["answers"] = tuple(_answer(each) for each in document["answers"])
    document["files"] = tuple(document["files"])
    return TaskResult(**document)


def _answer(document: dict[str, object]) -> ModelAnswer:
    findings, warnings = document["findings"], document["warnings"]
    if not isinstance(findings, list) or not isinstance(warnings, list):
        raise TypeError("no answer of a model")
    document["reason"] = read(document["reason"])
    document |= {"findings": tuple(map(_finding, findings)), "warnings": tuple(map(read, warnings))}
    return ModelAnswer(**document)  # type: ignore[arg-type]  # as `result_document` wrote it


def _finding(document: dict[str, object]) -> FindingRow:
    center = document["center_lps_mm"]
    if isinstance(center, list):
        document["center_lps_mm"] = tuple(center)
    return FindingRow(**document)  # type: ignore[arg-type]  # as above
