"""What drawn tables and shares make of a case: how far the numbers of the model leave the answer open."""

import numpy as np

from .LogLikelihoods import drawnLogShares, drawnTableLikelihood
from .WeighedFindings import WeighedFindings

INTERVAL_QUANTILES = (0.025, 0.975)
_SMALLEST_WEIGHT = 1e-300
"""A class that runs out of float64 beside the others keeps a weight that one can divide by."""


def drawnClasses(weighed: WeighedFindings, factors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the weight of each class by the findings in the images alone, whatever the prior and the patient, and by
    all; each of shape (classes, draws), above 0 and on a scale of its own in every draw.

    :param factors: what each finding's log likelihood is multiplied by, see WeighedFindings.factors
    """
    model = weighed.model
    images = drawnLogShares(model).copy()
    rest = drawnLogShares(model, weighed.stated) - images + weighed.logPrior()[model.classOfForm(), np.newaxis]
    part = np.empty_like(images)
    for item, factor in zip(weighed.used, (factors * weighed.unsettled).tolist()):
        tables, ofForm = drawnTableLikelihood(item.feature, item.weightList, model.parameters, weighed.cap)
        sums = rest if item.feature.isHost else images
        sums += np.take(tables * factor, ofForm, axis=0, out=part, mode="clip")
    rest += images
    return _classWeights(model, images), _classWeights(model, rest)


def _classWeights(model, logs):
    """Return the weight of each class from log weights of the forms."""
    forms = np.exp(logs - logs.max(axis=0))
    classes = np.full((len(model.classes), forms.shape[1]), _SMALLEST_WEIGHT)
    # No matrix product: where the processor is busy, its threads wait for each other for tens of milliseconds.
    for classIndex, form in zip(model.classOfForm(), forms):
        classes[classIndex] += form
    return classes


def quantiles(values: np.ndarray) -> np.ndarray:
    """Return the ends of the 95 % interval of each row as np.quantile does, shape (2, rows); sorting is several times
    faster than the partition it uses."""
    ordered = np.sort(values, axis=1)
    position = np.array(INTERVAL_QUANTILES) * (values.shape[1] - 1)
    below = np.floor(position).astype(int)
    above = np.minimum(below + 1, values.shape[1] - 1)
    return (ordered[:, below] + (position - below) * (ordered[:, above] - ordered[:, below])).T
