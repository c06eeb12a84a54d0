"""`medviewer analyze STUDY --out DIR`: what the window does on Analyze and Export, without a window."""

import argparse
import sys
import tempfile
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.ai import applicability
from medviewer.ai.applicability import Option, Plan
from medviewer.ai.installed_models import installed_cards
from medviewer.ai.remote.remote_worker import RemoteWorker
from medviewer.ai.worker import build_handler
from medviewer.cli.bundle_options import add_options, bundle_order, export, kinds_of, tell
from medviewer.cli.device_option import add_device
from medviewer.cli.progress_line import ProgressLine
from medviewer.cli.remote_choice import choose_machine, remote_worker
from medviewer.cli.trail_notes import note_analyses
from medviewer.domain.bundle import Packing
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, ModelCard
from medviewer.domain.report import ReportContent
from medviewer.domain.study import Study
from medviewer.errors import ChoiceNeeded, InputError
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.ai.analysis_run import AnalysisOrder, AnalysisWorker, refused, run_order
from medviewer.session.ai.operating_points import stated
from medviewer.session.reports.report_order import ReportOrder
from medviewer.session.reports.report_run import run_order as write_report
from medviewer.session.review.kept_reading import analysed_order
from medviewer.words import message

REFUSED = 3


SUMMARY = (
    "analyse a study; write report.pdf, report.html and findings.json, or any kind of document"
)


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("analyze", help=SUMMARY)
    parser.add_argument("study", type=Path, help="a folder, file or ZIP archive")
    parser.add_argument("--out", type=Path, required=True, help="folder for the results")
    parser.add_argument("--study", dest="study_uid", default="", help="StudyInstanceUID")
    parser.add_argument("--series", dest="series_uid", default="", help="SeriesInstanceUID")
    parser.add_argument("--model", dest="model_id", default="", help="run this model only")
    parser.add_argument(
        "--override",
        default="",
        metavar="REASON",
        help="run a model against the guard's advice; the reason stands in the report. Where the study is "
        "of another modality, name the model, too",
    )
    add_device(parser)
    parser.add_argument(
        "--remote",
        default="",
        metavar="NAME|URL",
        help="run the models on that machine (KServe v2); pixels leave without identity",
    )
    add_options(parser, is_required=False)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyse and write; errors are raised for `main` to print."""
    kinds, outcome = kinds_of(arguments.bundle), None
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressLine())
        unpacked = stack.enter_context(tempfile.TemporaryDirectory(prefix="medviewer-"))
        study = choose_study(scan([arguments.study], Path(unpacked), progress), arguments.study_uid)
        cards = choose_models(installed_cards(), arguments.model_id)
        worker, device = choose_worker(arguments, study, cards)
        stack.callback(worker.stop)
        wishes = replace(Wishes.of(arguments), device=device)
        results = [analyze(study, card, wishes, worker, progress) for card in cards]
        progress.done()
        files = write_report(report_order(study, results), arguments.out, CancelToken())
        if kinds:
            packing = Packing(arguments.packing)
            reading = analysed_order(study, results)
            outcome = export(bundle_order(reading, kinds, packing, arguments.out), progress)
            progress.done()
    written = {"html", "json", "pdf", *(kind.value for kind in (outcome.kinds if outcome else ()))}
    note_analyses(study, results, written, file_count=3 + (len(outcome.files) if outcome else 0))
    for notice in files.notices:
        print(notice, file=sys.stderr)
    print_outcome(results, arguments.out)
    code = tell(outcome) if outcome is not None else 0
    is_refused = all(result.status is AnalysisStatus.REFUSED for result in results)
    return REFUSED if is_refused else code


def scan(places: list[Path], unpack_to: Path, progress: ProgressSink) -> tuple[Study, ...]:
    from medviewer.dicom import scanner

    return scanner.scan(places, unpack_to, CancelToken(), progress, lambda update: None).studies


def choose_study(studies: tuple[Study, ...], study_uid: str) -> Study:
    """The study of that UID, or the only one.

    Raises:
        ChoiceNeeded: several studies and no UID, or none of that UID; lists them.
    """
    chosen = [s for s in studies if study_uid in ("", s.study_instance_uid)]
    if len(chosen) == 1:
        return chosen[0]
    listed = "".join(
        f"\n  {s.study_instance_uid}  {s.study_date}  {s.study_description}" for s in studies
    )
    if study_uid:
        raise ChoiceNeeded(
            message(
                "Analyze",
                "There is no study {uid} here. Name one of these with --study:{listed}",
                uid=study_uid,
                listed=listed,
            )
        )
    raise ChoiceNeeded(
        message(
            "Analyze",
            "There are {count} studies here. Name one with --study:{listed}",
            count=len(studies),
            listed=listed,
        )
    )


def choose_models(cards: tuple[ModelCard, ...], model_id: str) -> tuple[ModelCard, ...]:
    """The model of that id, or all of them."""
    cards = tuple(card for card in cards if card.is_analyzer)
    chosen = tuple(card for card in cards if model_id in ("", card.model_id))
    if chosen:
        return chosen
    raise ChoiceNeeded(
        message(
            "Analyze",
            "There is no model “{model}”. Name one of these with --model: {listed}",
            model=model_id,
            listed=", ".join(card.model_id for card in cards) or "(none is installed)",
        )
    )


def choose_worker(
    arguments: argparse.Namespace, study: Study, cards: tuple[ModelCard, ...]
) -> tuple[WorkerProcess | RemoteWorker, str]:
    """What answers, and the device it is asked to use: this computer's, or another machine."""
    if not arguments.remote:
        return WorkerProcess(build_handler), arguments.device
    machine = choose_machine(arguments.remote)
    return remote_worker(machine, study, cards), machine.device


def choose_series(plan: Plan, study: Study, wishes: "Wishes") -> Option | None:
    """The series named as the model would see it, or the best one.

    Raises:
        InputError: the study has no such series; lists those it has.
    """
    series_uid = wishes.series_uid
    if not series_uid:
        return plan.best(wishes.override)
    if study.find_series(series_uid) is None:
        listed = "".join(
            f"\n  {s.series_instance_uid}  {s.modality}  {s.count} images  {s.series_description}"
            for s in study.series
        )
        raise InputError(
            message(
                "Analyze",
                "The study has no series {uid}. Name one of these with --series:{listed}",
                uid=series_uid,
                listed=listed,
            )
        )
    return next((o for o in plan.options if o.series.series_instance_uid == series_uid), None)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for beside study and model; see the options of the same names."""

    series_uid: str
    device: str
    override: str
    model_id: str = ""

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> "Wishes":
        return cls(
            arguments.series_uid,
            arguments.device,
            arguments.override.strip(),
            arguments.model_id,
        )

    def override_of(self, card: ModelCard, option: Option) -> str:
        """The reason, as far as it is for this model: another modality's must be named."""
        is_for_it = self.model_id or option.series.modality in card.applicability.modalities
        return self.override if is_for_it else ""


def analyze(
    study: Study,
    card: ModelCard,
    wishes: Wishes,
    worker: AnalysisWorker,
    progress: ProgressSink,
) -> AnalysisResult:
    """One model on its best series, or on the one named; a refusal is a result too."""
    plan = applicability.plan(card, study)
    option = choose_series(plan, study, wishes)
    override = wishes.override_of(card, option) if option else ""
    if option is None or not option.verdict.allows(override):
        return refused(plan, study, option)
    order = AnalysisOrder(
        uuid.uuid4().hex,
        card,
        study,
        option.series,
        option.display_set,
        device=wishes.device,
        warnings=option.verdict.reasons,
        override=override,
    )
    return stated(run_order(order, worker, progress, CancelToken()))


def report_order(study: Study, results: list[AnalysisResult]) -> ReportOrder:
    """Nobody has reviewed anything: every finding is undecided and the report preliminary."""
    findings = sorted(
        (finding for result in results for finding in result.findings),
        key=lambda finding: -finding.confidence,
    )
    return ReportOrder(study, tuple(results), tuple(findings), (), ReportContent())


def print_outcome(results: list[AnalysisResult], folder: Path) -> None:
    for result in results:
        if result.status is AnalysisStatus.DONE:
            print(f"{result.card.model_id}: {len(result.findings)} findings ({result.device})")
        else:
            print(f"{result.card.model_id}: {result.status}: {result.reason}", file=sys.stderr)
    print(f"Report: {folder / 'report.pdf'}")
