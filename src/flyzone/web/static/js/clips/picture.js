/**
 * A picture that can be enlarged and moved, and points on it, in the picture's own pixels.
 *
 * Pixels are counted as the timing counts them: (0, 0) is the middle of the first pixel.  The picture is
 * an SVG whose view box is the part that is seen, so that zooming needs no style and points stay sharp.
 */

const MOST_ZOOM = 24;

/** The part of a picture that is seen. */
export class View {
  /**
   * @param {SVGSVGElement} svg
   * @param {number} width of the picture, px
   * @param {number} height
   */
  constructor(svg, width, height) {
    this.svg = svg;
    this.width = width;
    this.height = height;
    this.listeners = [];
    this.fit();
  }

  /** Calls a function whenever the view has changed. */
  onchange(listener) {
    this.listeners.push(listener);
  }

  /** Shows the whole picture. */
  fit() {
    this.set(0, 0, this.width);
  }

  /** How many screen pixels a pixel of the picture takes. */
  get scale() {
    const box = this.svg.getBoundingClientRect();
    return box.width ? box.width / this.seen : 1;
  }

  /** Shows a part: its left and upper edge, and its width. */
  set(x, y, seen) {
    this.seen = Math.min(this.width, Math.max(this.width / MOST_ZOOM, seen));
    const tall = (this.seen * this.height) / this.width;
    this.x = Math.min(Math.max(x, 0), this.width - this.seen);
    this.y = Math.min(Math.max(y, 0), this.height - tall);
    this.svg.setAttribute("viewBox", `${this.x} ${this.y} ${this.seen} ${tall}`);
    for (const listener of this.listeners) listener();
  }

  /** Enlarges by a factor, keeping a point of the picture where it is on the screen. */
  zoom(factor, at = this.middle) {
    const seen = Math.min(this.width, Math.max(this.width / MOST_ZOOM, this.seen / factor));
    const share = seen / this.seen;
    this.set(at.x - (at.x - this.x) * share, at.y - (at.y - this.y) * share, seen);
  }

  /** Moves by so many screen pixels. */
  pan(across, down) {
    this.set(this.x - across / this.scale, this.y - down / this.scale, this.seen);
  }

  /** The middle of what is seen, in the SVG's units. */
  get middle() {
    return { x: this.x + this.seen / 2, y: this.y + (this.seen * this.height) / this.width / 2 };
  }

  /** Where a place on the screen lies, in the SVG's units. */
  at(clientX, clientY) {
    const box = this.svg.getBoundingClientRect();
    return { x: this.x + (clientX - box.left) / this.scale, y: this.y + (clientY - box.top) / this.scale };
  }

  /** Moves the view, if need be, so that a point is well inside it. */
  reveal(point) {
    const tall = (this.seen * this.height) / this.width;
    const edge = 0.1;
    let { x, y } = this;
    if (point.x < x + edge * this.seen || point.x > x + (1 - edge) * this.seen) x = point.x - this.seen / 2;
    if (point.y < y + edge * tall || point.y > y + (1 - edge) * tall) y = point.y - tall / 2;
    if (x !== this.x || y !== this.y) this.set(x, y, this.seen);
  }
}

/**
 * Tells a finger's tap from a drag and a pinch.
 *
 * @param {Element} target
 * @param {{start: Function, tap: Function, drag: Function, end: Function, pinch: Function}} told
 *   `start(event)` may answer something that is then handed to `drag` and `end`.
 */
export function follow(target, told) {
  const fingers = new Map();
  const SLIP_PX = 7;
  let held = null;
  let began = null;
  let moved = false;
  let apart = 0;

  target.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    target.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) {
      began = { x: event.clientX, y: event.clientY };
      moved = false;
      held = told.start(event) ?? null;
    } else if (fingers.size === 2) {
      // A second finger turns whatever began into a pinch.
      if (held !== null) told.end(held, false);
      held = null;
      moved = true;
      const [a, b] = [...fingers.values()];
      apart = Math.hypot(a.x - b.x, a.y - b.y);
    }
  });
  target.addEventListener("pointermove", (event) => {
    const was = fingers.get(event.pointerId);
    if (!was) return;
    const now = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, now);
    if (fingers.size >= 2) {
      const [a, b] = [...fingers.values()];
      const wide = Math.hypot(a.x - b.x, a.y - b.y);
      if (apart > 0 && wide > 0) told.pinch(wide / apart, (a.x + b.x) / 2, (a.y + b.y) / 2);
      apart = wide;
      return;
    }
    if (!moved && Math.hypot(now.x - began.x, now.y - began.y) < SLIP_PX) return;
    if (!moved) {
      // What was held back until it was clear that this is a drag.
      moved = true;
      was.x = began.x;
      was.y = began.y;
    }
    told.drag(held, now.x - was.x, now.y - was.y, event);
  });
  const up = (event) => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    if (!moved && event.type === "pointerup") told.tap(held, event);
    told.end(held, moved);
    held = null;
  };
  target.addEventListener("pointerup", up);
  target.addEventListener("pointercancel", up);
}
