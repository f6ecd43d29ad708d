/**
 * A live session as it stands: who runs, what was run, and what is said of it.
 *
 * All of it is plain data, kept on the phone with every entry in one piece (`kept_here.write`), so that a
 * page that is closed in the middle opens where it was.  Verdicts are computed anew from the reps and the
 * guard's data; they are never kept.
 *
 *     import { session } from "./live_session.js";
 *     await session.enterTime(athleteId, { time_s: 1.053, time_sd_s: 0.004, method: "video" });
 *     session.heartRate(athleteId, 128);
 *
 * Event `changed`: something is other than before.
 */

import { bestOf } from "./best.js";
import { verdictAfter, wholeSession } from "./guard.js";
import { moment, newId, read, write } from "./kept_here.js";
import { outbox } from "./outbox.js";

const LONGEST_MS = 12 * 3600_000;
const SAME_REST_S = 1;
const SAME_SHARE = 0.005;

/** Fields of a rep that a phone sends; number and rest follow from the others. */
const SENT = [
  "id", "distance_m", "run_in_m", "time_s", "time_sd_s", "at", "method", "wind_m_s", "ready",
  "heart_rate_bpm", "pain", "pain_place", "effort", "form", "exercise", "clip_id",
];

class LiveSession extends EventTarget {
  constructor() {
    super();
    this.live = null;
    /** What the server knows of each athlete (`LaneSeen`), with when it came; by his id. */
    this.known = new Map();
    this.judged = new Map();
    /** Ids of reps that are on the page and not yet on the disk. */
    this.writing = new Set();
    this.typicalSd = {};
    this.bestProbability = 0.95;
  }

  get key() {
    return `live:${outbox.accountId}`;
  }

  get lanes() {
    return this.live?.lanes ?? [];
  }

  lane(athleteId) {
    return this.lanes.find((one) => one.athlete_id === athleteId) ?? null;
  }

  /** The lane whose time comes next, and the one whose verdict is shown. */
  get current() {
    return this.lane(this.live?.current);
  }

  get shown() {
    return this.lane(this.live?.shown) ?? this.current;
  }

  /** Goes on with a session of today, if one was open; otherwise null. */
  async restore() {
    const kept = await read("kept", this.key);
    if (!kept || kept.over || Date.now() - kept.begun_ms > LONGEST_MS) return null;
    this.live = kept;
    for (const lane of this.lanes) await this.#recall(lane);
    this.#tell();
    return kept;
  }

  /**
   * Begins.
   *
   * @param {Array<{athlete_id: string, name: string}>} athletes In their order.
   * @param {{distance_m: number, run_in_m: number|null, method: string}} zone
   * @param {string} stimulus
   */
  async begin(athletes, zone, stimulus) {
    const now = Date.now();
    const lanes = athletes.map(({ athlete_id, name }) => ({
      athlete_id, name, session: { id: newId(), started_at: moment(now) },
      reps: [], ready: null, heart_rate_bpm: null, hurt: null, ended: null, server: null,
    }));
    this.live = {
      key: this.key, begun_ms: now, zone, stimulus, lanes, over: false,
      current: lanes[0].athlete_id, shown: lanes[0].athlete_id,
    };
    for (const lane of lanes) await this.#recall(lane);
    await this.#keep();
  }

  /**
   * What the server said of an athlete is kept for when it cannot be asked.
   *
   * @param {object} seen
   * @param {boolean} old Whether something was typed or answered since it was asked: then its session
   *   is not brought together with what is here.
   */
  async learn(seen, old) {
    const kept = { key: `lane:${outbox.accountId}:${seen.athlete_id}`, at_ms: Date.now(), seen };
    this.known.set(seen.athlete_id, kept);
    await write([{ store: "kept", put: kept }]);
    const lane = this.lane(seen.athlete_id);
    if (!lane) return;
    lane.name = seen.name;
    if (seen.open && !lane.ended && !old) this.merge([seen.open], await this.#pending());
    this.#judge(lane);
    await this.#keep();
  }

  /** A time is entered; the next in the order becomes current. */
  async enterTime(athleteId, { time_s, time_sd_s = null, method = null, wind_m_s = null }) {
    const lane = this.lane(athleteId);
    if (!lane) throw new Error("He is not in this session.");
    const { zone, stimulus } = this.live;
    // Typed at once after the run: it began a sprint's time ago, but never before its session, nor
    // before the end of the rep before, however fast two times are typed.
    const last = lane.reps.at(-1);
    const free = last ? Date.parse(last.at) + 1000 * (last.time_s ?? 0) + 1 : 0;
    const at = Math.ceil(
      Math.max(Date.now() - 1000 * time_s, Date.parse(lane.session.started_at), free),
    );
    const rep = {
      id: newId(), distance_m: zone.distance_m, run_in_m: zone.run_in_m, time_s, time_sd_s,
      at: moment(at), method: method ?? zone.method, wind_m_s,
      ready: lane.ready, heart_rate_bpm: lane.heart_rate_bpm,
    };
    await this.#change("rep", { session: this.#named(lane, stimulus), rep: sent(rep) }, () => {
      lane.reps = inOrder([...lane.reps, rep]);
      Object.assign(lane, { ready: null, heart_rate_bpm: null, server: null });
      this.#judge(lane);
      this.live.shown = athleteId;
      this.live.current = this.#next(athleteId);
    });
    return rep;
  }

  /** His heart rate now, before the next rep: it may lengthen the rest. */
  async heartRate(athleteId, bpm) {
    await this.#before(athleteId, "heart_rate_bpm", bpm);
  }

  /** How ready he feels now, 0 to 10: it may lengthen the rest. */
  async readiness(athleteId, ready) {
    await this.#before(athleteId, "ready", ready);
  }

  /** The last rep was none; its time is asked for again. */
  async undo(athleteId) {
    const lane = this.lane(athleteId);
    const rep = lane?.reps.at(-1);
    if (!rep) return;
    await this.#change("rep-remove", { rep_id: rep.id, base: { time_s: rep.time_s } }, () => {
      lane.reps = lane.reps.slice(0, -1);
      lane.server = null;
      this.#judge(lane);
      this.live.shown = this.live.current = athleteId;
    });
  }

  /** Something of a rep is corrected or added. */
  async changeRep(athleteId, idOfRep, change) {
    const lane = this.lane(athleteId);
    const rep = lane.reps.find((one) => one.id === idOfRep);
    const base = Object.fromEntries(Object.keys(change).map((name) => [name, rep[name] ?? null]));
    await this.#change("rep-change", { rep_id: idOfRep, base, change }, () => {
      Object.assign(rep, change);
      lane.server = null;
      this.#judge(lane);
    });
  }

  /** Something hurts: in his last rep, or before any. */
  async hurts(athleteId, place, severity) {
    const lane = this.lane(athleteId);
    const last = lane.reps.at(-1);
    this.live.shown = athleteId;
    if (last) {
      await this.changeRep(athleteId, last.id, { pain: severity, pain_place: place });
    } else {
      const said = {
        id: newId(), athlete_id: athleteId, at: moment(Date.now()), pains: [{ place, severity }],
      };
      await this.#change("check-in", said, () => {
        lane.hurt = severity > 0 ? { place, severity } : null;
      });
    }
    if (this.stopped(lane) && this.live.current === athleteId) this.live.current = this.#next(athleteId);
    await this.#keep();
  }

  /** It is over for all of them; whom guard or pain stopped is ended by that. */
  async end(why) {
    for (const lane of this.lanes) {
      if (!lane.reps.length || lane.ended) continue;
      const reasons = this.judged.get(lane.athlete_id)?.said?.reasons ?? [];
      const stopped = this.stopped(lane);
      const hurt = lane.reps.some((rep) => rep.pain) && reasons.some((one) => /pain|over/.test(one.code));
      const ended = stopped ? (hurt ? "pain" : "guard") : why;
      const body = {
        session: this.#named(lane, this.live.stimulus), base: { ended_by: null },
        change: { ended_by: ended },
      };
      await this.#change("session-end", body, () => (lane.ended = ended));
    }
    this.live.over = true;
    await this.#keep();
  }

  /** Forgets the session on the page; it is in the store. */
  async leave() {
    this.live = null;
    this.judged.clear();
    await write([{ store: "kept", remove: this.key }]);
    this.#tell();
  }

  async choose(athleteId) {
    this.live.current = this.live.shown = athleteId;
    await this.#keep();
  }

  /** Goes on to the next without a time. */
  async skip() {
    this.live.current = this.#next(this.live.current);
    await this.#keep();
  }

  /** Whether the session is over for him. */
  stopped(lane) {
    return Boolean(lane.hurt) || this.judged.get(lane.athlete_id)?.said?.verdict === "stop";
  }

  /** What his session was; null where it cannot be said here. */
  whole(lane) {
    const data = this.known.get(lane.athlete_id)?.seen.guard;
    if (lane.server && sameReps(lane, lane.server)) return lane.server.whole;
    if (!data || !lane.reps.length) return null;
    return wholeSession(data, this.#asSession(lane)).session;
  }

  /** A rep against his best before it. */
  best(lane, rep) {
    const known = this.known.get(lane.athlete_id)?.seen;
    if (!known || !rep?.time_s || rep.pain) return null;
    const same = (other) => Math.abs(other.distance_m - rep.distance_m) < 0.0005;
    const place = lane.reps.indexOf(rep);
    const ids = new Set(lane.reps.map((one) => one.time_s));
    const today = moment(Date.now()).slice(0, 10);
    const old = [
      // His bests may already hold what he ran today.
      ...known.bests.filter((one) => same(one) && !(one.day >= today && ids.has(one.time_s))),
      ...lane.reps.slice(0, place).filter((one) => same(one) && one.time_s).map((one) => this.timed(one)),
    ].sort((a, b) => a.time_s - b.time_s)[0];
    const kind = bestOf(this.timed(rep), old ?? null, this.bestProbability);
    return kind && { kind, old: old ?? null };
  }

  /** A time with its error: stated, or typical of the method. */
  timed(rep) {
    const stated = rep.time_sd_s !== null && rep.time_sd_s !== undefined;
    const sd = stated ? rep.time_sd_s : (this.typicalSd[rep.method] ?? this.typicalSd.other ?? null);
    return { time_s: rep.time_s, sd_s: sd, stated };
  }

  /**
   * What the server holds is brought together with what is here.
   *
   * @param {Array<object>} seen Sessions, as `GET /api/v1/sessions/{id}` gives them.
   * @param {Set<string>} pending Ids of reps of which something waits to be sent: theirs is here.
   */
  merge(seen, pending) {
    if (!this.live) return;
    for (const lane of this.lanes) {
      const found = this.#of(lane, seen);
      if (!found) continue;
      const { session, guarded } = found;
      lane.session = { id: session.id, started_at: session.started_at };
      const there = session.reps.filter((rep) => !pending.has(rep.id));
      const here = lane.reps.filter((rep) => pending.has(rep.id));
      const mine = new Set(lane.reps.filter((rep) => !rep.other).map((rep) => rep.id));
      const theirs = there.map((rep) => ({ ...sent(rep), other: !mine.has(rep.id) }));
      lane.reps = inOrder([...theirs, ...here]);
      lane.ended = session.ended_by ?? lane.ended;
      const last = guarded.reps.at(-1);
      // Of a rep that is changed here and not there the server's verdict says nothing.
      const old = here.length > 0 || there.length < session.reps.length;
      lane.server = old
        ? null
        : {
            ids: session.reps.map((rep) => rep.id), times: session.reps.map((rep) => rep.time_s),
            said: last ?? null, whole: guarded.session,
          };
      this.#judge(lane);
    }
    this.#tell();
  }

  /** As `merge`, and kept. */
  async mergeAndKeep(seen) {
    if (!this.live) return;
    this.merge(seen, await this.#pending());
    await this.#keep();
  }

  /** A rep that waited was dropped or decided: what is here follows. */
  async forget(idOfRep) {
    for (const lane of this.lanes) {
      lane.reps = inOrder(lane.reps.filter((rep) => rep.id !== idOfRep));
      this.#judge(lane);
    }
    if (this.live) await this.#keep();
  }

  /** Ids of reps of which something is not answered yet; also of what is just being written down. */
  async #pending() {
    let seen;
    let pending;
    do {
      seen = outbox.generation;
      const { waiting, troubles } = await outbox.sorted();
      pending = [...waiting, ...troubles].map(({ body }) => body.rep?.id ?? body.rep_id);
    } while (seen !== outbox.generation);
    return new Set([...pending, ...this.writing].filter(Boolean));
  }

  /** The session among those of the server that this lane shows. */
  #of(lane, seen) {
    const his = seen.filter(({ session }) => session.athlete_id === lane.athlete_id);
    return (
      his.find(({ session }) => session.id === lane.session.id) ??
      his.find(({ session }) => session.reps.some((rep) => lane.reps.some((one) => one.id === rep.id))) ??
      his.find(({ session }) => session.stimulus === this.live.stimulus && !session.ended_by) ??
      null
    );
  }

  #next(athleteId) {
    const start = this.lanes.findIndex((one) => one.athlete_id === athleteId);
    for (let step = 1; step <= this.lanes.length; step += 1) {
      const lane = this.lanes[(start + step) % this.lanes.length];
      if (!this.stopped(lane)) return lane.athlete_id;
    }
    return athleteId;
  }

  #named(lane, stimulus) {
    return { ...lane.session, athlete_id: lane.athlete_id, stimulus };
  }

  #asSession(lane) {
    const reps = lane.reps.map((rep, place) => ({ ...rep, number: place + 1 }));
    return { reps, stimulus: this.live.stimulus, started_at: lane.session.started_at };
  }

  /** What is said after his last rep: by this phone at once, by the server where it knows the same reps. */
  #judge(lane) {
    const data = this.known.get(lane.athlete_id)?.seen.guard;
    const { ready, heart_rate_bpm } = lane;
    let phone = null;
    let failed = false;
    if (lane.reps.length && data) {
      try {
        phone = verdictAfter(data, this.#asSession(lane), { ready, heart_rate_bpm });
      } catch (problem) {
        console.warn("The guard could not judge", problem);
        failed = true;
      }
    }
    // What he says before the next rep is not with the server yet.
    const knows = lane.server && sameReps(lane, lane.server) && ready === null && heart_rate_bpm === null;
    const server = knows ? lane.server.said : null;
    const differs = Boolean(phone && server && !agrees(phone, server));
    this.judged.set(lane.athlete_id, {
      said: lane.reps.length ? (differs ? server : (phone ?? server)) : null,
      confirmed: Boolean(server), differs, failed, hasGuard: Boolean(data),
    });
  }

  async #recall(lane) {
    const kept = await read("kept", `lane:${outbox.accountId}:${lane.athlete_id}`);
    if (kept) this.known.set(lane.athlete_id, kept);
    this.#judge(lane);
  }

  async #before(athleteId, name, value) {
    const lane = this.lane(athleteId);
    if (!lane) return;
    lane[name] = value;
    this.#judge(lane);
    await this.#keep();
  }

  /** An entry and what the page shows of it: both are kept, or neither. */
  async #change(kind, body, apply) {
    const before = structuredClone(this.live);
    const idOfRep = body.rep?.id ?? body.rep_id;
    this.writing.add(idOfRep);
    apply();
    try {
      await outbox.add(kind, body, [{ store: "kept", put: this.live }]);
    } catch (problem) {
      this.live = before;
      for (const lane of this.lanes) this.#judge(lane);
      this.#tell();
      throw problem;
    } finally {
      this.writing.delete(idOfRep);
    }
    this.#tell();
  }

  async #keep() {
    if (this.live) await write([{ store: "kept", put: this.live }]);
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("changed"));
  }
}

function sent(rep) {
  const told = SENT.filter((name) => rep[name] !== undefined && rep[name] !== null);
  return Object.fromEntries(told.map((name) => [name, rep[name]]));
}

function inOrder(reps) {
  return [...reps].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

function sameReps(lane, server) {
  return (
    server.ids.length === lane.reps.length &&
    lane.reps.every((rep, place) => rep.id === server.ids[place] && rep.time_s === server.times[place])
  );
}

function agrees(phone, server) {
  const near = (a, b, least) => (a ?? null) === (b ?? null) || Math.abs(a - b) <= least;
  return (
    phone.verdict === server.verdict &&
    near(phone.until_s, server.until_s, SAME_REST_S) &&
    near(phone.p_drop, server.p_drop, SAME_SHARE)
  );
}

export const session = new LiveSession();
