"""The networks of the suite in TensorFlow's own ops."""

import tensorflow as tf

from tensorflow_layers import (
    Apply, BatchNormalization, Chain, Convolution, Dense, Residual)

CLASSES = 2
LARGE_IMAGE = 64


def build(model, image_shape, head):
    """Builds a network with its head: images to logits."""
    networks = {"small-cnn": small_cnn, "mlp": mlp, "resnet34": resnet34}
    layers = networks[model](image_shape)
    if head == "final-batch-norm":
        layers.append(BatchNormalization(CLASSES, 1e-3))
    return Chain(*layers)


def reset(network, seed):
    """Draws a new start: Glorot-uniform kernels, the rest as usual."""
    generator = tf.random.Generator.from_seed(seed)
    for kernel in network.kernels:
        *field, inputs, outputs = kernel.shape
        limit = (6 / ((inputs + outputs) * tf.reduce_prod(field).numpy()))**0.5
        kernel.assign(generator.uniform(kernel.shape, -limit, limit))
    for variable in network.ones:
        variable.assign(tf.ones_like(variable))
    for variable in network.zeros:
        variable.assign(tf.zeros_like(variable))


def relu():
    return Apply(tf.nn.relu)


def flatten(size):
    return Apply(lambda maps: tf.reshape(maps, [-1, size]))


def pool(size, stride, padding="VALID"):
    return Apply(lambda maps: tf.nn.max_pool2d(maps, size, stride, padding))


def small_cnn(image_shape):
    """Two blocks of convolution and pooling, then 64 units."""
    height, width, channels = image_shape
    size = (height // 4) * (width // 4) * 32
    return [
        Convolution(channels, 16, 3), relu(), pool(2, 2),
        Convolution(16, 32, 3), relu(), pool(2, 2),
        flatten(size), Dense(size, 64), relu(), Dense(64, CLASSES),
    ]


def mlp(image_shape):
    """128 and 64 units."""
    height, width, channels = image_shape
    size = height * width * channels
    return [flatten(size), Dense(size, 128), relu(), Dense(128, 64), relu(),
            Dense(64, CLASSES)]


def resnet34(image_shape):
    """Stages of 3, 4, 6, 3 basic blocks."""
    height, _, channels = image_shape
    if height >= LARGE_IMAGE:
        # After a ReLU, a border of zeros is never above what it borders on.
        border = Apply(lambda maps: tf.pad(
            maps, [[0, 0], [1, 1], [1, 1], [0, 0]]))
        layers = [normalized(channels, 64, 7, 2), relu(), border, pool(3, 2)]
    else:
        layers = [normalized(channels, 64, 3, 1), relu()]
    inputs = 64
    for stage, count in enumerate([3, 4, 6, 3]):
        filters = 64 * 2**stage
        for block in range(count):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(basic_block(inputs, filters, stride))
            inputs = filters
    average = Apply(lambda maps: tf.reduce_mean(maps, axis=[1, 2]))
    return [*layers, average, Dense(inputs, CLASSES)]


def basic_block(inputs, filters, stride):
    """Two convolutions beside a shortcut."""
    residual = Chain(normalized(inputs, filters, 3, stride), relu(),
                     normalized(filters, filters, 3, 1))
    shortcut = Chain() if stride == 1 else normalized(
        inputs, filters, 1, stride)
    return Residual(residual, shortcut)


def normalized(inputs, filters, size, stride):
    """A convolution with its batch normalization."""
    return Chain(Convolution(inputs, filters, size, stride, has_bias=False),
                 BatchNormalization(filters, 1e-5))
