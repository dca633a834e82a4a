"""The command ``emhassist``: the same case as in the module, headless.

Needs slicer-core, SimpleITK and pydicom; no Qt, no display. A further subcommand is a further entry in COMMANDS.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from . import CommandLineCohort, CommandLineEvaluate, CommandLineModel, __version__
from .CommandLineOutput import checkFolder, folder, showProgress, writeTexts
from .Roles import REGION_ROLES, SEQUENCE_ROLES

# Further names of options, by role.
_ALIASES = {"STIR": ("--t2fs",)}
# What the command ends with when the input is at fault, as argparse has it.
EXIT_BAD_INPUT = 2


@dataclass(frozen=True)
class Command:
    """A subcommand.

    :param name: the word after ``emhassist``
    :param summary: one line for the help
    :param addOptions: adds the options to an argparse parser
    :param run: does the work with the parsed options and returns the exit status; ValueError and OSError become a
        message and EXIT_BAD_INPUT
    """

    name: str
    summary: str
    addOptions: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """A parser that leaves it to main() to say what is wrong, in one line."""

    def error(self, message):
        raise ValueError(f"{message} (see {self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    :param argv: arguments without the name of the program; those of the process if None
    :return: exit status; 0 when results were written, 2 when the input cannot be used, with one line on stderr
    """
    # Names of regions may hold characters that the terminal cannot show.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = _Parser(prog="emhassist", description="Signal-intensity ratios of spinal lesions and how likely they are "
                     "extramedullary hematopoiesis. Research use only.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"EMHAssist {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary,
                                          allow_abbrev=False)
        command.addOptions(subparser)
        subparser.set_defaults(run=command.run)
    try:
        options = parser.parse_args(argv)
        status = options.run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads has seen enough, as head and less do
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, OSError) as error:
        print("emhassist: error:", " ".join(str(error).split()), file=sys.stderr)
        return EXIT_BAD_INPUT


def _addMeasureOptions(parser: argparse.ArgumentParser) -> None:
    series = parser.add_argument_group("series", "image file, DICOM folder (FOLDER:NUMBER where it holds several "
                                       "series) or multi-frame DICOM file; each option can be repeated")
    _addRoleOptions(series, SEQUENCE_ROLES, "series", "PATH")
    regions = parser.add_argument_group("regions", "Markups ROI or closed curve (.mrk.json), segmentation "
                                        "(.seg.nrrd, or FILE:SEGMENT for one segment), label image as FILE:LABEL, or "
                                        "RTSTRUCT as FILE:NAME; each option can be repeated. Regions are named after "
                                        "their files: keep patients' names out")
    _addRoleOptions(regions, REGION_ROLES, "regions", "REGION")
    parser.add_argument("--ellipsoid", action="store_true", help="measure the ellipsoid inscribed in each Markups ROI "
                        "instead of its box")
    parser.add_argument("--curve-thickness", metavar="MM", type=_thickness, help="thickness of the region inside each "
                        "closed curve, half of it to each side of its plane; 4 mm if not given, as files do not say")
    parser.add_argument("--similar", metavar=("LOW", "HIGH"), nargs=2, type=float, help="margins within "
                        "which a ratio is called similar; 0.80 1.25 if not given")
    parser.add_argument("--nearest-reference", action="store_true", help="compare each lesion with the "
                        "reference regions at its level alone, instead of all")
    parser.add_argument("--iron", action="store_true", help="iron in marrow or lesions is known")
    parser.add_argument("--setting", metavar="ID", help="clinical setting of the model, which is the prior; the first "
                        "one of the model if not given")
    parser.add_argument("--finding", metavar="FEATURE=LEVEL", action="append", default=[], type=_finding,
                        dest="findings", help="a finding of the model, which replaces what is measured; the level "
                        "not_assessed leaves it out; can be repeated")
    parser.add_argument("--prior", metavar="P", type=float, help="prior probability of EMH, above 0 and below 1; that "
                        "of the setting if not given")
    parser.add_argument("--cap", metavar="RATIO", type=float, help="no finding changes the odds of two diagnoses by "
                        "more than this factor; that of the model if not given")
    parser.add_argument("--temper", metavar="FACTOR", type=float, default=1.0, help="multiplies the weight of all "
                        "findings, 0 to 2; 1 if not given")
    parser.add_argument("--model", metavar="FILE", help="likelihood model to use instead of the one that comes along")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for "
                        "measurements.csv, ratios.csv and the other results; made if it does not exist")


def _addRoleOptions(group, roles, destination: str, metavar: str) -> None:
    """Add one option a role; all collect pairs of option and path in the order they are given."""
    for role in roles:
        option = f"--{role.option}"
        group.add_argument(option, *_ALIASES.get(role.name, ()), metavar=metavar, action="append", default=[],
                           dest=destination, type=lambda text, role=role: (role, text), help=role.title)


def _thickness(text: str) -> float:
    thickness = float(text)
    if not 0 < thickness < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above zero")
    return thickness


def _finding(text: str) -> tuple[str, str]:
    feature, separator, level = text.partition("=")
    if not (feature and separator and level):
        raise argparse.ArgumentTypeError(f"'{text}' is not FEATURE=LEVEL")
    return feature, level


def _measure(options: argparse.Namespace) -> int:
    """Measure a case given as files, write the results and show them."""
    if not options.series:
        raise ValueError(f"no series given; use one of {_optionList(SEQUENCE_ROLES)}")
    if not any(role.isLesion for role, _ in options.regions):
        raise ValueError(f"no lesion given; use one of {_optionList(role for role in REGION_ROLES if role.isLesion)}")
    checkFolder(options.out)

    # Only here: these load numpy and slicer, which the help and the checks above do not need.
    from .Analysis import analyze
    from .Case import NOT_ASSESSED, Case, Options
    from .Input.CaseFiles import readCase
    from .Likelihood import Weighing, evaluate, loadModel
    from .Measurement import Margins
    from .Report.Files import writeResult
    from .Report.Terminal import furtherText, measurementText, ratioText, readoutText
    from .Scene import Volumes
    from .Scene.Regions import RegionReader
    from .Scene.Vertebrae import VertebraReader

    model = loadModel(options.model)
    setting = model.settings[0].id if options.setting is None else options.setting
    findings = dict(options.findings)
    if len(findings) < len(options.findings):
        raise ValueError("--finding: a feature is given more than once")
    margins = Margins(*options.similar) if options.similar else Margins()
    weighing = Weighing(options.prior, options.cap, options.temper)
    # Tells what is wrong with setting and findings before images are read, which takes long.
    evaluate(model, {feature: None if level == NOT_ASSESSED else level for feature, level in findings.items()}, setting)

    scene = readCase(options.series, options.regions, "Ellipsoid" if options.ellipsoid else "Box",
                     options.curve_thickness)
    case = Case(Volumes.series(scene), RegionReader().regions(scene), findings, setting,
                Options(margins, options.nearest_reference, options.iron),
                VertebraReader().vertebrae(scene), weighing)
    result = analyze(case, model, progress=partial(showProgress, "Measuring"))
    try:
        files = writeResult(result, model, options.out)
    except OSError as error:
        raise ValueError(f"--out {options.out}: cannot be written: {error.strerror or error}") from error
    parts = (measurementText(result), ratioText(result), furtherText(result), readoutText(result))
    print("\n\n".join(part for part in parts if part))
    print("\nWritten:", ", ".join(str(file) for file in files))
    return 0


def _addSimulateOptions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["coverage"], help="coverage: how often the 95 %% interval of a ratio holds "
                        "the truth")
    parser.add_argument("--quick", action="store_true", help="fewer cells and cases, in about a minute; all take long")
    parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1, help="number of processes; "
                        "one for each core if not given. The result does not depend on it")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for coverage.csv, "
                        "coverage_between.csv and coverage.md; made if it does not exist")


def _simulate(options: argparse.Namespace) -> int:
    """Simulate patients, show how often the intervals hold the truth and write it."""
    if options.processes < 1:
        raise ValueError("--processes: give at least 1")
    checkFolder(options.out)
    from . import Simulation

    design = Simulation.QUICK if options.quick else Simulation.FULL
    cells, fixed = Simulation.simulate(design, partial(showProgress, "Simulating"), options.processes)
    text = f"{Simulation.summary(cells)}\n\n{Simulation.tableText(cells, fixed)}\n"
    contents = {"coverage.csv": Simulation.cellsCsv(cells), "coverage_between.csv": Simulation.betweenCsv(fixed),
                "coverage.md": text}
    files = writeTexts(options.out, contents)
    print(text, "Written: ", ", ".join(str(file) for file in files), sep="")
    return 0


def _optionList(roles) -> str:
    return ", ".join(f"--{role.option}" for role in roles)


COMMANDS = (
    Command("measure", "Measure regions on series, compare lesions with references and weigh the findings.",
            _addMeasureOptions, _measure),
    Command("simulate", "Simulate patients with known ratios to see what the intervals are worth.",
            _addSimulateOptions, _simulate),
    Command("evaluate", "Judge the likelihood model on cases whose diagnosis is proven.",
            CommandLineEvaluate.addOptions, CommandLineEvaluate.run),
    Command("cohort", "Update a likelihood model with own proven cases and cross-validate it.",
            CommandLineCohort.addOptions, CommandLineCohort.run),
    Command("model", "Show or check a likelihood model.", CommandLineModel.addOptions, CommandLineModel.run),
)

if __name__ == "__main__":
    sys.exit(main())
