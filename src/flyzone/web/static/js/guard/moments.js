/**
 * Moments as seconds.  `Date` keeps milliseconds; a rest between two reps is worked out from
 * microseconds where the record has them.
 */

/**
 * Seconds since 1970 of a moment.
 *
 * @param {string} iso - ISO 8601 with its offset, such as "2026-05-12T17:03:20.123456+02:00".
 */
export function posix(iso) {
  const fraction = /:\d\d\.(\d+)/.exec(iso);
  const whole = Date.parse(fraction ? iso.replace(`.${fraction[1]}`, "") : iso);
  if (Number.isNaN(whole)) throw new Error(`A moment is ISO 8601 with its offset, got "${iso}".`);
  return whole / 1000 + (fraction ? Number(`0.${fraction[1]}`) : 0);
}

/** A moment in UTC, ISO 8601, from seconds since 1970. */
export function isoOf(seconds) {
  return new Date(Math.round(seconds * 1000)).toISOString();
}
