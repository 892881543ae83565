"""The images that all peers train on, as the suite wrote them."""

from dataclasses import dataclass

import numpy

EVALUATION_BATCH = 100


@dataclass
class LabelledImages:
    """Pixels `[count, height, width, channels]` in [0, 1], and classes."""

    pixels: numpy.ndarray
    labels: numpy.ndarray

    def evaluation_batches(self):
        """The pixels in parts, as they are evaluated."""
        ends = range(EVALUATION_BATCH, len(self.pixels), EVALUATION_BATCH)
        return numpy.split(self.pixels, ends)


def read_images(settings, part):
    """Reads `train` or `test`: bytes of pixels, and a byte for each label."""
    folder = settings["folder"]
    shape = (-1, *settings["imageShape"])
    pixels = numpy.fromfile(f"{folder}/{part}.pixels", dtype=numpy.uint8)
    labels = numpy.fromfile(f"{folder}/{part}.labels", dtype=numpy.uint8)
    return LabelledImages(
        pixels=pixels.reshape(shape).astype(numpy.float32) / 255,
        labels=labels.astype(numpy.int64),
    )
