"""A training loop in `tf.function`, written by hand.

The option `loop` says whether a call of the function is a step, or an epoch
with all its steps; `jit` whether XLA compiles it.
"""

import numpy
import tensorflow as tf

from protocol import HEADS, serve
from tensorflow_networks import build, reset

LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-7


class Adam:
    """Adam by the kernel that does all of it for a variable at once."""

    def __init__(self, variables):
        self.variables = variables
        self.moments = [
            [tf.Variable(tf.zeros_like(variable)) for variable in variables]
            for _ in range(2)]
        self.powers = [tf.Variable(1.0), tf.Variable(1.0)]

    def reset(self):
        for moments in self.moments:
            for moment in moments:
                moment.assign(tf.zeros_like(moment))
        for power in self.powers:
            power.assign(1.0)

    def apply(self, gradients):
        power1 = self.powers[0].assign(self.powers[0] * BETA1)
        power2 = self.powers[1].assign(self.powers[1] * BETA2)
        slots = zip(self.variables, *self.moments, gradients)
        for variable, first, second, gradient in slots:
            tf.raw_ops.ResourceApplyAdam(
                var=variable.handle, m=first.handle, v=second.handle,
                beta1_power=power1, beta2_power=power2, lr=LEARNING_RATE,
                beta1=BETA1, beta2=BETA2, epsilon=EPSILON, grad=gradient)


class Arm:
    """A network, its optimizer, and the functions that were made of them."""

    def __init__(self, network, options):
        self.network = network
        self.optimizer = Adam(network.trained)
        jit = options["jit"]
        self.step = tf.function(self.train_batch, jit_compile=jit)
        self.infer = tf.function(
            lambda images: tf.argmax(network(images, False), axis=1),
            jit_compile=jit)
        self.epoch = tf.function(self.train_epoch)

    def train_batch(self, images, labels):
        """Changes the weights by a batch; returns the sum of its losses."""
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
                labels, self.network(images, True))
            loss = tf.reduce_mean(losses)
        self.optimizer.apply(tape.gradient(loss, self.network.trained))
        return tf.reduce_sum(losses)

    def train_epoch(self, images, labels, order, batch_size):
        """All steps of an epoch in one call."""
        count = order.shape[0]
        total = 0.0
        for start in tf.range(0, count - batch_size + 1, batch_size):
            batch = tf.slice(order, [start], [batch_size])
            total += self.step(tf.gather(images, batch),
                               tf.gather(labels, batch))
        if count % batch_size:
            rest = order[count - count % batch_size:]
            total += self.step(tf.gather(images, rest),
                               tf.gather(labels, rest))
        return total


class TensorFlowPeer:
    """Both arms, and the images as tensors."""

    def __init__(self, settings, train, test):
        threads = settings["threads"]
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
        self.batch_size = settings["batchSize"]
        self.images = tf.constant(train.pixels)
        self.labels = tf.constant(train.labels)
        self.test = [tf.constant(batch)
                     for batch in test.evaluation_batches()]
        self.loop = settings["options"]["loop"]
        self.arms = {
            head: Arm(build(settings["model"], settings["imageShape"], head),
                      settings["options"])
            for head in HEADS}

    def train(self, head, seed, epochs):
        """Trains from a seed; no loss is read before the end of an epoch."""
        arm = self.arms[head]
        reset(arm.network, seed)
        arm.optimizer.reset()
        generator = numpy.random.default_rng(seed)
        count = len(self.labels)
        losses = []
        for _ in range(epochs):
            order = tf.constant(generator.permutation(count))
            if self.loop == "epoch":
                total = arm.epoch(
                    self.images, self.labels, order, self.batch_size)
            else:
                images = tf.gather(self.images, order)
                labels = tf.gather(self.labels, order)
                total = tf.add_n([
                    arm.step(images[start:start + self.batch_size],
                             labels[start:start + self.batch_size])
                    for start in range(0, count, self.batch_size)])
            losses.append(float(total) / count)
        return losses

    def predict(self, head):
        """The classes of the test images."""
        infer = self.arms[head].infer
        return numpy.concatenate([infer(batch).numpy() for batch in self.test])


if __name__ == "__main__":
    serve(TensorFlowPeer, f"TensorFlow {tf.__version__}")
