/**
 * The standard normal distribution, both ways, to nearly all digits of a
 * double. The two rational approximations are the published ones, with their
 * published coefficients, lowest power first; only the upper tail of Cody's
 * routine is left out, since 1 minus the lower one is enough here.
 *
 * @module
 */

const INVERSE_SQRT_2PI = 0.39894228040143267794;

/** Where Cody's three approximations meet: 0.66291 and the root of 32. */
const CODY_CENTRAL_END = 0.66291;
const CODY_MIDDLE_END = Math.sqrt(32);
/** Below minus this the probability is less than the smallest double. */
const CODY_UNDERFLOW = 38.6;

const CODY_CENTRAL_TOP = [
  1.8154981253343561249e4,
  1.0676894854603709582e3,
  1.6102823106855587881e2,
  2.2352520354606839287e0,
  6.5682337918207449113e-2,
];
const CODY_CENTRAL_BOTTOM = [
  4.5507789335026729956e4,
  1.0260932208618978205e4,
  9.7609855173777669322e2,
  4.7202581904688241870e1,
  1,
];
const CODY_MIDDLE_TOP = [
  9.8427148383839780218e3,
  1.1602651437647350124e4,
  6.8481904505362823326e3,
  2.4945375852903726711e3,
  5.9727027639480026226e2,
  9.3506656132177855979e1,
  8.8831497943883759412e0,
  3.9894151208813466764e-1,
  1.0765576773720192317e-8,
];
const CODY_MIDDLE_BOTTOM = [
  1.9685429676859990727e4,
  3.8912003286093271411e4,
  3.4900952721145977266e4,
  1.8615571640885098091e4,
  6.4855582982667607550e3,
  1.5193775994075548050e3,
  2.3538790178262499861e2,
  2.2266688044328115691e1,
  1,
];
const CODY_TAIL_TOP = [
  2.9112874951168792e-5,
  1.421619193227893466e-3,
  2.2235277870649807e-2,
  1.274011611602473639e-1,
  2.1589853405795699e-1,
  2.307344176494017303e-2,
];
const CODY_TAIL_BOTTOM = [
  7.29751555083966205e-5,
  3.78239633202758244e-3,
  6.59881378689285515e-2,
  4.68238212480865118e-1,
  1.28426009614491121e0,
  1,
];

/** Where Wichura's three approximations meet. */
const WICHURA_CENTRAL_HALF_WIDTH = 0.425;
const WICHURA_MIDDLE_END = 5;
const WICHURA_MIDDLE_CENTRE = 1.6;

const WICHURA_CENTRAL_TOP = [
  3.3871328727963666080e0,
  1.3314166789178437745e2,
  1.9715909503065514427e3,
  1.3731693765509461125e4,
  4.5921953931549871457e4,
  6.7265770927008700853e4,
  3.3430575583588128105e4,
  2.5090809287301226727e3,
];
const WICHURA_CENTRAL_BOTTOM = [
  1,
  4.2313330701600911252e1,
  6.8718700749205790830e2,
  5.3941960214247511077e3,
  2.1213794301586595867e4,
  3.9307895800092710610e4,
  2.8729085735721942674e4,
  5.2264952788528545610e3,
];
const WICHURA_MIDDLE_TOP = [
  1.42343711074968357734e0,
  4.63033784615654529590e0,
  5.76949722146069140550e0,
  3.64784832476320460504e0,
  1.27045825245236838258e0,
  2.41780725177450611770e-1,
  2.27238449892691845833e-2,
  7.74545014278341407640e-4,
];
const WICHURA_MIDDLE_BOTTOM = [
  1,
  2.05319162663775882187e0,
  1.67638483018380384940e0,
  6.89767334985100004550e-1,
  1.48103976427480074590e-1,
  1.51986665636164571966e-2,
  5.47593808499534494600e-4,
  1.05075007164441684324e-9,
];
const WICHURA_TAIL_TOP = [
  6.65790464350110377720e0,
  5.46378491116411436990e0,
  1.78482653991729133580e0,
  2.96560571828504891230e-1,
  2.65321895265761230930e-2,
  1.24266094738807843860e-3,
  2.71155556874348757815e-5,
  2.01033439929228813265e-7,
];
const WICHURA_TAIL_BOTTOM = [
  1,
  5.99832206555887937690e-1,
  1.36929880922735805310e-1,
  1.48753612908506148525e-2,
  7.86869131145613259100e-4,
  1.84631831751005468180e-5,
  1.42151175831644588870e-7,
  2.04426310338993978564e-15,
];

/**
 * Gives the probability that a standard normal variable is at most `z`.
 *
 * @param z A number of standard deviations; may be infinite.
 * @returns A probability, with a relative error of about 1e-15.
 * @see W. J. Cody (1993), Algorithm 715: SPECFUN, DOI 10.1145/151271.151273
 */
export function normalCdf(z: number): number {
  const distance = Math.abs(z);
  if (distance <= CODY_CENTRAL_END) {
    const square = z * z;
    return 0.5 + z * polynomial(CODY_CENTRAL_TOP, square) /
        polynomial(CODY_CENTRAL_BOTTOM, square);
  }
  const tail = lowerTail(distance);
  return z > 0 ? 1 - tail : tail;
}

/**
 * Gives the number that a standard normal variable falls below with the given
 * probability.
 *
 * @param probability Between 0 and 1; the ends give minus and plus infinity.
 * @returns A number of standard deviations, with a relative error of about
 * 1e-15; NaN outside 0..1.
 * @see M. J. Wichura (1988), Algorithm AS 241, PPND16, DOI 10.2307/2347330
 */
export function normalQuantile(probability: number): number {
  const offset = probability - 0.5;
  if (Math.abs(offset) <= WICHURA_CENTRAL_HALF_WIDTH) {
    const r = WICHURA_CENTRAL_HALF_WIDTH ** 2 - offset * offset;
    return offset * polynomial(WICHURA_CENTRAL_TOP, r) /
      polynomial(WICHURA_CENTRAL_BOTTOM, r);
  }
  const tail = Math.min(probability, 1 - probability);
  if (tail === 0) return offset * Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const distance = r <= WICHURA_MIDDLE_END
    ? polynomial(WICHURA_MIDDLE_TOP, r - WICHURA_MIDDLE_CENTRE) /
      polynomial(WICHURA_MIDDLE_BOTTOM, r - WICHURA_MIDDLE_CENTRE)
    : polynomial(WICHURA_TAIL_TOP, r - WICHURA_MIDDLE_END) /
      polynomial(WICHURA_TAIL_BOTTOM, r - WICHURA_MIDDLE_END);
  return offset < 0 ? -distance : distance;
}

/** The probability of lying further below 0 than a distance past 0.66291. */
function lowerTail(distance: number): number {
  if (distance > CODY_UNDERFLOW) return 0;
  if (distance <= CODY_MIDDLE_END) {
    return bell(distance) * polynomial(CODY_MIDDLE_TOP, distance) /
      polynomial(CODY_MIDDLE_BOTTOM, distance);
  }
  const r = 1 / (distance * distance);
  const correction = r * polynomial(CODY_TAIL_TOP, r) /
    polynomial(CODY_TAIL_BOTTOM, r);
  return bell(distance) * (INVERSE_SQRT_2PI - correction) / distance;
}

/**
 * exp(-distance² / 2). The square is split at a multiple of 1/16, where it is
 * exact: squared as it stands, its rounding error would be multiplied by its
 * own size and cost three digits far out.
 */
function bell(distance: number): number {
  const coarse = Math.trunc(distance * 16) / 16;
  const rest = (distance - coarse) * (distance + coarse);
  return Math.exp(-coarse * coarse / 2) * Math.exp(-rest / 2);
}

/** The polynomial with these coefficients, lowest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, each) => sum * x + each, 0);
}
