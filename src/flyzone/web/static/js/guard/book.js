/**
 * The rules as they hold for this athlete: the judges ask here and hold no threshold of their own.
 */

import { sentence } from "./sentence.js";

export class Book {
  /** @param {object} data - The `guard-data` document. */
  constructor(data) {
    this.rules = data.rules;
    this.words = data.words;
  }

  /** Whether there is such a rule. */
  has(rule) {
    return Object.hasOwn(this.rules, rule);
  }

  /** A threshold of a rule, in its unit. */
  value(rule, threshold) {
    const value = this.rules[rule]?.thresholds[threshold];
    if (value === undefined) {
      throw new Error(`The guard's data have no threshold ${rule}/${threshold}. Load them again.`);
    }
    return value;
  }

  /** A reason that follows a rule: with its source, what disputes it, and who changed it. */
  reason(rule, code, numbers = {}, probability = null) {
    const { source, caveat = null, changed = null } = this.rules[rule];
    const text = sentence(this.words, { code, numbers, probability });
    return { code, text, numbers, probability, source: source || null, caveat, rule, changed };
  }

  /** A reason that follows from the numbers alone. */
  plain(code, numbers = {}) {
    return {
      code, text: sentence(this.words, { code, numbers }), numbers,
      probability: null, source: null, caveat: null, rule: null, changed: null,
    };
  }
}
