"""The logits of TensorFlow's own ops for a test's weights and images."""

from starts import HEAD, print_logits
import tensorflow as tf
from tensorflow_networks import build, reset


def logits_of(model, shape, images, kernels):
    """Logits in training."""
    network = build(model, shape, HEAD)
    reset(network, 1)
    for kernel in network.kernels:
        kernel.assign(kernels.next(kernel.shape))
    return network(tf.constant(images), True).numpy()


print_logits(logits_of)
