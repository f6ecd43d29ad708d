/**
 * What a rep was, and what the session was: speed, sub-maximal, or conditioning.
 *
 * @typedef {object} Shown - What a rep showed, as far as its kind depends on it.
 * @property {object} rep
 * @property {number|null} rest - Before it, s; `null` where not known, and before the first.
 * @property {number|null} due - The rest that was due before it.
 * @property {number|null} below - How far below the level that counts; `null` without a time.
 * @property {number} noise - SD of that.
 * @property {boolean} tired - Whether fatigue is likelier than not to keep him below his level.
 */

import { median } from "./linear.js";
import { fill } from "./sentence.js";
import { isMaximal } from "./series.js";

/** Whether the rest before a rep is known to have been short. */
export function isShortOfRest(shown, book) {
  if (shown.rest === null || shown.due === null) return false;
  return shown.rest < book.value("session-short-rest", "share") * shown.due;
}

/**
 * What a rep was.
 *
 * @param {Shown} shown
 * @param {import("./book.js").Book} book
 * @returns {[string, object[]]} The kind, and its reasons.
 */
export function kindOfRep(shown, book) {
  const rule = "session-sub-maximal";
  if (!isMaximal(shown.rep)) {
    return ["sub-maximal", [book.reason(rule, "guard-effort", { effort: 100 * shown.rep.effort })]];
  }
  if (isShortOfRest(shown, book)) {
    const numbers = { rest: shown.rest, due: shown.due };
    return ["conditioning", [book.reason("session-short-rest", "guard-short-rest", numbers)]];
  }
  if (shown.below === null) return ["speed", [book.plain("guard-untimed")]];
  const allowed = Math.max(book.value(rule, "least"), book.value(rule, "spread") * shown.noise);
  const numbers = { percent: 100 * shown.below, allowed: 100 * allowed };
  if (shown.tired) {
    return ["conditioning", [book.reason("session-drop", "guard-tired", numbers)]];
  }
  if (shown.below <= allowed) return ["speed", []];
  return ["sub-maximal", [book.reason(rule, "guard-below-level", numbers)]];
}

/**
 * What a session was, named with its reason.
 *
 * @param {string[]} kinds - Of its reps.
 * @param {Shown[]} shown - Of the same reps.
 * @param {import("./book.js").Book} book
 * @returns {[string, object[]]}
 */
export function kindOfSession(kinds, shown, book) {
  const rule = "session-name";
  const numbers = numbersOf(kinds, shown, book);
  // A rep that nobody timed tells nothing, unless something else did.
  const known = kinds.filter((kind, place) => kind !== "speed" || shown[place].below !== null);
  if (known.length < book.value(rule, "reps")) {
    return ["too-short", [book.reason(rule, "guard-was-too-short", numbers)]];
  }
  let [most, count] = ["", 0];
  for (const [kind, times] of counted(known)) if (times > count) [most, count] = [kind, times];
  if (count < book.value(rule, "share") * known.length) {
    return ["mixed", [book.reason(rule, "guard-was-mixed", numbers)]];
  }
  return [most, [book.reason(rule, `guard-was-${most}`, numbers)]];
}

function counted(kinds) {
  const counts = new Map();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Counts, the median rest and the mean of the last reps, in words where they are not known. */
function numbersOf(kinds, shown, book) {
  const { words } = book;
  const counts = counted(kinds);
  const rests = shown.slice(1).flatMap((one) => (one.rest === null ? [] : [one.rest]));
  const timed = shown.flatMap((one) => (one.below === null ? [] : [one.below]));
  const last = timed.slice(-Math.trunc(book.value("session-name", "last")));
  const sum = last.reduce((total, below) => total + below, 0);
  const percent = { value: 100 - (100 * sum) / last.length };
  return {
    n: kinds.length,
    speed: counts.get("speed") ?? 0,
    sub_maximal: counts.get("sub-maximal") ?? 0,
    conditioning: counts.get("conditioning") ?? 0,
    rest: rests.length ? fill(words.seconds, { value: median(rests) }) : words.not_known,
    last: last.length,
    percent: last.length ? fill(words.per_cent, percent) : words.not_known,
  };
}
