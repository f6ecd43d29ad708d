/**
 * Everything that is typed goes into the outbox first, and from there to the server, once and in order.
 *
 * An entry gets its id here; the server does each id once and answers it alike when it is sent again, so
 * a lost answer costs nothing.  An entry leaves the outbox only by its answer, or by the hand of whoever
 * decides a conflict.  A login that has run out, a signal that is gone, a server that is down: all of them
 * only mean that it waits.  Entries of one account are never sent as another's.
 */

import { moment, newId, readAll, write } from "./kept_here.js";

const BATCH = 50;
const AGAIN_MS = 10_000;
const PATIENCE_MS = 20_000;

/**
 * The outbox of this page; one for all its scripts.
 *
 * Events: `changed` (what waits is other than before), `answered` with `detail` `{answers, entries,
 * sessions, now}`.
 */
class Outbox extends EventTarget {
  constructor() {
    super();
    /** @type {"idle"|"offline"|"log-in"|"other-account"} */
    this.status = "idle";
    /** Grows with each entry and answer: who fetched something meanwhile knows that it is old. */
    this.generation = 0;
    this.accountId = meta("account");
    this.csrf = meta("csrf");
    this.api = "/api/v1";
    this.sending = null;
    this.timer = null;
  }

  /** From now on it sends, and again whenever there may be a signal or a login. */
  begin(api) {
    this.api = api;
    addEventListener("online", () => this.send());
    addEventListener("focus", () => this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.send();
    });
    return this.send();
  }

  /**
   * Keeps an entry, and with it in one piece what the page shows of it.
   *
   * @param {string} kind As in the API's description of `POST /api/v1/entries`.
   * @param {object} body
   * @param {Array} [also] Further writes, as `kept_here.write` takes them.
   * @returns {Promise<object>} The entry; it is on the disk then.
   */
  async add(kind, body, also = []) {
    const entry = {
      id: newId(), account_id: this.accountId, at: moment(Date.now()), kind, body, state: "waiting",
    };
    const [n] = await write([{ store: "entries", put: entry }, ...also]);
    this.generation += 1;
    this.changed();
    this.send();
    return { ...entry, n };
  }

  /** All entries that are here, in their order; of every account. */
  all() {
    return readAll("entries");
  }

  /** What is here, told apart. */
  async sorted() {
    const all = await this.all();
    const mine = all.filter((one) => one.account_id === this.accountId);
    return {
      waiting: mine.filter((one) => one.state === "waiting"),
      troubles: mine.filter((one) => one.state !== "waiting"),
      others: all.filter((one) => one.account_id !== this.accountId),
    };
  }

  /** Takes an entry away whose trouble was decided; a new one may take its place in the same piece. */
  async settle(entry, instead = null, also = []) {
    const changes = [{ store: "entries", remove: entry.n }, ...also];
    if (instead) {
      changes.push({
        store: "entries",
        put: {
          id: newId(), account_id: entry.account_id, at: moment(Date.now()), state: "waiting", ...instead,
        },
      });
    }
    await write(changes);
    this.generation += 1;
    this.changed();
    this.send();
  }

  /** Sends what waits; called again while it sends, it looks once more afterwards. */
  send() {
    if (!this.accountId) {
      this.changed();
      return Promise.resolve();
    }
    this.again = true;
    this.sending ??= this.#alone().finally(() => (this.sending = null));
    return this.sending;
  }

  /** One page of this browser sends at a time, where it can tell; the server copes with two as well. */
  #alone() {
    if (!navigator.locks) return this.#loop();
    return navigator.locks.request("flyzone-outbox", () => this.#loop());
  }

  async #loop() {
    clearTimeout(this.timer);
    while (this.again) {
      this.again = false;
      const { waiting } = await this.sorted();
      let size = BATCH;
      while (waiting.length) {
        const batch = waiting.slice(0, size);
        const went = await this.#post(batch);
        if (went === "halve" && batch.length > 1) {
          size = Math.ceil(batch.length / 2);
        } else if (went === "wait") {
          this.timer = setTimeout(() => this.send(), AGAIN_MS);
          this.changed();
          return;
        } else {
          waiting.splice(0, batch.length);
        }
      }
      this.#become("idle");
    }
    this.changed();
  }

  /** @returns {Promise<"done"|"wait"|"halve">} */
  async #post(batch, renewed = false) {
    const entries = batch.map(({ id, at, kind, body }) => ({ id, at, kind, body }));
    let response;
    let answer;
    try {
      response = await fetch(`${this.api}/entries`, {
        method: "POST",
        headers: {
          "content-type": "application/json", accept: "application/json", "x-csrf-token": this.csrf,
        },
        body: JSON.stringify({ account_id: this.accountId, entries }),
        signal: AbortSignal.timeout(PATIENCE_MS),
        redirect: "error",
      });
      answer = await response.json();
    } catch {
      return this.#become("offline");
    }
    if (response.ok) return this.#taken(batch, answer);
    if (response.status === 401) return this.#become("log-in");
    if (response.status === 409) return this.#become("other-account");
    if (response.status === 403 && answer.error?.code === "csrf" && !renewed) {
      const stays = await this.#renew();
      return stays === "done" ? this.#post(batch, true) : stays;
    }
    if ([400, 403, 413, 422].includes(response.status)) {
      // One of them cannot even be read: the others shall not wait for it.
      if (batch.length > 1) return "halve";
      const { code = "refused", message = "" } = answer.error ?? {};
      const refused = { id: batch[0].id, outcome: "refused", code, message };
      return this.#taken(batch, { entries: [refused], sessions: [], now: null });
    }
    return this.#become("offline");
  }

  async #taken(batch, { entries: answers, sessions, now }) {
    const by = new Map(answers.map((one) => [one.id, one]));
    await write(
      batch
        .filter((one) => by.has(one.id))
        .map((one) => {
          const answer = by.get(one.id);
          const open = answer.outcome === "conflict" || answer.outcome === "refused";
          return open
            ? { store: "entries", put: { ...one, state: answer.outcome, answer } }
            : { store: "entries", remove: one.n };
        }),
    );
    this.generation += 1;
    this.#become("idle");
    this.dispatchEvent(
      new CustomEvent("answered", { detail: { answers, entries: batch, sessions, now } }),
    );
    this.changed();
    return "done";
  }

  /** A new token for the same login, or for a new one of the same account. */
  async #renew() {
    try {
      const response = await fetch(`${this.api}/me`, { headers: { accept: "application/json" } });
      if (response.status === 401) return this.#become("log-in");
      if (!response.ok) return this.#become("offline");
      const me = await response.json();
      if (me.account_id !== this.accountId) return this.#become("other-account");
      this.csrf = me.csrf;
      return "done";
    } catch {
      return this.#become("offline");
    }
  }

  #become(status) {
    this.status = status;
    return status === "idle" ? "done" : "wait";
  }

  changed() {
    this.dispatchEvent(new Event("changed"));
  }
}

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

export const outbox = new Outbox();
