/**
 * Sends one clip in pieces and goes on after every break, until it is there or the server says why not.
 *
 * What counts is what the server has on its disk: after any trouble it is asked, and the next piece begins
 * there.  Pieces grow while the line is fast and shrink when it breaks, so that a break costs seconds.  Each
 * piece travels with its SHA-256 where the browser can compute it.  The whole is hashed by the server: a
 * browser hashes only what it holds in memory, which for a clip is too much.
 */

import { csrf } from "../page.js";

const SMALLEST = 128 * 1024;
const AIM_MS = 2000;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15000];
const LONGEST_PIECE_MS = 120000;
/** What may pass by itself: busy, too many requests, a server that is started anew or out of breath. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The server says no, with a code and words. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

/** A clip on its way; tells by the events "progress", "waiting" (no signal) and "going". */
export class Sending extends EventTarget {
  /**
   * @param {string} address of uploads
   * @param {{id: string, file: Blob, name: string, wish: object}} upload
   */
  constructor(address, { id, file, name, wish }) {
    super();
    Object.assign(this, { address, id, file, name, wish });
    this.csrf = csrf();
    this.piece = 4 * SMALLEST;
    this.largest = 8 * 1024 * 1024;
    this.received = 0;
    this.troubles = 0;
    this.stopped = new AbortController();
  }

  /** Sends it all; the id of the clip. */
  async send() {
    const body = { id: this.id, name: this.name, size_bytes: this.file.size, ...this.wish };
    let begun;
    try {
      begun = await this.patiently(() => this.ask("POST", "", { json: body }));
    } catch (problem) {
      if (problem.code !== "store-id-taken") throw problem;
      // It is a clip already: only the last answer of an earlier visit was lost.
      return this.finish();
    }
    this.largest = begun.largest_piece_bytes;
    this.note(begun.received_bytes);
    while (this.received < this.file.size) await this.patiently(() => this.next());
    return this.finish();
  }

  async finish() {
    const done = await this.patiently(() => this.ask("POST", `/${this.id}/finish`, { json: {} }));
    return done.clip_id;
  }

  /** Stops sending; what is there stays, to be gone on with. */
  pause() {
    this.stopped.abort();
  }

  /** Gives it up: what is there is deleted. */
  async giveUp() {
    this.pause();
    this.stopped = new AbortController();
    await this.ask("DELETE", `/${this.id}`, {}).catch(() => {});
  }

  async next() {
    const from = this.received;
    const piece = await this.file.slice(from, from + this.piece).arrayBuffer();
    const headers = { "Upload-Offset": String(from), "Content-Type": "application/octet-stream" };
    if (globalThis.crypto?.subtle) {
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", piece));
      headers["Content-Digest"] = `sha-256=:${btoa(String.fromCharCode(...hash))}:`;
    }
    const began = performance.now();
    const seen = await this.ask("PATCH", `/${this.id}`, { body: piece, headers });
    const took = Math.max(performance.now() - began, 1);
    // Half the way to what would take the time aimed at.
    const ideal = (this.piece * AIM_MS) / took;
    this.piece = clamp((this.piece + Math.min(ideal, 4 * this.piece)) / 2, SMALLEST, this.largest);
    this.note(seen.received_bytes);
  }

  /** Does something until it works; what will never work is thrown. */
  async patiently(what) {
    for (;;) {
      try {
        const done = await what();
        if (this.troubles) this.dispatchEvent(new Event("going"));
        this.troubles = 0;
        return done;
      } catch (problem) {
        if (this.stopped.signal.aborted) throw problem;
        await this.overcome(problem);
      }
    }
  }

  /** After a break: waits a little, longer each time, and asks how far the clip is. */
  async overcome(problem) {
    if (problem instanceof Refusal) {
      if (problem.code === "csrf") {
        await this.renew();
        return;
      }
      if (problem.code === "upload-offset") {
        await this.lookAgain();
        return;
      }
      const damaged = problem.code === "upload-damaged" && this.received < this.file.size;
      if (!PASSING.has(problem.status) && problem.code !== "upload-busy" && !damaged) throw problem;
    } else if (problem?.name === "NotReadableError" || problem?.name === "NotFoundError") {
      // The file is not where it was: no waiting brings it back.
      throw problem;
    }
    this.piece = Math.max(SMALLEST, this.piece / 2);
    this.dispatchEvent(new Event("waiting"));
    const pause = PAUSES_MS[Math.min(this.troubles, PAUSES_MS.length - 1)];
    this.troubles += 1;
    await this.wait(pause * (0.75 + 0.5 * Math.random()));
    await this.lookAgain().catch(() => {});
  }

  async lookAgain() {
    const seen = await this.ask("GET", `/${this.id}`, {});
    this.note(seen.received_bytes);
  }

  /** A login that was renewed in another tab has another token. */
  async renew() {
    const response = await fetch("/api/v1/me", { signal: this.stopped.signal });
    if (!response.ok) throw new Refusal(response.status, "not-logged-in", "");
    const fresh = (await response.json()).csrf;
    if (fresh === this.csrf) throw new Refusal(403, "other-site", "");
    this.csrf = fresh;
  }

  /** Until so much time is over, the signal is back, or it is stopped. */
  wait(ms) {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        removeEventListener("online", over);
        this.stopped.signal.removeEventListener("abort", over);
        resolve();
      };
      const timer = setTimeout(over, ms);
      addEventListener("online", over);
      this.stopped.signal.addEventListener("abort", over);
    });
  }

  async ask(method, path, { json, body, headers = {} }) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), LONGEST_PIECE_MS);
    const stop = () => late.abort();
    this.stopped.signal.addEventListener("abort", stop);
    try {
      const response = await fetch(`${this.address}${path}`, {
        method,
        body: json === undefined ? body : JSON.stringify(json),
        headers: {
          accept: "application/json",
          "X-CSRF-Token": this.csrf,
          ...(json === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        signal: late.signal,
      });
      if (response.status === 204) return null;
      const answer = await response.json().catch(() => null);
      if (response.ok && answer) return answer;
      const error = answer?.error ?? {};
      throw new Refusal(response.status, error.code ?? "", error.message ?? "");
    } finally {
      clearTimeout(timer);
      this.stopped.signal.removeEventListener("abort", stop);
    }
  }

  note(received) {
    this.received = received;
    this.dispatchEvent(
      new CustomEvent("progress", { detail: { received, size: this.file.size } }),
    );
  }
}

function clamp(value, low, high) {
  return Math.round(Math.min(Math.max(value, low), high));
}
