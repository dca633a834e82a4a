"""Result files of a case: its tables as CSV, and readout.json."""

from __future__ import annotations

from pathlib import Path

from ..Files import replaceTexts
from ..Likelihood import Model
from ..Result import Result
from .Formats import csvText, jsonText
from .ReadoutFile import readout
from .ResultTables import (
    comparabilityTable,
    concordanceTable,
    differentialTable,
    geometryTable,
    indexTable,
    measurementTable,
    ratioTable,
    tissueTable,
)

# Name of each CSV file to what makes its table.
TABLES = {
    "measurements.csv": measurementTable,
    "ratios.csv": ratioTable,
    "comparability.csv": comparabilityTable,
    "tissues.csv": tissueTable,
    "indices.csv": indexTable,
    "concordance.csv": concordanceTable,
    "geometry.csv": geometryTable,
    "differential.csv": differentialTable,
}

def writeResult(result: Result, model: Model, folder: str | Path) -> list[Path]:
    """Write all result files of a case.

    :param result: what was computed
    :param model: the model it was computed with
    :param folder: is made if it does not exist
    :return: the files written
    :raises OSError: the folder or a file cannot be written
    """
    return replaceTexts(folder, resultContents(result, model))


def resultContents(result: Result, model: Model) -> dict[str, str]:
    """Return the text of each result file of a case, by its name."""
    return {**{name: csvText(table(result)) for name, table in TABLES.items()},
            "readout.json": jsonText(readout(result, model))}
