"""The outcome of a trial."""

import numpy

# Of two classes, the second is the rare one.
MINORITY = 1


def minority_f1(predicted, labels):
    """The F1 of the minority class; 0 where it is 0 / 0."""
    named = predicted == MINORITY
    true = labels == MINORITY
    both = int(numpy.sum(named) + numpy.sum(true))
    hits = int(numpy.sum(named & true))
    return 2 * hits / both if both else 0.0
