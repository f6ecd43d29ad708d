/**
 * Today's level before today's first rep, and how the times of a session without a drop would be
 * distributed around it.
 *
 * The server ran the Kalman filter over his earlier sessions for each point of a grid (SD from rep to
 * rep, SD of the days, size of the warm-up) and sent mean and covariance of his usual level and of the
 * warm-up of his first three reps.  Here each point gets the covariance of today's times.
 */

import { cholesky, invertLower } from "./linear.js";

/**
 * His prior for one kind of run, moved on to the day of the session.
 *
 * @param {object} sent - A prior of the guard's data.
 * @param {number} days - Between the moment for which it holds and the session.
 * @param {object} level - `constants.level` of the guard's data.
 */
export function priorOf(sent, days, level) {
  const weight = normalised(sent.log_weight);
  const known = sent.origin != null;
  const covariance = sent.covariance.map(([first, ...rest]) => {
    // What was not seen for some days is less surely known.
    const drifted = known ? Math.min(first + level.drift_per_day * days, level.unknown ** 2) : first;
    return [drifted, ...rest];
  });
  const prior = { ...sent, origin: known ? sent.origin : null, covariance, weight };
  prior.usual = known ? usualLevel(prior) : null;
  return prior;
}

/** His usual level, ln(s), and its SD with the form of the day. */
function usualLevel({ origin, weight, mean, covariance, day_sd: daySd }) {
  let middle = 0;
  weight.forEach((w, g) => (middle += w * mean[g][0]));
  let spread = 0;
  weight.forEach((w, g) => {
    spread += w * (covariance[g][0] + daySd[g] ** 2 + (mean[g][0] - middle) ** 2);
  });
  return [origin + middle, Math.sqrt(spread)];
}

function normalised(logWeight) {
  const largest = Math.max(...logWeight);
  const weight = logWeight.map((value) => Math.exp(value - largest));
  const total = weight.reduce((sum, value) => sum + value, 0);
  return weight.map((value) => value / total);
}

/** Place of row and column, row not before column, in a lower triangle written row by row. */
const at = (row, column) => (row * (row + 1)) / 2 + column;

/**
 * Room for what is expected of n times; it is used again for each point of the grid.
 */
export class Expected {
  /** @param {import("./series.js").TimedRep[]} reps */
  constructor(reps, level) {
    this.reps = reps;
    this.n = reps.length;
    this.eachDay = level.each_day;
    /** Which warm-up a rep carries: 1 to 3, or 0 for a warm one. */
    this.warmUp = reps.map((rep) => (rep.place < level.warm_reps ? rep.place + 1 : 0));
    this.root = new Float64Array(this.n * this.n);
    /** Inverse of the root: it makes the times independent with SD 1. */
    this.solve = new Float64Array(this.n * this.n);
    /** Times less their expectation, made so. */
    this.white = new Float64Array(this.n);
    /** What each of those tells of the level of the day. */
    this.toward = new Float64Array(this.n);
  }

  /**
   * Fills the room for one point of the grid.
   *
   * @param {object} prior - As `priorOf` gives it.
   * @param {number} point
   * @param {number} oddDay - A further SD of the level of this one day.
   */
  fill(prior, point, oddDay) {
    const { n, reps, warmUp, eachDay, root, solve, white, toward } = this;
    const mean = prior.mean[point];
    const covariance = prior.covariance[point];
    const variance = prior.rep_sd[point] ** 2;
    const ofDay = prior.day_sd[point] ** 2 + oddDay ** 2;
    this.level = mean[0];
    this.levelVariance = covariance[0] + ofDay;
    for (let row = 0; row < n; row++) {
      const a = warmUp[row];
      for (let column = 0; column <= row; column++) {
        const b = warmUp[column];
        let shared = this.levelVariance;
        if (a) shared += covariance[at(a, 0)];
        if (b) shared += covariance[at(b, 0)];
        if (a && b) shared += covariance[a < b ? at(b, a) : at(a, b)] + eachDay[a - 1][b - 1];
        root[row * n + column] = shared;
      }
      root[row * n + row] += variance + reps[row].sd ** 2;
    }
    cholesky(root, n);
    invertLower(root, n, solve);
    const origin = prior.origin ?? reps[0].logTime;
    for (let row = 0; row < n; row++) {
      white[row] = 0;
      toward[row] = 0;
      for (let k = 0; k <= row; k++) {
        const a = warmUp[k];
        const off = reps[k].logTime - origin - mean[0] - (a ? mean[a] : 0);
        white[row] += solve[row * n + k] * off;
        toward[row] += solve[row * n + k] * (this.levelVariance + (a ? covariance[at(a, 0)] : 0));
      }
    }
  }
}
