/** tfjs on plain JavaScript, for tests that need no libtensorflow. */
import * as tf from "@tensorflow/tfjs";

tf.enableProdMode(); // keeps its advice on faster backends off the output
await tf.setBackend("cpu");
