/**
 * A time from two taps on a film, with what is not known of it: numbers in, numbers out, no page.
 *
 * The coach steps through the frames and taps where the middle of the trunk crosses each line.  Three
 * things are uncertain, and all are in the standard deviation:
 *
 * - the frame: a crossing lies somewhere between two frames, uniformly, so each tap has an error of a
 *   frame over the square root of 12.  Where the browser cannot say which frame it shows, the picture may
 *   be a whole frame away from the clock, and each tap has an error of one frame;
 * - the eye: where the middle of the trunk is, and where the line;
 * - the place across the lane.  Between two cones, one on each side of the lane, the line can be seen on
 *   the ground under the runner.  With cones on one side only, the line of sight past a cone meets the
 *   runner's path before or behind it: what is timed is then another distance, which the distance of
 *   the camera tells as well as that is known.
 */

/** Error of the eye at each line, m: an assumption, as large as half a trunk is deep. */
export const EYE_SD_M = 0.05;
/** How well the camera's distance from the lane is known when it was paced out, as a share. */
export const DISTANCE_SD = 0.1;
/** How far from the middle of his lane a runner runs, m. */
export const LATERAL_SD_M = 0.1;
/** From the middle of a lane to its line, m. */
export const HALF_LANE_M = 0.61;
/** No run through a zone is faster or slower than this, m/s: outside of it something is wrong. */
export const FASTEST_M_S = 12.6;
export const SLOWEST_M_S = 2.0;

/**
 * The interval between frames, s, from times at which frames were shown.
 *
 * @param {number[]} times Presentation times of frames, s; some may have been skipped.
 * @returns {number|null} The usual smallest step; null where too few were seen.
 */
export function frameInterval(times) {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((time, index) => time - sorted[index]).filter((step) => step > 5e-4);
  if (steps.length < 3) return null;
  steps.sort((a, b) => a - b);
  // A player leaves frames out and never invents one: the steps that are one frame are the small ones.
  const small = steps.slice(0, Math.max(3, Math.ceil(steps.length / 2)));
  return small[Math.floor(small.length / 2)];
}

/**
 * The length of the runner's path between the two lines of sight, m.
 *
 * @param {number} zone Between the lines, m.
 * @param {"both"|"near"|"far"} cones On which side of the lane they stand, seen from the camera.
 * @param {number|null} distance From the camera to the middle of the lane, m.
 * @returns {{length: number, sd: number}} With its standard deviation.
 */
export function seenLength(zone, cones, distance) {
  if (cones === "both") return { length: zone, sd: 0 };
  if (!(distance > 2 * HALF_LANE_M)) throw new RangeError("camera-distance");
  const offset = cones === "near" ? -HALF_LANE_M : HALF_LANE_M;
  const cone = distance + offset;
  const length = (zone * distance) / cone;
  // How the length changes with the runner's place in his lane and with the camera's distance.
  const lateral = (zone / cone) * LATERAL_SD_M;
  const camera = ((zone * Math.abs(offset)) / cone ** 2) * DISTANCE_SD * distance;
  return { length, sd: Math.hypot(lateral, camera) };
}

/**
 * A time through the zone from two taps.
 *
 * @param {object} taps
 * @param {number} taps.first Clip time of the frame at the first line, s.
 * @param {number} taps.second The same at the second line, s.
 * @param {number} taps.interval Between two frames of the clip, s.
 * @param {boolean} taps.exact Whether the browser told which frame was shown.
 * @param {number} taps.slowed Seconds of the clip for one real second: 1, or 8 for 240 in 30 frames.
 * @param {number} taps.zone m
 * @param {"both"|"near"|"far"} taps.cones
 * @param {number|null} taps.distance From the camera to the middle of the lane, m.
 * @returns {{time_s: number, time_sd_s: number, budget: {source: string, sd_s: number}[]}}
 * @throws {RangeError} Its message is the code of what is wrong.
 */
export function timeFromTaps({ first, second, interval, exact, slowed, zone, cones, distance }) {
  const through = Math.abs(second - first) / slowed;
  if (!(through > 0)) throw new RangeError("same-frame");
  if (!(interval > 0) || !(slowed >= 1)) throw new RangeError("frame-rate");
  const seen = seenLength(zone, cones, distance);
  const time = (through * zone) / seen.length;
  const speed = zone / time;
  if (speed > FASTEST_M_S) throw new RangeError("too-fast");
  if (speed < SLOWEST_M_S) throw new RangeError("too-slow");
  const frame = interval / slowed;
  const budget = [
    { source: "frames", sd_s: Math.SQRT2 * (exact ? frame / Math.sqrt(12) : frame) },
    { source: "eye", sd_s: (Math.SQRT2 * EYE_SD_M) / speed },
    { source: "place", sd_s: time * (seen.sd / seen.length) },
  ];
  return { time_s: time, time_sd_s: Math.hypot(...budget.map((one) => one.sd_s)), budget };
}
