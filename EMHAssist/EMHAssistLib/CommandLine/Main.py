"""The command ``emhassist``: its subcommands, and what it ends with."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from .. import __version__
from . import CohortCommand, EvaluateCommand, MeasureCommand, ModelCommand, SimulateCommand

# Each has SUMMARY, one line for the help; addOptions, which adds to an argparse parser; and run, which does the work
# with the parsed options and returns the exit status. ValueError and OSError become a message and EXIT_BAD_INPUT.
COMMANDS = {"measure": MeasureCommand, "simulate": SimulateCommand, "evaluate": EvaluateCommand,
            "cohort": CohortCommand, "model": ModelCommand}
# What the command ends with when the input is at fault, as argparse has it.
EXIT_BAD_INPUT = 2


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
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.SUMMARY, description=command.SUMMARY, allow_abbrev=False)
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
