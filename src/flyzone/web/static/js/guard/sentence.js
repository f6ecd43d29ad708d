/**
 * From a reason to the sentence that a person reads.
 *
 * The sentences come with the guard's data, in the reader's language, with places such as
 * `{time:.3f}`; so do its decimal mark and its words for places of the body and faults of form.  A
 * number is written as Python writes it: the exact value of the float is rounded, and halves go to the
 * even digit.
 */

const LISTED = /(, | \/ )/;
const MEASURED = /^[-+]?\d+\.\d+(?: \S+)?$/;

/**
 * @param {object} words - `words` of the guard's data.
 * @param {{code: string, numbers: object, probability?: number|null}} reason
 * @returns {string}
 */
export function sentence(words, reason) {
  // Digits that only the way of computing left behind are dropped: 93.75 is not read as 93.7 here and
  // as 93.8 there.
  const numbers = Object.fromEntries(
    Object.entries(reason.numbers).map(([name, value]) => [
      name,
      typeof value === "number" ? Number(value.toPrecision(words.shown_digits)) : told(words, value),
    ]),
  );
  const text = fill(words.sentences[reason.code], numbers, words.decimal);
  if (reason.probability == null) return text;
  const beyond = reason.probability > words.most_sure;
  const value = beyond ? words.most_sure : reason.probability;
  return `${text} ${fill(beyond ? words.surer : words.sure, { value }, words.decimal)}`;
}

/** A value in words, in the reader's language; lists word by word. */
function told({ decimal = ".", vocabulary = {} }, value) {
  return value.split(LISTED).map((word) => {
    if (MEASURED.test(word)) return word.replace(".", decimal);
    return Object.hasOwn(vocabulary, word) ? vocabulary[word] : word;
  }).join("");
}

/**
 * Fills the places of a text.
 *
 * @param {string} text - With places `{name}` or `{name:format}`; the format is `d`, `g` or `.Nf`.
 * @param {object} values - By name.
 * @param {string} [decimal] - The decimal mark of numbers.
 */
export function fill(text, values, decimal = ".") {
  return text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, format) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A sentence asks for "${name}", which nobody gave.`);
    if (!format || format === "d" || typeof value === "string") return String(value);
    if (format === "g") return general(value).replace(".", decimal);
    const digits = /^\.(\d+)f$/.exec(format);
    if (!digits) throw new Error(`The format "${format}" is not known. Use d, g or .Nf.`);
    return fixed(value, Number(digits[1])).replace(".", decimal);
  });
}

/** A number with so many digits behind the point. */
export function fixed(value, digits) {
  const positive = Math.abs(value);
  // A tie is an odd number of halves of the last digit, and such a float is exact in binary.
  const halves = positive * 2 ** (digits + 1);
  let text = positive.toFixed(digits);
  if (Number.isInteger(halves) && halves % 2 === 1) {
    const below = Math.floor(positive * 10 ** digits);
    text = ((below % 2 ? below + 1 : below) / 10 ** digits).toFixed(digits);
  }
  return value < 0 || Object.is(value, -0) ? `-${text}` : text;
}

/** A number with six digits at most, and none that says nothing. */
export function general(value) {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [, exponent] = value.toExponential(5).split("e");
  const power = Number(exponent);
  if (power < -4 || power > 5) {
    const [mantissa] = value.toExponential(5).split("e");
    const size = String(Math.abs(power)).padStart(2, "0");
    return `${trimmed(mantissa)}e${power < 0 ? "-" : "+"}${size}`;
  }
  return trimmed(fixed(value, 5 - power));
}

function trimmed(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
