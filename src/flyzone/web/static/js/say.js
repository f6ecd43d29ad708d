/**
 * How the reader is spoken to, as `flyzone.web.words` does it: his language, units and decimal mark.
 */

export class Words {
  /** @param {{texts: object, manner: object, metres: number}} script */
  constructor({ texts, manner, metres }) {
    Object.assign(this, { texts, manner, metres });
  }

  /** A text of the page, its places filled. */
  text(key, words = {}) {
    return this.texts[key].replace(/\{(\w+)\}/g, (_, name) => words[name] ?? "");
  }

  has(key) {
    return key in this.texts;
  }

  number(value, digits) {
    return value.toFixed(digits).replace(".", this.manner.decimal);
  }

  /** A time with two digits, or three where it has them. */
  seconds(value) {
    const digits = Math.abs(value * 100 - Math.round(value * 100)) < 0.05 ? 2 : 3;
    return this.secondsTo(value, digits);
  }

  secondsTo(value, digits) {
    if (value < 60) return `${this.number(value, digits)}\u202fs`;
    const minutes = Math.floor(value / 60);
    return `${minutes}:${this.number(value - 60 * minutes, digits).padStart(3 + digits, "0")}`;
  }

  /** An error of a time, one standard deviation. */
  error(sd) {
    // An error that is small is not none.
    const digits = 1000 * sd < 0.95 ? 1 : 0;
    return `±\u202f${this.number(1000 * sd, digits)}\u202fms`;
  }

  percent(share, digits = 1) {
    return `${this.number(100 * share, digits)}\u202f%`;
  }

  /** An error as a share; one that rounds to nothing is not said to be nothing. */
  percentError(sd) {
    if (sd > 0 && sd < 0.0005) return `±\u202f<\u202f${this.percent(0.001)}`;
    return `±\u202f${this.percent(sd)}`;
  }

  /** A probability: nothing that rests on a model is said to be surer than 0.99. */
  probability(value) {
    if (value < 0.01) return `<\u202f${this.number(0.01, 2)}`;
    if (value > 0.99) return `>\u202f${this.number(0.99, 2)}`;
    return this.number(value, 2);
  }

  /** A rest such as `4:30`. */
  clock(seconds) {
    const whole = Math.ceil(seconds - 1e-9);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  /** The time of day of a moment, on this device's clock. */
  hour(at) {
    const here = new Date(at);
    return [here.getHours(), here.getMinutes()].map((one) => String(one).padStart(2, "0")).join(":");
  }

  day(at) {
    return new Intl.DateTimeFormat(this.manner.language, { day: "numeric", month: "short" }).format(
      new Date(at),
    );
  }

  /** A number that a person typed, with a point or a comma; null where it is none. */
  typed(text) {
    const given = text.trim().replace(",", ".").replace("\u2212", "-");
    return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(given) ? Number(given) : null;
  }
}

/** An element with its attributes and children; `null` children are left out. */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") {
      for (const [event, what] of Object.entries(value)) made.addEventListener(event, what);
    } else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

/** A sign of `icons.svg`. */
export function sign(icons, name, classes = "") {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  if (classes) svg.setAttribute("class", classes);
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${icons}#${name}`);
  svg.append(use);
  return svg;
}
