"""Keras on TensorFlow by `fit`, with or without XLA as `jit` says."""

import keras
import numpy
import tensorflow

from keras_networks import build, reset
from protocol import HEADS, serve


class KerasPeer:
    """Models of both arms, compiled once, and the images."""

    def __init__(self, settings, train, test):
        threads = settings["threads"]
        tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
        tensorflow.config.threading.set_inter_op_parallelism_threads(threads)
        self.batch_size = settings["batchSize"]
        self.train_images = tensorflow.constant(train.pixels)
        self.train_labels = tensorflow.constant(train.labels)
        self.test = [tensorflow.constant(batch)
                     for batch in test.evaluation_batches()]
        options = settings["options"]
        steps = -(-len(train.labels) // self.batch_size)
        self.models = {}
        for head in HEADS:
            model = build(settings["model"], settings["imageShape"], head)
            model.compile(
                optimizer=keras.optimizers.Adam(1e-3),
                loss=keras.losses.SparseCategoricalCrossentropy(
                    from_logits=True),
                jit_compile=options["jit"],
                steps_per_execution=(
                    steps if options["execution"] == "epoch" else 1),
            )
            model.optimizer.build(model.trainable_variables)
            self.models[head] = model

    def train(self, head, seed, epochs):
        """Trains from a seed, without compiling the model anew."""
        model = self.models[head]
        keras.utils.set_random_seed(seed)
        reset(model, seed)
        for variable in model.optimizer.variables:
            if variable is not model.optimizer.learning_rate:
                variable.assign(keras.ops.zeros_like(variable))
        history = model.fit(
            self.train_images, self.train_labels, batch_size=self.batch_size,
            epochs=epochs, shuffle=True, verbose=0)
        return history.history["loss"]

    def predict(self, head):
        """The classes of the test images."""
        model = self.models[head]
        logits = [model.predict_on_batch(batch) for batch in self.test]
        return numpy.concatenate(logits).argmax(axis=1)


if __name__ == "__main__":
    serve(KerasPeer,
          f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}")
