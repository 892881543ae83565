"""Layers of TensorFlow's own ops, without Keras.

A layer is called with images and whether it is training; `kernels`, `ones` and
`zeros` are its variables by what they start from, and `trained` those that
gradients change.
"""

import tensorflow as tf


class Layer:
    """What has no variables."""

    def __init__(self):
        self.kernels, self.ones, self.zeros, self.trained = [], [], [], []

    def make(self, group, shape, is_trained=True):
        """Makes a variable of one group."""
        variable = tf.Variable(tf.zeros(shape), trainable=is_trained)
        group.append(variable)
        if is_trained:
            self.trained.append(variable)
        return variable


class Apply(Layer):
    """A function that has no variables."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __call__(self, maps, training):
        return self.function(maps)


class Dense(Layer):
    """A matrix and a bias."""

    def __init__(self, inputs, units):
        super().__init__()
        self.kernel = self.make(self.kernels, (inputs, units))
        self.bias = self.make(self.zeros, (units,))

    def __call__(self, maps, training):
        return tf.nn.bias_add(tf.matmul(maps, self.kernel), self.bias)


class Convolution(Layer):
    """Square filters with a border of half their size on all sides."""

    def __init__(self, inputs, filters, size, stride=1, has_bias=True):
        super().__init__()
        self.kernel = self.make(self.kernels, (size, size, inputs, filters))
        self.bias = self.make(self.zeros, (filters,)) if has_bias else None
        self.stride = stride
        border = [(size - 1) // 2] * 2
        is_usual = size == 1 or stride == 1
        self.padding = "SAME" if is_usual else [[0, 0], border, border, [0, 0]]

    def __call__(self, maps, training):
        maps = tf.nn.conv2d(maps, self.kernel, self.stride, self.padding)
        return maps if self.bias is None else tf.nn.bias_add(maps, self.bias)


class BatchNormalization(Layer):
    """Of maps by one kernel, of logits by few small ones."""

    def __init__(self, channels, epsilon):
        super().__init__()
        shape = (channels,)
        self.scale = self.make(self.ones, shape)
        self.shift = self.make(self.zeros, shape)
        self.mean = self.make(self.zeros, shape, is_trained=False)
        self.variance = self.make(self.ones, shape, is_trained=False)
        self.epsilon = epsilon

    def __call__(self, maps, training):
        if len(maps.shape) == 2:
            return self.of_logits(maps, training)
        if not training:
            maps, _, _ = tf.compat.v1.nn.fused_batch_norm(
                maps, self.scale, self.shift, self.mean, self.variance,
                self.epsilon, is_training=False)
            return maps
        maps, mean, variance = tf.compat.v1.nn.fused_batch_norm(
            maps, self.scale, self.shift, epsilon=self.epsilon)
        self.follow(mean, variance)
        return maps

    def of_logits(self, logits, training):
        mean, variance = self.mean, self.variance
        if training:
            mean, variance = tf.nn.moments(logits, axes=[0])
            self.follow(mean, variance)
        return tf.nn.batch_normalization(
            logits, mean, variance, self.shift, self.scale, self.epsilon)

    def follow(self, mean, variance):
        self.mean.assign_sub(0.1 * (self.mean - mean))
        self.variance.assign_sub(0.1 * (self.variance - variance))


class Chain(Layer):
    """One layer after the other."""

    def __init__(self, *layers):
        super().__init__()
        self.layers = layers
        for layer in layers:
            self.adopt(layer)

    def adopt(self, layer):
        """Takes a layer's variables for its own."""
        self.kernels += layer.kernels
        self.ones += layer.ones
        self.zeros += layer.zeros
        self.trained += layer.trained

    def __call__(self, maps, training):
        for layer in self.layers:
            maps = layer(maps, training)
        return maps


class Residual(Chain):
    """The sum of two chains, and its ReLU."""

    def __call__(self, maps, training):
        residual, shortcut = (layer(maps, training) for layer in self.layers)
        return tf.nn.relu(residual + shortcut)
