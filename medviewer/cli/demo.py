"""`medviewer demo`: writes a thorax phantom as DICOM, then opens, analyses, overlays and reports it."""

import argparse
import json
import os
import platform
import shutil
from pathlib import Path

from medviewer import paths
from medviewer.ai.evaluation.phantoms import COUNTED_FROM_MM, counts_of, marks_at
from medviewer.domain.bundle import BundleKind
from medviewer.imaging.phantom import Phantom, ThoraxSpec, thorax_phantom

DEMO_KINDS = ",".join(kind.value for kind in BundleKind if kind is not BundleKind.MOVIE)


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "demo", help="write a thorax phantom as DICOM; open, analyse, overlay and report it"
    )
    parser.add_argument(
        "--out", type=Path, default=None, help="folder for the phantom and the report"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed, another patient")
    parser.add_argument(
        "--headless", action="store_true", help="no window, not even one that nobody sees"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    folder = (arguments.out or paths.data_folder() / "demo").resolve()
    print(f"Building the phantom (seed {arguments.seed}) …", flush=True)
    phantom = thorax_phantom(ThoraxSpec(seed=arguments.seed))
    study = write_phantom(phantom, folder / "phantom")
    report = folder / "report"
    present = analyze_without_window if arguments.headless else tour_in_window
    code = present(study, report)
    if code == 0:
        print(outcome(phantom, report / "findings.json"))
        print(f"Report: {report / 'report.pdf'}")
    return code


def write_phantom(phantom: Phantom, folder: Path) -> Path:
    """Write the phantom's series into a fresh `folder` beside the truth about it."""
    from medviewer.dicom.export import write_ct_series

    shutil.rmtree(folder, ignore_errors=True)
    files = write_ct_series(folder, phantom.volume)
    print(f"Wrote {len(files)} slices to {folder}", flush=True)
    return folder


def analyze_without_window(study: Path, report: Path) -> int:
    from medviewer.cli import analyze

    parser = argparse.ArgumentParser()
    analyze.add_parser(parser.add_subparsers())
    return analyze.run(
        parser.parse_args(["analyze", str(study), "--out", str(report), "--bundle", DEMO_KINDS])
    )


def tour_in_window(study: Path, report: Path) -> int:
    """Drive the real window: on screen where there is one, unseen otherwise."""
    is_seen = has_display()
    if not is_seen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from medviewer import app

    if is_seen:
        print(
            f"The report is being written to {report}; close the window when you are done.",
            flush=True,
        )
    return app.run_tour(study, report, stays_open=is_seen)


def has_display() -> bool:
    """Whether a window would be seen by somebody."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def outcome(phantom: Phantom, findings_json: Path) -> str:
    """One sentence on what was found of what is known to be there."""
    document = json.loads(findings_json.read_text(encoding="utf-8"))
    findings = [finding for result in document["results"] for finding in result["findings"]]
    centers = [f["center_lps_mm"] for f in findings if f["center_lps_mm"] is not None]
    counts = counts_of(marks_at(phantom.nodules, centers, [1.0] * len(centers)))
    return (
        f"Found {counts.found} of the phantom's {counts.counted} nodules of "
        f"{COUNTED_FROM_MM:g} mm and more, {counts.false_positives} false positives."
    )
