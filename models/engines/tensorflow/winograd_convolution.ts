/**
 * Convolutions by 3x3 filters with 36 multiplications for sixteen positions,
 * where the direct way takes 144.
 *
 * An output is computed in tiles of 4x4 positions, each from the 6x6 pixels that
 * it sees. With A, B and G fixed matrices, a tile is A'[(G w G') * (B' d B)]A,
 * where * goes element by element and is summed over channels: 36 products of
 * matrices over the tiles of all images. Maps are small here, so that B' d B of
 * all tiles, or A' m A, is a product with one matrix, too.
 *
 * Source: Winograd 1980, Arithmetic Complexity of Computations; Lavin and Gray
 * 2015, arXiv:1509.09308, F(4x4, 3x3).
 */
import * as tf from "@tensorflow/tfjs";
import type {
  ConvolutionAlgorithm,
  ConvolutionShape,
} from "./convolution_algorithm.ts";

/** Positions of a tile, on one side. */
const TILE = 4;

/** Weights of a filter, on one side. */
const FILTER = 3;

/**
 * Where polynomials are evaluated, infinity apart: a tile is a product of two,
 * its pixels' and its weights'. With the usual 0, 1, -1, 2 and -2, errors of
 * rounding are 2.3 times as large; with these they are six times those of the
 * direct way, a millionth of an output (512 channels, pixels half of them zero).
 * That points matter so much: Barabasz et al. 2018, arXiv:1803.10986.
 */
const POINTS = [0, 5 / 8, -5 / 8, 3 / 2, -3 / 2];

/** Components of a tile, on one side: one for each point, and infinity. */
const COMPONENTS = POINTS.length + 1;

/**
 * The most positions of a map: with more, the matrices between pixels and
 * components are large, and products with them take what is saved.
 */
const MOST_POSITIONS = 64;

/** Channels from which on that is little. */
const FEWEST_CHANNELS = 128;

/** Tiles of all images from which on a filter's components are worth it. */
const FEWEST_TILES = 32;

/** The algorithm, for small maps of many channels. */
export const WINOGRAD_CONVOLUTION: ConvolutionAlgorithm = {
  needsFloat32: true,

  suits(shape) {
    const { filterHeight, filterWidth, strideHeight, strideWidth } = shape;
    const { dilationHeight, dilationWidth, padInfo } = shape;
    const { inHeight, inWidth, inChannels, outChannels, batchSize } = shape;
    const { top, bottom, left, right } = padInfo;
    const ones = [strideHeight, strideWidth, dilationHeight, dilationWidth];
    const positions = inHeight * inWidth;
    return filterHeight === FILTER && filterWidth === FILTER &&
      [...ones, top, bottom, left, right].every((number) => number === 1) &&
      inHeight % TILE === 0 && inWidth % TILE === 0 &&
      positions <= MOST_POSITIONS &&
      Math.min(inChannels, outChannels) >= FEWEST_CHANNELS &&
      batchSize * positions / TILE ** 2 >= FEWEST_TILES;
  },

  output(x, filter, shape) {
    const products = tf.matMul(
      pixelComponents(x, shape),
      weightComponents(filter, shape),
    );
    return byImage(summed(ofPositions(shape), products), shape.outShape);
  },

  filterGradient(x, dy, shape) {
    const products = tf.matMul(
      pixelComponents(x, shape),
      positionComponents(dy, shape),
      true,
      false,
    );
    return tf.reshape(summed(ofWeights(), products), shape.filterShape);
  },

  inputGradient(dy, filter, shape) {
    const products = tf.matMul(
      positionComponents(dy, shape),
      weightComponents(filter, shape),
      false,
      true,
    );
    return byImage(summed(ofPixels(shape), products), shape.inShape);
  },
};

/** `[components, tiles of all images, channels]` of images. */
function pixelComponents(x: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const components = tf.matMul(ofPixels(shape), byPixel(x));
  return tf.reshape(components, [COMPONENTS ** 2, -1, shape.inChannels]);
}

/** `[components, tiles of all images, filters]` of the gradient by the output. */
function positionComponents(dy: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const components = tf.matMul(ofPositions(shape), byPixel(dy));
  return tf.reshape(components, [COMPONENTS ** 2, -1, shape.outChannels]);
}

/** `[components, channels, filters]` of filters. */
function weightComponents(
  filter: tf.Tensor,
  { inChannels, outChannels }: ConvolutionShape,
): tf.Tensor {
  const weights = tf.reshape(filter, [-1, inChannels * outChannels]);
  const components = tf.matMul(ofWeights(), weights as tf.Tensor2D);
  return tf.reshape(components, [COMPONENTS ** 2, inChannels, outChannels]);
}

/** Components summed into what they are of, a row for each. */
function summed(matrix: tf.Tensor2D, components: tf.Tensor): tf.Tensor2D {
  const rows = tf.reshape(components, [matrix.shape[0], -1]) as tf.Tensor2D;
  return tf.matMul(matrix, rows, true, false);
}

/** Images `[batch, height, width, channels]` as rows, one for each pixel. */
function byPixel(images: tf.Tensor): tf.Tensor2D {
  const [batch, height, width, channels] = images.shape as [
    number,
    number,
    number,
    number,
  ];
  const pixels = tf.reshape(images, [batch, height * width, channels]);
  return tf.reshape(tf.transpose(pixels, [1, 0, 2]), [height * width, -1]);
}

/** The same back. */
function byImage(
  rows: tf.Tensor,
  shape: [number, number, number, number],
): tf.Tensor {
  const [batch, height, width, channels] = shape;
  const pixels = tf.reshape(rows, [height * width, batch, channels]);
  return tf.reshape(tf.transpose(pixels, [1, 0, 2]), shape);
}

/** From pixels to components, `[components of all tiles, pixels]`: B'. */
function ofPixels({ inHeight, inWidth }: ConvolutionShape): tf.Tensor2D {
  // Of each point, the polynomial that is zero at all others.
  const rows = Array.from(
    { length: COMPONENTS },
    (_, component) => polynomial(otherPoints(component)),
  );
  const side = (length: number) =>
    sideOf(length, (component, at) => rows[component]?.[at + 1]);
  return onBothSides(side(inHeight), side(inWidth));
}

/** From positions to components, `[components of all tiles, positions]`: A. */
function ofPositions({ inHeight, inWidth }: ConvolutionShape): tf.Tensor2D {
  const rows = powers(TILE);
  const side = (length: number) =>
    sideOf(length, (component, at) => rows[component]?.[at]);
  return onBothSides(side(inHeight), side(inWidth));
}

/** From weights to components, `[components, weights]`: G. */
function ofWeights(): tf.Tensor2D {
  const side = powers(FILTER).map((row, component) => {
    const point = POINTS[component];
    const scale = point === undefined ? 1 : otherPoints(component)
      .reduce((product, other) => product * (point - other), 1);
    return [row.map((power) => power / scale)];
  });
  return onBothSides(side, side);
}

/** The points but a component's own; infinity, the last one, is not listed. */
function otherPoints(component: number): number[] {
  return POINTS.filter((_, index) => index !== component);
}

/** The powers of each point from 0 on; of infinity, the highest alone. */
function powers(count: number): number[][] {
  const exponents = Array.from({ length: count }, (_, exponent) => exponent);
  return [
    ...POINTS.map((point) => exponents.map((exponent) => point ** exponent)),
    exponents.map((exponent) => exponent === count - 1 ? 1 : 0),
  ];
}

/** Coefficients, the constant first, of the polynomial with these zeros. */
function polynomial(zeros: number[]): number[] {
  return zeros.reduce(
    (product, zero) =>
      [0, ...product].map((higher, at) => higher - zero * (product[at] ?? 0)),
    [1],
  );
}

/** What a pixel is for a component of a tile: `[component][tile][pixel]`. */
type Side = number[][][];

/** A side of pixels; `entry` takes a pixel's distance from its tile's first. */
function sideOf(
  length: number,
  entry: (component: number, at: number) => number | undefined,
): Side {
  return Array.from(
    { length: COMPONENTS },
    (_, component) =>
      Array.from({ length: length / TILE }, (_, tile) =>
        Array.from(
          { length },
          (_, pixel) => entry(component, pixel - TILE * tile) ?? 0,
        )),
  );
}

/** Rows: component and tile, down and across; columns: pixels, row-major. */
function onBothSides(down: Side, across: Side): tf.Tensor2D {
  return tf.tensor2d(
    down.flatMap((tilesDown) =>
      across.flatMap((tilesAcross) =>
        tilesDown.flatMap((pixelsDown) =>
          tilesAcross.map((pixelsAcross) =>
            pixelsDown.flatMap((y) => pixelsAcross.map((x) => y * x))
          )
        )
      )
    ),
  );
}
