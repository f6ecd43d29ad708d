/**
 * Timing a clip on the phone itself, without a signal: step through its frames, two taps at the lines.
 *
 * The dialog stands in the page (templates/parts/clip_timer.html) with all its words; here it is brought
 * to life.  The clip never leaves the phone by this; it may be handed on to be sent later.
 */

import { frameInterval, timeFromTaps } from "./clip_time.js";

const LEARN_FRAMES = 40;
const LEARN_MS = 4000;
const SEEK_MS = 1500;
const ASSUMED_INTERVAL_S = 1 / 30;

/** One clip in a video element, frame by frame. */
export class FrameStepper {
  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.video = video;
    /** Whether the browser says which frame it shows. */
    this.exact = "requestVideoFrameCallback" in HTMLVideoElement.prototype;
    this.interval = ASSUMED_INTERVAL_S;
    this.time = 0;
  }

  /** Opens a clip and learns its frame rate from the times of its frames. */
  async open(file) {
    this.close();
    const { video } = this;
    this.url = URL.createObjectURL(file);
    const ready = once(video, "loadeddata", "error");
    video.src = this.url;
    video.load();
    await ready;
    if (this.exact) {
      const seen = await this.#learn();
      const found = frameInterval(seen);
      if (found === null) this.exact = false;
      else this.interval = found;
    }
    await this.seek(this.interval / 2);
  }

  /** Shows the frame at a time of the clip; the time of the frame that came is kept in `time`. */
  seek(time) {
    return this.#after(() => this.#show(time));
  }

  /** Goes so many frames on; back where it is negative. */
  step(frames) {
    // From the frame that is shown then: taps may come faster than frames.
    return this.#after(() => this.#show(this.time + (frames + 0.5) * this.interval));
  }

  /** One after another. */
  #after(what) {
    this.last = (this.last ?? Promise.resolve()).then(what, what);
    return this.last;
  }

  async #show(time) {
    const { video } = this;
    const half = this.interval / 2;
    // Into the middle of a frame: at its edges the neighbour may be meant.
    const wanted = Math.min(Math.max(time, half), Math.max(video.duration - half, half));
    const shown = this.exact ? this.#frameNear(wanted) : null;
    const done = once(video, "seeked", "error");
    video.currentTime = wanted;
    await done;
    const told = shown === null ? null : await shown;
    if (told === null) {
      // From here on nobody knows which frame is shown: the taps carry that error.
      this.exact = false;
      this.time = wanted;
    } else this.time = told;
    return this.time;
  }

  close() {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
    this.video.removeAttribute("src");
  }

  /**
   * The time of the frame that is shown after a seek; null where none comes soon.  A frame from before
   * the seek may be shown once more first: it is not near.
   */
  #frameNear(wanted) {
    const { video, interval } = this;
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(null), SEEK_MS);
      const look = (_, frame) => {
        if (Math.abs(frame.mediaTime + interval / 2 - wanted) < 0.75 * interval + 1e-6) {
          clearTimeout(late);
          resolve(frame.mediaTime);
        } else video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
    });
  }

  /** Plays slowly for a moment and notes when frames are meant to be shown. */
  async #learn() {
    const { video } = this;
    const times = [];
    video.muted = true;
    video.playbackRate = 0.25;
    await new Promise((resolve) => {
      const late = setTimeout(resolve, LEARN_MS);
      const note = (_, frame) => {
        times.push(frame.mediaTime);
        if (times.length >= LEARN_FRAMES || video.ended) {
          clearTimeout(late);
          resolve();
        } else video.requestVideoFrameCallback(note);
      };
      video.requestVideoFrameCallback(note);
      video.play().catch(() => {
        clearTimeout(late);
        resolve();
      });
    });
    video.pause();
    video.playbackRate = 1;
    return times;
  }
}

/**
 * Opens the dialog and gives the time that was taken from a clip.
 *
 * @param {HTMLDialogElement} dialog
 * @param {{distance_m: number, decimal?: string}} zone
 * @returns {Promise<{time_s: number, time_sd_s: number, method: string, file: File}|null>} Null where it
 *   was closed without a time.
 */
export function timeClip(dialog, { distance_m, decimal = "." }) {
  const part = (name) => dialog.querySelector(`[data-part="${name}"]`);
  const stepper = new FrameStepper(part("video"));
  const taps = { first: null, second: null };
  let file = null;
  let found = null;
  const listening = new AbortController();
  const on = (element, event, what) =>
    element.addEventListener(event, what, { signal: listening.signal });

  const number = (value, digits) => value.toFixed(digits).replace(".", decimal);
  const tell = (code) => {
    part("trouble").hidden = code === null;
    part("trouble").textContent = code === null ? "" : (dialog.dataset[camel(code)] ?? code);
  };
  const where = () => {
    part("position").value = String(stepper.time);
    part("clock").textContent = `${number(stepper.time, 3)} s`;
  };
  const compute = () => {
    found = null;
    part("result").textContent = "";
    part("take").disabled = true;
    tell(null);
    for (const line of ["first", "second"]) {
      part(`${line}-at`).textContent = taps[line] === null ? "" : `${number(taps[line], 3)} s`;
    }
    if (taps.first === null || taps.second === null) return;
    const camera = Number(part("camera").value.replace(",", "."));
    try {
      found = timeFromTaps({
        ...taps,
        interval: stepper.interval,
        exact: stepper.exact,
        slowed: Number(part("slowed").value),
        zone: distance_m,
        cones: part("cones").value,
        distance: camera > 0 ? camera : null,
      });
    } catch (problem) {
      tell(problem.message);
      return;
    }
    const sd = `± ${number(1000 * found.time_sd_s, 0)} ms`;
    part("result").textContent = `${number(found.time_s, 2)} s ${sd}`;
    part("budget").textContent = found.budget
      .map((one) => `${dialog.dataset[camel(`source-${one.source}`)]} ${number(1000 * one.sd_s, 0)} ms`)
      .join(" · ");
    part("take").disabled = false;
  };
  const open = async () => {
    file = part("file").files[0] ?? null;
    if (!file) return;
    tell(null);
    taps.first = taps.second = null;
    try {
      await stepper.open(file);
    } catch {
      // Browsers play fewer kinds of film than phones make.
      tell("unplayable");
      part("steps").hidden = true;
      return;
    }
    part("steps").hidden = false;
    part("position").max = String(stepper.video.duration);
    part("position").step = String(stepper.interval);
    part("rate").textContent = stepper.exact
      ? `${number(1 / stepper.interval, 0)} fps`
      : dialog.dataset.notExact;
    where();
    compute();
  };

  on(part("file"), "change", open);
  on(part("position"), "input", async (event) => {
    await stepper.seek(Number(event.target.value));
    where();
  });
  for (const button of dialog.querySelectorAll("[data-step]")) {
    on(button, "click", async () => {
      await stepper.step(Number(button.dataset.step));
      where();
    });
  }
  for (const line of ["first", "second"]) {
    on(part(line), "click", () => {
      taps[line] = stepper.time;
      compute();
    });
  }
  for (const name of ["slowed", "cones", "camera"]) on(part(name), "input", compute);

  return new Promise((resolve) => {
    on(part("take"), "click", () => dialog.close("take"));
    on(part("cancel"), "click", () => dialog.close("cancel"));
    on(dialog, "close", () => {
      listening.abort();
      stepper.close();
      const taken = dialog.returnValue === "take" && found !== null;
      resolve(
        taken ? { time_s: found.time_s, time_sd_s: found.time_sd_s, method: "app", file } : null,
      );
    });
    part("file").value = "";
    part("steps").hidden = true;
    compute();
    dialog.returnValue = "";
    dialog.showModal();
  });
}

function camel(code) {
  return code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** Waits for an event; rejects on another. */
function once(target, good, bad) {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const { signal } = listening;
    target.addEventListener(good, () => { listening.abort(); resolve(); }, { signal });
    target.addEventListener(bad, () => { listening.abort(); reject(new Error(bad)); }, { signal });
  });
}
