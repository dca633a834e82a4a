"""The command ``emhassist measure``: the same case as in the module, from files.

Needs slicer-core, SimpleITK and pydicom; no Qt, no display.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from math import nan
from pathlib import Path

from ..Roles import REGION_ROLES, SEQUENCE_ROLES
from .Output import checkFolder, folder, showProgress, writeTexts

SUMMARY = "Measure regions on series, compare lesions with references and evaluate the findings."
# Further names of options, by role.
_ALIASES = {"STIR": ("--t2fs",)}


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser of ``emhassist measure``."""
    series = parser.add_argument_group("series", "image file, DICOM folder (FOLDER:NUMBER if it contains several "
                                                 "series) or multi-frame DICOM file; FOLDER:WATER, FOLDER:'TE 10' or "
                                                 "FOLDER:2:WATER if a series holds several images, which are listed "
                                                 "when none is named; each option can be repeated")
    _addRoleOptions(series, SEQUENCE_ROLES, "series", "PATH")
    regions = parser.add_argument_group("regions", "Markups ROI or closed curve (.mrk.json), segmentation "
                                        "(.seg.nrrd, or FILE:SEGMENT for one segment), label image as FILE:LABEL, or "
                                        "RTSTRUCT as FILE:NAME; each option can be repeated. Regions are named after "
                                        "their files: keep patients' names out")
    _addRoleOptions(regions, REGION_ROLES, "regions", "REGION")
    parser.add_argument("--ellipsoid", action="store_true", help="measure the ellipsoid inscribed in each Markups ROI "
                        "instead of its box")
    parser.add_argument("--curve-thickness", metavar="MM", type=_thickness, help="thickness of the region inside each "
                        "closed curve, half of it to each side of its plane (default: 4 mm, as the files do not say)")
    parser.add_argument("--similar", metavar=("LOW", "HIGH"), nargs=2, type=float, help="margins within which a ratio "
                                                                                        "is called similar (default: "
                                                                                        "0.80 1.25)")
    parser.add_argument("--nearest-reference", action="store_true", help="compare each lesion only with the reference "
                                                                         "regions at its level, not with all of them")
    parser.add_argument("--check-alignment", action="store_true", help="measure how far the anatomy around the lesions "
                        "on each series lies from where the first T1, else the first series, shows it, and say so; "
                        "takes some seconds a series and moves nothing")
    parser.add_argument("--iron", action="store_true", help="iron in marrow or lesions is known")
    parser.add_argument("--spread", metavar="SD", type=float, default=nan, help="how much places of one tissue "
                        "differ in a patient, as a fraction of the mean, on all MR series (default: by sequence, 0.08 "
                        "on T1 and T2; see Computation.md)")
    parser.add_argument("--marrow-state", choices=("unknown", "red", "fatty"), default="unknown", help="whether the "
                        "marrow that lesions are compared with is red, as in children and wherever blood formation is "
                        "driven, or fatty, as in most adults (default: unknown)")
    bases, conditions = _settingIds()
    parser.add_argument("--setting", metavar="ID[+ID...]", default="", help="clinical setting, from which the prior "
                        "follows: a base prior, conditions of the patient, or both, joined by + (default: the first "
                        f"base prior of the model). Base priors of the built-in model: {bases}")
    parser.add_argument("--condition", metavar="ID", action="append", default=[], dest="conditions",
                        help="a condition of the patient, which changes the prior; can be repeated. A finding that "
                             f"states one does the same. Conditions of the built-in model: {conditions}")
    parser.add_argument("--finding", metavar="FEATURE=ANSWER", action="append", default=[], type=_finding,
                        dest="findings", help="a finding of the model, which replaces what was measured; the answer "
                                              "not_assessed leaves it out; can be repeated")
    parser.add_argument("--prior", metavar="P", type=float, help="prior probability of EMH, above 0 and below 1 "
                                                                 "(default: that of the setting)")
    parser.add_argument("--cap", metavar="RATIO", type=float, help="no finding changes the odds between two diagnoses "
                                                                   "by more than this factor (default: that of the "
                                                                   "model)")
    parser.add_argument("--temper", metavar="FACTOR", type=float, default=1.0, help="multiplies the weight of all "
                                                                                    "findings, 0 to 2 (default: 1)")
    parser.add_argument("--model", metavar="FILE", help="likelihood model to use instead of the built-in one")
    parser.add_argument("--strict", action="store_true", help="end with an error and write nothing where a region "
                        "could not be measured on a series, or a series is not compared at all")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for "
                        "measurements.csv, ratios.csv and the other results; created if it does not exist")


def _addRoleOptions(group, roles, destination: str, metavar: str) -> None:
    """Add one option a role; all collect pairs of option and path in the order they are given."""
    for role in roles:
        option = f"--{role.option}"
        group.add_argument(option, *_ALIASES.get(role.name, ()), metavar=metavar, action="append", default=[],
                           dest=destination, type=lambda text, role=role: (role, text), help=role.title)


def _settingIds() -> tuple[str, str]:
    """Return the base priors and the conditions of the built-in model for the help, which does not load numpy."""
    content = json.loads((Path(__file__).parents[1] / "Likelihood" / "EMHAssistModel.json").read_text(encoding="utf-8"))
    bases, conditions = (", ".join(entry["id"] for entry in content[key]) for key in ("base_priors", "conditions"))
    return bases, conditions


def _thickness(text: str) -> float:
    thickness = float(text)
    if not 0 < thickness < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above zero")
    return thickness


def _finding(text: str) -> tuple[str, str]:
    feature, separator, answer = text.partition("=")
    if not (feature and separator and answer):
        raise argparse.ArgumentTypeError(f"'{text}' is not FEATURE=ANSWER")
    return feature, answer


def run(options: argparse.Namespace) -> int:
    """Measure a case given as files, write the results, show them, and return the exit status."""
    if not options.series:
        raise ValueError(f"no series given; use one of {_optionList(SEQUENCE_ROLES)}")
    if not any(role.isLesion for role, _ in options.regions):
        raise ValueError(f"no lesion given; use one of {_optionList(role for role in REGION_ROLES if role.isLesion)}")
    checkFolder(options.out)

    # Only here: these load numpy and slicer, which the help and the checks above do not need.
    from ..Analysis import analyze
    from ..Case import NOT_ASSESSED, Case, MarrowState, Options
    from ..Input.Account import Asked, notCompared, notMeasured
    from ..Input.CaseFiles import readCase
    from ..Likelihood import Assumptions, loadModel
    from ..Likelihood.ClinicalSetting import settingId
    from ..Likelihood.WeighedFindings import weigh
    from ..Measurement import Margins
    from ..RegionShapes import BOX, ELLIPSOID
    from ..Report.ResultFiles import resultContents
    from ..Report.Terminal import furtherText, measurementText, ratioText, readoutText
    from ..Scene import Volumes
    from ..Scene.AlignmentChecks import computeChecks, planChecks, storeChecks
    from ..Scene.RegionReader import RegionReader
    from ..Scene.Vertebrae import VertebraReader

    model = loadModel(options.model)
    for condition in options.conditions:
        model.condition(condition)
    setting = settingId(options.setting or model.basePriors[0].id, options.conditions)
    findings = dict(options.findings)
    if len(findings) < len(options.findings):
        raise ValueError("--finding: a feature is given more than once")
    margins = Margins(*options.similar) if options.similar else Margins()
    assumptions = Assumptions(options.prior, options.cap, options.temper)
    # Tells what is wrong with setting and findings before images are read, which takes long.
    weigh(model, {feature: None if answer == NOT_ASSESSED else answer for feature, answer in findings.items()}, setting)

    asked: list[Asked] = []
    scene = readCase(options.series, options.regions, (ELLIPSOID if options.ellipsoid else BOX).name,
                     options.curve_thickness, asked)
    regions = RegionReader().regions(scene)
    if options.check_alignment:
        checks = planChecks(scene, regions)
        storeChecks(scene, checks, computeChecks(checks, partial(showProgress, "Checking the alignment")))
    case = Case(Volumes.series(scene), regions, findings, setting,
                Options(margins, options.nearest_reference, options.iron, options.spread,
                        MarrowState(options.marrow_state)),
                VertebraReader().vertebrae(scene), assumptions)
    result = analyze(case, model, progress=partial(showProgress, "Measuring"))
    lost = notMeasured(asked, result)
    if options.strict and (lost := lost + notCompared(result)):
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise ValueError(f"--strict: {lost[0]}{more}")
    files = writeTexts(options.out, resultContents(result, model))
    parts = (measurementText(result), ratioText(result), furtherText(result), readoutText(result))
    print("\n\n".join(part for part in parts if part))
    print("\nWritten:", ", ".join(str(file) for file in files))
    return 0


def _optionList(roles) -> str:
    return ", ".join(f"--{role.option}" for role in roles)
