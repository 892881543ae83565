"""The networks of the suite in Keras: the same layers and borders."""

import keras
from keras import layers

CLASSES = 2
LARGE_IMAGE = 64


def build(model, image_shape, head):
    """Builds a network with its head: images to logits."""
    networks = {"small-cnn": small_cnn, "mlp": mlp, "resnet34": resnet34}
    images = keras.Input(image_shape)
    logits = networks[model](images)
    if head == "final-batch-norm":
        logits = layers.BatchNormalization(momentum=0.9, epsilon=1e-3)(logits)
    return keras.Model(images, logits)


def reset(network, seed):
    """Draws a new start: Glorot-uniform kernels, the rest as usual."""
    generator = keras.random.SeedGenerator(seed)
    initializer = keras.initializers.GlorotUniform(seed=generator)
    for weight in network.weights:
        if weight.name == "kernel":
            weight.assign(initializer(weight.shape))
        elif weight.name in ("gamma", "moving_variance"):
            weight.assign(keras.ops.ones(weight.shape))
        else:
            weight.assign(keras.ops.zeros(weight.shape))


def small_cnn(images):
    """Two blocks of convolution and pooling, then 64 units."""
    maps = images
    for filters in (16, 32):
        maps = layers.Conv2D(
            filters, 3, padding="same", activation="relu")(maps)
        maps = layers.MaxPooling2D()(maps)
    units = layers.Dense(64, activation="relu")(layers.Flatten()(maps))
    return layers.Dense(CLASSES)(units)


def mlp(images):
    """128 and 64 units."""
    units = layers.Flatten()(images)
    for width in (128, 64):
        units = layers.Dense(width, activation="relu")(units)
    return layers.Dense(CLASSES)(units)


def resnet34(images):
    """Stages of 3, 4, 6, 3 basic blocks."""
    if images.shape[1] >= LARGE_IMAGE:
        maps = layers.ReLU()(convolution(images, 64, 7, 2))
        maps = layers.ZeroPadding2D(1)(maps)
        maps = layers.MaxPooling2D(3, strides=2)(maps)
    else:
        maps = layers.ReLU()(convolution(images, 64, 3, 1))
    for stage, count in enumerate([3, 4, 6, 3]):
        for block in range(count):
            stride = 2 if stage > 0 and block == 0 else 1
            maps = basic_block(maps, 64 * 2**stage, stride)
    return layers.Dense(CLASSES)(layers.GlobalAveragePooling2D()(maps))


def basic_block(maps, filters, stride):
    """Two convolutions beside a shortcut."""
    residual = layers.ReLU()(convolution(maps, filters, 3, stride))
    residual = convolution(residual, filters, 3, 1)
    shortcut = maps if stride == 1 else convolution(maps, filters, 1, stride)
    return layers.ReLU()(layers.Add()([residual, shortcut]))


def convolution(maps, filters, size, stride):
    """A convolution with its batch normalization, its border on all sides."""
    padding = "same"
    if size > 1 and stride > 1:
        maps = layers.ZeroPadding2D((size - 1) // 2)(maps)
        padding = "valid"
    maps = layers.Conv2D(
        filters, size, stride, padding=padding, use_bias=False)(maps)
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(maps)
