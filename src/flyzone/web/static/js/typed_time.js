/**
 * The time that a thumb typed: `98` is 0.98 s, `105` is 1.05 s; `1.05` and `1,05` are 1.05 s.
 *
 * Digits without a mark are hundredths, as on a stopwatch; `1:02.5` is a minute and 2.5 s.  The same rule
 * as `flyzone.web.words.typed_seconds`; a test holds the two together.
 */

// What Python takes for blanks, which is not quite what a browser does.
const BLANKS = /[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;

/**
 * @param {string} text
 * @returns {{seconds: number}|{problem: "no-time"|"one-digit"}}
 */
export function typedTime(text) {
  const given = text.replace(BLANKS, "").replaceAll(",", ".");
  const colon = given.lastIndexOf(":");
  const minutes = colon < 0 ? "" : given.slice(0, colon);
  const rest = given.slice(colon + 1);
  const digits = rest.replace(".", "");
  if (!/^[0-9]{1,7}$/.test(digits) || (colon >= 0 && !/^[0-9]{1,3}$/.test(minutes))) {
    return { problem: "no-time" };
  }
  if (rest.includes(".") || colon >= 0) return { seconds: 60 * Number(minutes || 0) + Number(rest) };
  if (rest.length === 1) return { problem: "one-digit" };
  return { seconds: Number(rest) / 100 };
}
