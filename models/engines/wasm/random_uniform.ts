/**
 * Random numbers that depend on nothing but their key: those of TensorFlow's
 * op of this name, number for number.
 *
 * Philox4x32-10 (Salmon et al. 2011, DOI 10.1145/2063384.2063405), with the
 * key scrambled as in TensorFlow's `stateless_random_ops.cc`.
 */
import type * as tf from "@tensorflow/tfjs";
import { floatsOf, type KernelArguments } from "./_kernel.ts";

const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const INCREMENTS = [0x9e3779b9, 0xbb67ae85] as const;
const ROUNDS = 10;

/** TensorFlow's constants, under which a user's key becomes a good one. */
const SCRAMBLE = [0x3ec8f720, 0x02461e29] as const;

/** The bits of a number that become the part after the point. */
const FRACTION = 2 ** 23;

/**
 * Draws uniform numbers.
 *
 * @returns Values in [0, 1), of the shape that the attributes name.
 */
export function statelessRandomUniform(
  { inputs, attrs, backend }: KernelArguments,
): tf.TensorInfo {
  const output = backend.makeOutput(attrs.shape as number[], "float32");
  const key = backend.typedArrayFromHeap(inputs.key as tf.TensorInfo);
  const [first = 0, second = 0] = key;
  const values = floatsOf(backend, output);
  // Either number of the key counts as one of 64 bits, with its sign.
  const block = Uint32Array.of(first, first >> 31, second, second >> 31);
  philox(block, ...SCRAMBLE);
  const [key0, key1, counter2, counter3] = block;
  for (let at = 0; at < values.length; at += block.length) {
    block[0] = at / block.length;
    block[1] = 0;
    block[2] = counter2!;
    block[3] = counter3!;
    philox(block, key0!, key1!);
    for (let lane = 0; lane < block.length; lane++) {
      // Past the end of the values nothing is written.
      values[at + lane] = block[lane]! % FRACTION / FRACTION;
    }
  }
  return output;
}

/** Turns a counter of four numbers into as many random ones, in place. */
function philox(block: Uint32Array, key0: number, key1: number): void {
  let a = block[0]!;
  let b = block[1]!;
  let c = block[2]!;
  let d = block[3]!;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(MULTIPLIERS[0], a);
    const high1 = highProduct(MULTIPLIERS[1], c);
    const low0 = Math.imul(MULTIPLIERS[0], a);
    const low1 = Math.imul(MULTIPLIERS[1], c);
    a = high1 ^ b ^ key0;
    b = low1;
    c = high0 ^ d ^ key1;
    d = low0;
    key0 = (key0 + INCREMENTS[0]) | 0;
    key1 = (key1 + INCREMENTS[1]) | 0;
  }
  block[0] = a;
  block[1] = b;
  block[2] = c;
  block[3] = d;
}

/** The upper 32 bits of the product of two numbers of 32 bits. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const low = aLow * bHigh + middle % 65536;
  return aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(low / 65536);
}
