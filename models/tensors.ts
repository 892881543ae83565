/**
 * What tfjs calls its own, under names of ours for public signatures: tools that
 * read those take whatever is named there for a part of this project.
 */
import type * as tf from "@tensorflow/tfjs";

/**
 * A tensor of any shape.
 *
 * @internal
 */
export type Tensor = tf.Tensor;

/**
 * A vector.
 *
 * @internal
 */
export type Tensor1D = tf.Tensor1D;

/**
 * A matrix.
 *
 * @internal
 */
export type Tensor2D = tf.Tensor2D;

/**
 * A tensor of a single number.
 *
 * @internal
 */
export type Scalar = tf.Scalar;

/**
 * A tensor that can be assigned to.
 *
 * @internal
 */
export type Variable = tf.Variable;

/**
 * A network of tfjs's layers.
 *
 * @internal
 */
export type LayersModel = tf.LayersModel;
