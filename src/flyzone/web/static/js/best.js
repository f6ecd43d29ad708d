/**
 * A personal best is noticed, and never one that the errors of two clocks made.
 *
 * As on the board (`flyzone.training.board`): a time is a new best only where it is truly faster than the
 * old one with the board's probability, given the errors of both.
 */

/**
 * @param {{time_s: number, sd_s: number}} time
 * @param {{time_s: number, sd_s: number}|null} old The best before it, over the same zone.
 * @param {number} probability From which on it is a best.
 * @returns {"first"|"new"|"equal"|null} Null where it is none.
 */
export function bestOf(time, old, probability) {
  if (old === null) return "first";
  if (time.time_s >= old.time_s) return null;
  const spread = Math.hypot(time.sd_s, old.sd_s);
  const faster = spread === 0 ? 1 : normal((old.time_s - time.time_s) / spread);
  return faster >= probability ? "new" : "equal";
}

/** The distribution function of the normal distribution, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
function normal(z) {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - tail * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}
