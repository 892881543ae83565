"""Keras's logits for a test's weights and images."""

from starts import HEAD, print_logits
import keras
from keras_networks import build, reset


def logits_of(model, shape, images, kernels):
    """Logits in training."""
    keras.backend.clear_session()
    network = build(model, shape, HEAD)
    reset(network, 1)
    with_kernels = [layer for layer in network.layers
                    if hasattr(layer, "kernel")]
    for layer in sorted(with_kernels, key=order_of):
        layer.kernel.assign(kernels.next(layer.kernel.shape))
    return network(images, training=True).numpy()


def order_of(layer):
    """Convolutions come first; names count up as layers are made."""
    kind, _, number = layer.name.partition("_")
    return kind != "conv2d", int(number or 0)


print_logits(logits_of)
