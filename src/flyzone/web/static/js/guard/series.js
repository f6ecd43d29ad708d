/**
 * Which times are compared: full-effort reps over the same zone, timed the same way, as logarithms,
 * with a measured wind taken out.
 *
 * @typedef {object} RunKind - What must not differ; `null` is not known.
 * @property {number} distance_m
 * @property {number|null} run_in_m
 * @property {string|null} method
 * @property {string|null} exercise
 *
 * @typedef {object} TimedRep - A full-effort rep with a time.
 * @property {number} index - Among all reps of its session, from 0.
 * @property {number} place - Full-effort reps of any kind before it: 0 may be a cold one.
 * @property {number} logTime - ln(s), without the wind where it was measured.
 * @property {number} sd - Relative error of the timing and of the wind gauge.
 */

/**
 * The kind of a rep.
 *
 * @returns {RunKind}
 */
export function kindOf(rep) {
  return {
    distance_m: rep.distance_m,
    run_in_m: rep.run_in_m ?? null,
    method: (rep.method ?? "").trim().toLowerCase() || null,
    exercise: rep.exercise ?? null,
  };
}

/** Whether two kinds are the same in all. */
export function same(one, other) {
  return (
    one.distance_m === other.distance_m &&
    PARTS.every((part) => (one[part] ?? null) === (other[part] ?? null))
  );
}

/** Whether nothing that is known of both differs. */
export function fits(one, other) {
  return (
    one.distance_m === other.distance_m &&
    PARTS.every((part) => one[part] == null || other[part] == null || one[part] === other[part])
  );
}

const PARTS = ["run_in_m", "method", "exercise"];

/** Whether full effort was asked for. */
export function isMaximal(rep) {
  return rep.effort == null || rep.effort >= 1;
}

/**
 * The full-effort reps that fit a kind and have a time, in their order.
 *
 * @param {object[]} reps - Of the session, by number.
 * @param {RunKind} kind
 * @param {object} timing - `constants.timing` of the guard's data.
 * @returns {TimedRep[]}
 */
export function timedReps(reps, kind, timing) {
  const told = [];
  let place = -1;
  reps.forEach((rep, index) => {
    if (!isMaximal(rep)) return;
    place += 1;
    if (rep.time_s == null || !fits(kind, kindOf(rep))) return;
    const [taken, gauge] = wind(rep, rep.distance_m / rep.time_s, timing);
    const sd = Math.hypot(timingError(rep, timing), gauge);
    told.push({ index, place, logTime: Math.log(rep.time_s) + taken, sd });
  });
  return told;
}

/** Relative error of a time; a fine one that nobody stated stays in the scatter from rep to rep. */
function timingError(rep, timing) {
  if (rep.time_sd_s != null) return rep.time_sd_s / rep.time_s;
  const name = (rep.method ?? "").toLowerCase().replaceAll(" ", "-");
  let typical = timing.gps_sd;
  if (!timing.gps_words.some((word) => name.includes(word))) {
    const known = timing.typical_sd_s.find(([word]) => name.includes(word));
    typical = (known ? known[1] : timing.other_sd_s) / rep.time_s;
  }
  return typical > timing.coarse ? typical : 0;
}

/** What a measured wind took off the logarithm of the time, and the error of that. */
function wind(rep, speed, timing) {
  if (rep.wind_m_s == null) return [0, 0];
  const air = 1 - rep.wind_m_s / speed;
  const gauge = rep.wind_sd_m_s ?? timing.gauge_sd_m_s;
  const share = timing.wind_share;
  return [share * (1 - air * Math.abs(air)), ((2 * share * Math.abs(air)) / speed) * gauge];
}
