/**
 * Networks of which PyTorch computed logits and gradients: the numbers lie in
 * `fixtures/`, with the script that made them. The weights are a formula.
 */
import * as tf from "@tensorflow/tfjs";
import type { Written } from "../weights/_safetensors.ts";

/** The norm of a gradient, and its sum with scattered signs. */
export interface Checksums {
  norm: number;
  signed: number;
}

/** What PyTorch computed in one mode. */
export interface ParityStep {
  logits: number[][];
  loss: number;
  /** By the parameters' names; their order is that of the salts. */
  gradients: Record<string, Checksums>;
}

/** A file of `fixtures/`. */
export interface Parity {
  size: number;
  count: number;
  salt: number;
  classes: number;
  sha256: string;
  tensors: { name: string; shape: number[]; base: number; step: number }[];
  frozen: ParityStep;
  training: ParityStep;
  after: number[][];
  /**
   * Of the logits, every so many are kept.
   * @default {1}
   */
  kept?: number;
}

/** 32 bits that look random, of a place in a tensor. */
export function scattered(at: number, salt: number): number {
  let bits = Math.imul(at, 0x9e3779b1) + Math.imul(salt, 0x85ebca77);
  bits ^= bits >>> 16;
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ bits >>> 16) >>> 0;
}

/** The tensors of a network's file, in torchvision's names. */
export function parityTensors(
  { tensors }: Parity,
  dtype: Written["dtype"],
): Written[] {
  return tensors.map(({ name, shape, base, step }, salt) => ({
    name,
    shape,
    dtype,
    values() {
      const values = bytesOf(shape, salt);
      for (let at = 0; at < values.length; at++) {
        values[at] = base + step * (values[at]! - 128);
      }
      return values;
    },
  }));
}

/** The images, `[count, size, size, 3]`, in [0, 1]. */
export function parityImages({ count, size, salt }: Parity): tf.Tensor4D {
  const shape = [count, size, size, 3] as [number, number, number, number];
  return tf.tidy(() => tf.div(tf.tensor4d(bytesOf(shape, salt), shape), 255));
}

/** Scattered numbers from 0 to 255. */
function bytesOf(shape: readonly number[], salt: number): Float32Array {
  const values = new Float32Array(
    shape.reduce((product, length) => product * length, 1),
  );
  for (let at = 0; at < values.length; at++) {
    values[at] = scattered(at, salt) >>> 24;
  }
  return values;
}

/** One class after the other, one-hot. */
export function parityTargets({ count, classes }: Parity): tf.Tensor2D {
  const labels = Int32Array.from({ length: count }, (_, at) => at % classes);
  return tf.tidy(() =>
    tf.oneHot(tf.tensor1d(labels, "int32"), classes).toFloat() as tf.Tensor2D
  );
}

/**
 * The checksums of a gradient as tfjs has it, counted as PyTorch counts.
 *
 * @param gradient `[height, width, channels, filters]`, `[inputs, outputs]` or
 * `[channels]`.
 */
export function checksumsOf(gradient: tf.Tensor, salt: number): Checksums {
  const order = { 4: [3, 2, 0, 1], 2: [1, 0], 1: [0] }[gradient.rank];
  const turned = tf.transpose(gradient, order);
  const values = turned.dataSync();
  turned.dispose();
  let squares = 0;
  let signed = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    squares += value * value;
    signed += scattered(at, salt) >>> 31 === 0 ? value : -value;
  }
  return { norm: Math.sqrt(squares), signed };
}
