"""Networks with weights and images that a test wrote.

Arguments: the folder of the peers' modules, the folder of the test's files,
and the networks as JSON: name, model and shape of an image.
"""

import json
import sys

import numpy

sys.path.insert(0, sys.argv[1])

HEAD = "final-batch-norm"
IMAGES = 8


def print_logits(logits_of):
    """Prints the logits of each network as one line of JSON.

    `logits_of(model, shape, images, kernels)` sets the kernels by
    `kernels.next(shape)`, in the suite's order and layout.
    """
    logits = []
    for name, model, shape in json.loads(sys.argv[3]):
        images = read(f"{name}.images").reshape(IMAGES, *shape)
        kernels = Kernels(read(f"{name}.kernels"))
        logits.append(logits_of(model, shape, images, kernels).tolist())
        assert len(kernels.values) == 0, f"{name} has more kernels here"
    print(json.dumps(logits))


def read(name):
    """The numbers of a file."""
    return numpy.fromfile(f"{sys.argv[2]}/{name}", dtype=numpy.float32)


class Kernels:
    """Kernels one after the other."""

    def __init__(self, values):
        self.values = values

    def next(self, shape):
        """The next kernel, `[..., inputs, outputs]`."""
        size = int(numpy.prod(shape))
        kernel, self.values = self.values[:size], self.values[size:]
        return kernel.reshape(shape)
