"""`medviewer fault --out FILE`: what helps to mend a fault, as one file; sends nothing."""

import argparse
import tempfile
from pathlib import Path

from medviewer import paths, settings
from medviewer.cli.analyze import scan
from medviewer.cli.progress_line import ProgressLine
from medviewer.progress import CancelToken
from medviewer.session.support.fault_bundle import FaultOrder, collect
from medviewer.session.support.fault_reporting import header_files
from medviewer.whole_files import exported_file


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "fault", help="collect what helps to mend a fault into one file; sends nothing"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip", help="the bundle")
    parser.add_argument(
        "--headers",
        type=Path,
        nargs="+",
        default=[],
        metavar="PATH",
        help="add the DICOM headers of these, without identity, all pixels zero",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle; errors are raised for `main` to print."""
    with ProgressLine() as progress, tempfile.TemporaryDirectory(prefix="medviewer-") as unpacked:
        studies = scan(arguments.headers, Path(unpacked), progress) if arguments.headers else ()
        files = tuple(file for study in studies for file in header_files(study))
        order = FaultOrder(settings.load(paths.settings_file()), headers_of=files)
        bundle = collect(order, CancelToken(), progress)
        progress.done()
    with exported_file(arguments.out, makes_folder=True) as beside:
        beside.write_bytes(bundle.data)
    for part in bundle.parts:
        if part.text is not None:
            print(f"{part.size:>9,}  {part.name}")
    count = sum(part.text is None for part in bundle.parts)
    print(f"{count} headers; {bundle.left_out} left out. Written, sent to nobody: {arguments.out}")
    return 0
