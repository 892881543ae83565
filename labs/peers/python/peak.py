"""The most that a core can do: products of matrices, timed when asked.

PyTorch's where it is installed, else numpy's: whichever library of linear
algebra they came with.
"""

import json
import sys
import time

SIZE = 1024
PRODUCTS = 20


def make_product():
    """A function that multiplies two matrices of single precision."""
    try:
        import torch
    except ModuleNotFoundError:
        import numpy
        generator = numpy.random.default_rng(1)
        left, right = generator.random((2, SIZE, SIZE), dtype=numpy.float32)
        return lambda: left @ right
    torch.set_num_threads(1)
    left, right = torch.rand(2, SIZE, SIZE)
    return lambda: left @ right


def seconds_of(product):
    """How long one product takes."""
    started = time.perf_counter()
    product()
    return time.perf_counter() - started


def main():
    """Answers each line with the best of some products."""
    product = make_product()
    product()
    for _ in sys.stdin:
        best = min(seconds_of(product) for _ in range(PRODUCTS))
        message = {"type": "peak", "operationsPerSecond": 2 * SIZE**3 / best}
        print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
