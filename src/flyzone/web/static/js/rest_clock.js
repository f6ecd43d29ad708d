/**
 * The rest clock: how much rest is left, from moments and never from counted ticks.
 *
 * A tab that slept, or a phone whose screen was off, shows the right rest when it wakes.
 */

/**
 * @param {string|null|undefined} until When the rest ends, ISO 8601.
 * @param {number} now Milliseconds since 1970.
 * @returns {number|null} Seconds that are left, 0 at the least; null where there is no rest.
 */
export function restLeft(until, now) {
  if (!until) return null;
  return Math.max((Date.parse(until) - now) / 1000, 0);
}

/**
 * Ticks while the page is open, and says once of each rest that it is over.
 *
 * @param {() => Array<{key: string, until: string|null}>} rests Those that run, each with a key that is
 *   another one after every rep.
 * @param {{tick: () => void, over: (key: string) => void, now?: () => number}} what
 * @returns {() => void} Stops it.
 */
export function runClock(rests, { tick, over, now = Date.now }) {
  const running = new Set();
  const step = () => {
    for (const { key, until } of rests()) {
      const left = restLeft(until, now());
      if (left === null) continue;
      if (left > 0) running.add(key);
      else if (running.delete(key)) over(key);
    }
    tick();
  };
  step();
  const timer = setInterval(step, 250);
  const woke = () => document.visibilityState === "visible" && step();
  document.addEventListener("visibilitychange", woke);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", woke);
  };
}
