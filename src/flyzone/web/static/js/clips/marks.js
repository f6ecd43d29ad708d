/**
 * Tapping the marks of a lane on a clip's still.
 *
 * The form below the picture holds everything: each mark is a row with its place on the lane and its
 * pixel.  This script only fills in the pixels, by thumb, mouse or keys, and asks the server what it
 * thinks of them; without it the numbers are typed.
 */

import { csrf } from "../page.js";
import { follow, View } from "./picture.js";

const SVG = "http://www.w3.org/2000/svg";
const HIT_PX = 26;
const SAME_PX = 6;
const GLASS_PX = 24;
const CHECK_AFTER_MS = 500;

/** One row of the form. */
class Mark {
  constructor(row, index) {
    this.row = row;
    this.index = index;
    this.name = row.dataset.name;
    this.inputs = {
      x: row.querySelector("[name=pixel_x]"),
      y: row.querySelector("[name=pixel_y]"),
      laneX: row.querySelector("[name=lane_x]"),
      laneY: row.querySelector("[name=lane_y]"),
    };
    this.said = row.querySelector("[data-said]");
  }

  get pixel() {
    const { x, y } = this.inputs;
    if (x.value.trim() === "" || y.value.trim() === "") return null;
    const found = { x: Number(x.value.replace(",", ".")), y: Number(y.value.replace(",", ".")) };
    return Number.isFinite(found.x) && Number.isFinite(found.y) ? found : null;
  }

  set pixel(point) {
    this.inputs.x.value = point ? point.x.toFixed(2) : "";
    this.inputs.y.value = point ? point.y.toFixed(2) : "";
  }
}

/** The whole desk: picture, marks, buttons. */
class Desk {
  constructor(root) {
    this.root = root;
    this.form = document.getElementById("marks-form");
    this.size = { width: Number(root.dataset.width), height: Number(root.dataset.height) };
    this.svg = root.querySelector("[data-picture]");
    this.layer = root.querySelector("[data-layer]");
    this.glass = root.querySelector("[data-glass]");
    this.hint = root.querySelector("[data-hint]");
    this.marks = [...this.form.querySelectorAll("[data-mark]")].map((row, i) => new Mark(row, i));
    this.past = [];
    this.selected = null;
    this.view = new View(this.svg, this.size.width, this.size.height);
    this.view.onchange(() => this.draw());
    this.make();
    this.listen();
    this.choose(this.next());
    this.draw();
    this.checkSoon();
  }

  /** The first mark that was not tapped yet. */
  next() {
    return this.marks.find((mark) => mark.pixel === null) ?? null;
  }

  make() {
    for (const mark of this.marks) {
      const group = document.createElementNS(SVG, "g");
      group.classList.add("mark");
      group.setAttribute("tabindex", "0");
      group.setAttribute("role", "button");
      group.innerHTML =
        '<circle class="mark-halo"/><path class="mark-cross"/><circle class="mark-dot"/><text class="mark-name"/>';
      group.querySelector("text").textContent = String(mark.index + 1);
      group.addEventListener("focus", () => this.choose(mark));
      group.addEventListener("keydown", (event) => this.key(event, mark));
      this.layer.append(group);
      mark.group = group;
    }
  }

  /** Draws the marks so that they have one size on the screen, however far one has zoomed in. */
  draw() {
    const unit = 1 / this.view.scale;
    for (const mark of this.marks) {
      const point = mark.pixel;
      mark.group.toggleAttribute("hidden", point === null);
      mark.group.classList.toggle("mark-selected", mark === this.selected);
      mark.group.setAttribute(
        "aria-label",
        point ? `${mark.name}: ${point.x.toFixed(1)}, ${point.y.toFixed(1)}` : mark.name,
      );
      mark.row.classList.toggle("mark-row-selected", mark === this.selected);
      if (point === null) continue;
      const x = point.x + 0.5;
      const y = point.y + 0.5;
      const [halo, dot] = mark.group.querySelectorAll("circle");
      for (const [circle, radius] of [[halo, 14], [dot, 2]]) {
        circle.setAttribute("cx", x);
        circle.setAttribute("cy", y);
        circle.setAttribute("r", radius * unit);
      }
      const cross = mark.group.querySelector("path");
      const [near, far] = [4 * unit, 14 * unit];
      cross.setAttribute(
        "d",
        `M${x - far} ${y}H${x - near}M${x + near} ${y}H${x + far}M${x} ${y - far}V${y - near}M${x} ${y + near}V${y + far}`,
      );
      cross.setAttribute("stroke-width", 2 * unit);
      const text = mark.group.querySelector("text");
      text.setAttribute("x", x + 12 * unit);
      text.setAttribute("y", y - 12 * unit);
      text.setAttribute("font-size", 16 * unit);
    }
    const ready = this.marks.filter((mark) => mark.pixel !== null).length;
    this.root.dataset.tapped = String(ready);
    this.root.querySelector("[data-undo]").disabled = this.past.length === 0;
  }

  choose(mark) {
    this.selected = mark;
    this.hint.textContent = mark
      ? this.root.dataset[mark.pixel === null ? "hintTap" : "hintMove"].replace("{mark}", `${mark.index + 1} (${mark.name})`)
      : this.root.dataset.hintDone;
    this.draw();
  }

  /** Remembers how the marks were, for undo. */
  remember() {
    this.past.push(this.marks.map((mark) => mark.pixel));
    if (this.past.length > 100) this.past.shift();
  }

  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.marks.forEach((mark, i) => (mark.pixel = before[i]));
    this.choose(this.next() ?? this.selected);
    this.checkSoon();
  }

  /** Puts a mark at a place, in pixels, within the picture. */
  put(mark, point) {
    mark.pixel = {
      x: Math.min(Math.max(point.x, -0.5), this.size.width - 0.5),
      y: Math.min(Math.max(point.y, -0.5), this.size.height - 0.5),
    };
    mark.row.classList.remove("mark-row-trouble");
    mark.group.classList.remove("mark-trouble");
    this.draw();
    this.checkSoon();
  }

  listen() {
    follow(this.svg, {
      start: (event) => {
        const mark = this.nearest(event.clientX, event.clientY);
        if (!mark) return null;
        this.remember();
        this.look(mark, event);
        return { mark };
      },
      tap: (held, event) => {
        const at = this.view.at(event.clientX, event.clientY);
        const next = this.next();
        if (held) {
          // Selected, not moved: nothing to undo.
          this.past.pop();
          const { x, y } = held.mark.pixel;
          const far = Math.hypot(x + 0.5 - at.x, y + 0.5 - at.y) * this.view.scale;
          // Both lines of a lane lie close together: beside a mark the next one is put.
          if (next === null || far < SAME_PX) {
            held.mark.group.focus({ preventScroll: true });
            return;
          }
        }
        if (!next) return;
        this.remember();
        this.put(next, { x: at.x - 0.5, y: at.y - 0.5 });
        this.choose(this.next() ?? next);
      },
      drag: (held, across, down, event) => {
        if (!held) {
          this.view.pan(across, down);
          return;
        }
        if (this.selected !== held.mark) this.choose(held.mark);
        const from = held.mark.pixel;
        const scale = this.view.scale;
        this.put(held.mark, { x: from.x + across / scale, y: from.y + down / scale });
        this.look(held.mark, event);
      },
      end: (held, moved) => {
        this.glass.toggleAttribute("hidden", true);
        if (moved) this.choose(this.next() ?? held?.mark ?? this.selected);
      },
      pinch: (factor, x, y) => this.view.zoom(factor, this.view.at(x, y)),
    });
    this.svg.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.view.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, this.view.at(event.clientX, event.clientY));
      },
      { passive: false },
    );
    this.svg.addEventListener("keydown", (event) => {
      if (event.target === this.svg) this.key(event, null);
    });
    const on = (name, action) =>
      this.root.querySelector(`[data-${name}]`).addEventListener("click", action);
    on("closer", () => this.view.zoom(2, this.spot()));
    on("farther", () => this.view.zoom(0.5, this.spot()));
    on("whole", () => this.view.fit());
    on("undo", () => this.undo());
    for (const mark of this.marks) {
      mark.row.querySelector("[data-select]").addEventListener("click", () => {
        this.choose(mark);
        const point = mark.pixel;
        if (point) {
          if (this.view.seen > this.size.width / 4) this.view.set(0, 0, this.size.width / 6);
          this.view.reveal({ x: point.x + 0.5, y: point.y + 0.5 });
          mark.group.focus({ preventScroll: true });
        }
        this.root.scrollIntoView({ block: "start" });
      });
      for (const input of Object.values(mark.inputs)) {
        input.addEventListener("change", () => {
          this.draw();
          this.checkSoon();
        });
      }
    }
    for (const name of ["zone_from", "zone_to", "lane_width"]) {
      this.form.elements[name]?.addEventListener("change", () => this.lanes());
    }
    window.addEventListener("resize", () => this.draw());
  }

  /** Where to zoom in: at the selected mark, or in the middle. */
  spot() {
    const point = this.selected?.pixel;
    return point ? { x: point.x + 0.5, y: point.y + 0.5 } : this.view.middle;
  }

  /** The mark under a finger. */
  nearest(clientX, clientY) {
    const at = this.view.at(clientX, clientY);
    let best = null;
    let least = HIT_PX / this.view.scale;
    for (const mark of this.marks) {
      const point = mark.pixel;
      if (!point) continue;
      const far = Math.hypot(point.x + 0.5 - at.x, point.y + 0.5 - at.y);
      if (far < least) [best, least] = [mark, far];
    }
    return best;
  }

  /** Shows what lies under the finger, enlarged, on the side where the finger is not. */
  look(mark, event) {
    const point = mark.pixel;
    const half = Math.max(GLASS_PX / 2, 40 / this.view.scale / 4);
    this.glass.setAttribute("viewBox", `${point.x + 0.5 - half} ${point.y + 0.5 - half} ${2 * half} ${2 * half}`);
    const box = this.svg.getBoundingClientRect();
    this.glass.classList.toggle("glass-right", event.clientX < box.left + box.width / 2);
    const cross = this.glass.querySelector("path");
    const [x, y] = [point.x + 0.5, point.y + 0.5];
    cross.setAttribute("d", `M${x - half} ${y}H${x + half}M${x} ${y - half}V${y + half}`);
    cross.setAttribute("stroke-width", half / 30);
    this.glass.toggleAttribute("hidden", false);
  }

  /** Arrow keys move a mark by a pixel, with Shift by ten, with Alt by a fifth; or the picture. */
  key(event, mark) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (step) {
      const size = event.shiftKey ? 10 : event.altKey ? 0.2 : 1;
      if (mark) {
        this.remember();
        const from = mark.pixel;
        this.put(mark, { x: from.x + size * step[0], y: from.y + size * step[1] });
        this.view.reveal({ x: mark.pixel.x + 0.5, y: mark.pixel.y + 0.5 });
      } else {
        this.view.pan(-40 * step[0], -40 * step[1]);
      }
    } else if (event.key === "+") {
      this.view.zoom(1.5, this.spot());
    } else if (event.key === "-") {
      this.view.zoom(1 / 1.5, this.spot());
    } else if (event.key === "Enter" && !mark) {
      const next = this.selected?.pixel === null ? this.selected : this.next();
      if (!next) return;
      this.remember();
      const { x, y } = this.view.middle;
      this.put(next, { x: x - 0.5, y: y - 0.5 });
      this.choose(next);
      next.group.focus({ preventScroll: true });
    } else if ((event.key === "z" && (event.ctrlKey || event.metaKey)) || (event.key === "Escape" && mark)) {
      this.undo();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The lane places of the standard pattern follow from the zone. */
  lanes() {
    const value = (name) => Number((this.form.elements[name]?.value ?? "").replace(",", "."));
    const [from, to, wide] = [value("zone_from"), value("zone_to"), value("lane_width")];
    if (!(to > from) || !(wide > 0)) return;
    const places = { start: from, end: to, middle: (from + to) / 2 };
    for (const mark of this.marks) {
      const { along, side } = mark.row.dataset;
      if (!along) continue;
      mark.inputs.laneX.value = String(Math.round(places[along] * 1e4) / 1e4);
      mark.inputs.laneY.value = String((side === "near" ? -1 : 1) * Math.round((wide / 2) * 1e4) / 1e4);
    }
    this.checkSoon();
  }

  /** Asks the server, once nobody moves a mark any more, what it thinks of them. */
  checkSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(), CHECK_AFTER_MS);
  }

  async check() {
    const tapped = this.marks.filter((mark) => mark.pixel !== null);
    const said = this.root.querySelector("[data-verdict]");
    if (tapped.length < 2) {
      said.textContent = "";
      return;
    }
    const value = (name) => Number((this.form.elements[name]?.value ?? "").replace(",", "."));
    const setup = {
      marks: tapped.map((mark) => ({
        pixel: [mark.pixel.x, mark.pixel.y],
        lane: [Number(mark.inputs.laneX.value), Number(mark.inputs.laneY.value)],
      })),
      zone: [value("zone_from"), value("zone_to")],
    };
    const asked = (this.asked = (this.asked ?? 0) + 1);
    let answer;
    try {
      const response = await fetch(this.root.dataset.check, {
        method: "POST",
        headers: { "content-type": "application/json", "x-csrf-token": csrf() },
        body: JSON.stringify({ setup }),
      });
      answer = await response.json();
      if (!response.ok) throw new Error(answer?.error?.message ?? response.statusText);
    } catch (problem) {
      // Without a signal the server checks when the form is sent.
      if (asked === this.asked) said.textContent = problem instanceof TypeError ? "" : problem.message;
      return;
    }
    if (asked !== this.asked) return;
    this.show(tapped, answer, said);
  }

  show(tapped, answer, said) {
    const troubled = new Set(answer.marks.map((number) => tapped[number - 1]));
    for (const mark of this.marks) {
      const bad = troubled.has(mark);
      mark.row.classList.toggle("mark-row-trouble", bad);
      mark.group.classList.toggle("mark-trouble", bad);
      const miss = answer.miss_px[tapped.indexOf(mark)];
      mark.said.textContent = miss === undefined ? "" : this.root.dataset.miss.replace("{px}", miss.toFixed(1));
    }
    said.className = answer.usable && !answer.message ? "note" : answer.usable ? "note note-unsure" : "note note-trouble";
    const place = this.root.dataset.place
      .replace("{distance}", answer.distance_m?.toFixed(1))
      .replace("{height}", answer.height_m?.toFixed(1));
    said.textContent = answer.usable ? [answer.message, place].filter(Boolean).join(" ") : answer.message;
    this.root.dataset.checked = answer.usable ? "usable" : "wrong";
  }
}

const root = document.getElementById("marks");
if (root) new Desk(root);
