/**
 * After every rep: go, rest longer, or stop.
 *
 * The verdict after a rep uses that rep, those before it and earlier sessions, never a later one.  What
 * is run after a stop stays under it.
 */

import { bar } from "./drop.js";
import { newFaults } from "./form.js";
import { isShortOfRest, kindOfRep } from "./kinds.js";
import { isoOf, posix } from "./moments.js";
import { restAfter } from "./rest.js";
import { fits, kindOf } from "./series.js";

/** Walks through a session rep by rep and remembers what was said: one walk, one bench. */
export class Bench {
  /**
   * @param {{reps: object[], stimulus: string}} session - Its reps by number.
   * @param {import("./book.js").Book} book
   * @param {object} constants - Of the guard's data.
   */
  constructor(session, book, constants) {
    Object.assign(this, { session, book, constants });
    this.wobbles = newFaults(session.reps, constants.verdict.first_reps);
    this.stoppedAt = null;
    this.forgiven = false;
    this.kinds = [];
  }

  /**
   * The verdict after a rep; called once for each, in their order.
   *
   * @param {number} index
   * @param {object|null} seen - What the times say after it: `rep`, `place`, `weighed`, `prior`,
   *   `ofBest`, `sent`.
   * @param {{ready?: number|null, heartRate?: number|null}} now
   * @returns {{said: object, shown: object}} `said` has the keys of a rep of the `session` document.
   */
  judge(index, seen, now) {
    const { book, constants } = this;
    const rep = this.session.reps[index];
    const { shown, notes } = this._shown(index, seen);
    const [kind, whyKind] = kindOfRep(shown, book);
    let [verdict, why] = this._decide(index, shown, seen);
    // A loss that may well be noise lengthens no rest.
    const loss = seen === null || verdict === "go" ? 0 : seen.weighed.loss;
    const rest = restAfter(rep, this.session.stimulus, book, constants.rest, { ...now, loss });
    if (verdict === "go" && rest.seconds > rest.due) verdict = "wait";
    const over = verdict === "stop";
    const weighed = seen?.weighed;
    const level = weighed ? Math.exp(weighed.level) : null;
    const said = {
      rep: rep.number,
      class: kind,
      verdict,
      until_s: over ? null : rest.seconds,
      until: over || rep.at == null ? null : untilOf(rep, rest.seconds),
      p_drop: weighed?.pDrop ?? null,
      loss: weighed?.loss ?? null,
      loss_sd: weighed?.lossSd ?? null,
      level_s: level,
      level_sd_s: weighed ? level * weighed.levelSd : null,
      of_best: seen?.ofBest ?? null,
      time_s: rep.time_s ?? null,
      time_sd_s: rep.time_sd_s ?? null,
      rest_before_s: rep.rest_before_s ?? null,
      reasons: [...why, ...whyKind, ...(over ? [] : rest.reasons), ...notes],
      // Whether the server sent what is known of this kind of run; without it he is a stranger in it.
      sent: seen?.sent ?? null,
    };
    return { said, shown };
  }

  _decide(index, shown, seen) {
    const { book } = this;
    if (this.stoppedAt !== null) {
      return ["stop", [book.plain("guard-over", { rep: this.stoppedAt })]];
    }
    const rep = this.session.reps[index];
    let [verdict, why] = this._ofBody(index, rep);
    if (verdict === "go" && seen !== null) [verdict, why] = this._ofTimes(shown, seen);
    if (verdict === "stop") this.stoppedAt = rep.number;
    if (verdict === "go" && !why.length && seen !== null) {
      why = [book.reason("session-drop", "guard-go", told(seen), seen.weighed.pDrop)];
    }
    return [verdict, why];
  }

  /** Pain and form. */
  _ofBody(index, rep) {
    const { book } = this;
    if (rep.pain != null && rep.pain > book.value("session-pain", "severity")) {
      const numbers = { pain: rep.pain, place: rep.pain_place || book.words.place_not_said };
      return ["stop", [book.reason("session-pain", "guard-pain", numbers)]];
    }
    const wobbles = this.wobbles[index];
    if (wobbles >= book.value("session-form", "reps")) {
      const numbers = { n: wobbles, faults: (rep.form ?? []).join(", ") };
      return ["stop", [book.reason("session-form", "guard-form", numbers)]];
    }
    return ["go", []];
  }

  _ofTimes(shown, seen) {
    const { book } = this;
    const rule = "session-drop";
    const { pDrop, loss, lossSd, level, odds, mistimed } = seen.weighed;
    const numbers = {
      percent: 100 * loss,
      sd: 100 * lossSd,
      level: Math.exp(level),
      smallest: 100 * book.value(rule, "smallest"),
    };
    const clock = [];
    if (mistimed > book.value("session-timing", "probability")) {
      clock.push(book.reason("session-timing", "guard-check-timing", told(seen), mistimed));
    }
    const needed = bar(
      seen.place + 1, seen.prior, this.constants.drop,
      book.value(rule, "odds"), book.value(rule, "growth"),
    );
    // A rep at today's level is no reason to stop, whatever those before it were.
    if (seen.rep.logTime > level && odds > needed) {
      const large = loss >= book.value("session-short-rest", "large");
      if (isShortOfRest(shown, book) && !large && !this.forgiven) {
        this.forgiven = true;
        const after = { ...numbers, rest: shown.rest };
        const code = "guard-drop-after-short-rest";
        return ["wait", [book.reason("session-short-rest", code, after, pDrop)]];
      }
      return ["stop", [book.reason(rule, "guard-drop", numbers, pDrop), ...clock]];
    }
    if (pDrop >= book.value(rule, "likely")) {
      return ["wait", [book.reason(rule, "guard-drop-likely", numbers, pDrop), ...clock]];
    }
    return ["go", clock];
  }

  /** What the rep showed, and what is to be said of how it was judged. */
  _shown(index, seen) {
    const { book, constants } = this;
    const { reps, stimulus } = this.session;
    const rep = reps[index];
    const notes = [];
    const shown = { rep, rest: null, due: null, below: null, noise: 0, tired: false };
    if (index) {
      shown.rest = restBefore(reps[index - 1], rep);
      shown.due = restAfter(reps[index - 1], stimulus, book, constants.rest).due;
      if (shown.rest === null) notes.push(book.plain("guard-rest-unknown"));
    }
    if (seen === null) return { shown, notes };
    const { below, noise, notMeant } = this._below(seen);
    // What is missing must be missing for fatigue: either it is much, or it is most of what this very
    // rep lacks.
    const { loss, pDrop } = seen.weighed;
    const least = book.value("session-sub-maximal", "least");
    const share = constants.verdict.mostly_tired;
    const tired =
      pDrop >= book.value("session-drop", "likely") &&
      (below <= least ? loss >= least : loss >= share * below);
    if (notMeant) {
      const numbers = { percent: 100 * below };
      notes.push(book.reason("session-sub-maximal", "guard-below-usual", numbers));
    }
    const kind = kindOf(rep);
    if (!this.kinds.some((other) => fits(kind, other))) {
      const numbers = { distance: rep.distance_m };
      if (seen.prior.origin === null) notes.push(book.plain("guard-no-history", numbers));
      if (this.kinds.length) notes.push(book.plain("guard-other-kind", numbers));
    }
    this.kinds.push(kind);
    notes.push(book.plain("guard-of-best", { percent: 100 * seen.ofBest }));
    return { shown: { ...shown, below, noise, tired }, notes };
  }

  /** How far below the level that counts, the SD of that, and whether that is the usual level. */
  _below({ rep, weighed, prior }) {
    let [level, noise] = [weighed.level, weighed.levelSd];
    const { usual } = prior;
    const day = this.book.value("session-sub-maximal", "day");
    const notMeant =
      usual !== null &&
      level - usual[0] > Math.max(day, this.constants.verdict.not_meant_sd * usual[1]);
    if (notMeant) [level, noise] = usual;
    const below = -Math.expm1(level - rep.logTime);
    return { below, noise: Math.hypot(noise, weighed.repSd, rep.sd), notMeant };
  }
}

/** The rest before a rep, s: as written down, or between the moments of the two. */
function restBefore(last, rep) {
  if (rep.rest_before_s != null) return rep.rest_before_s;
  if (last.at == null || rep.at == null || last.time_s == null) return null;
  const between = posix(rep.at) - posix(last.at) - last.time_s;
  return between >= 0 ? between : null;
}

function untilOf(rep, rest) {
  return isoOf(posix(rep.at) + (rep.time_s ?? 0) + rest);
}

/** The time that was judged, without its wind, and today's level. */
function told(seen) {
  return { time: Math.exp(seen.rep.logTime), level: Math.exp(seen.weighed.level) };
}
