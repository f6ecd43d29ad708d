/**
 * The session guard on the phone: after every rep go, rest longer, or stop, without a signal.
 *
 * The server sends today's guard of one athlete as data (the `guard-data` document); this evaluates it
 * and says what the server's guard would say.  Every number that decides stands in the data.  Pure
 * functions: no page, no clock, no storage.
 *
 *     import { verdictAfter, wholeSession } from "./guard.js";
 *     const said = verdictAfter(data, { stimulus: "max-velocity", started_at: "...", reps });
 *     said.verdict;            // "go", "wait" or "stop"
 *     said.until_s;            // rest from the end of this rep, s
 *     said.reasons[0].text;    // why, in the reader's language
 *
 * A rep has the fields of `flyzone.model.Rep`: `number`, `distance_m`, and as far as known `time_s`,
 * `time_sd_s`, `run_in_m`, `rest_before_s`, `at`, `method`, `wind_m_s`, `wind_sd_m_s`, `pain`,
 * `pain_place`, `effort`, `form`, `exercise`.  What is absent or `null` is not known.
 */

import { Book } from "./guard/book.js";
import { weighDrops } from "./guard/drop.js";
import { kindOfSession } from "./guard/kinds.js";
import { priorOf } from "./guard/level.js";
import { posix } from "./guard/moments.js";
import { kindOf, same, timedReps } from "./guard/series.js";
import { Bench } from "./guard/verdict.js";

const SCHEMA_VERSION = 1;

/**
 * The verdict after the last rep of a session.
 *
 * @param {object} data - The `guard-data` document.
 * @param {{reps: object[], stimulus: string, started_at?: string}} session - With the reps so far.
 * @param {{ready?: number|null, heart_rate_bpm?: number|null}} [now] - How ready he feels, 0 to 10,
 *   and his heart rate, before the next rep.
 * @returns {object} The keys of a rep of the `session` document, `null` where one has nothing; each
 *   reason also its `numbers`; and `sent`, whether the data hold what is known of this kind of run.
 */
export function verdictAfter(data, session, now = {}) {
  if (!session.reps.length) {
    throw new Error("A verdict comes after a rep, and the session has none yet.");
  }
  return judge(data, session, now).at(-1).said;
}

/**
 * Every rep of a session as if live, and what the session was.
 *
 * @param {object} data
 * @param {object} session - It may have no rep.
 * @param {object} [now] - As in `verdictAfter`.
 * @returns {{reps: object[], session: {kind: string, reasons: object[]}}}
 */
export function wholeSession(data, session, now = {}) {
  const judged = judge(data, session, now);
  const kinds = judged.map(({ said }) => said.class);
  const shown = judged.map((one) => one.shown);
  const [kind, reasons] = kindOfSession(kinds, shown, new Book(data));
  return { reps: judged.map(({ said }) => said), session: { kind, reasons } };
}

function judge(data, session, now) {
  if (data.schema_version !== SCHEMA_VERSION) {
    throw new Error(
      `The guard's data are of version ${data.schema_version}, expected ${SCHEMA_VERSION}. ` +
        "Load the page again.",
    );
  }
  const reps = [...session.reps].sort((a, b) => a.number - b.number);
  const days = session.started_at
    ? (posix(session.started_at) - posix(data.at)) / 86400
    : 0;
  const book = new Book(data);
  const bench = new Bench({ reps, stimulus: session.stimulus }, book, data.constants);
  const seen = seenIn(reps, data, book, bench.wobbles, days);
  const last = reps.length - 1;
  return reps.map((_, index) => {
    const { ready = null, heart_rate_bpm: heartRate = null } = index === last ? now : {};
    return bench.judge(index, seen[index], { ready, heartRate });
  });
}

/** What the times say after each rep; `null` where one has no time to judge by. */
function seenIn(reps, data, book, wobbles, days) {
  const { constants } = data;
  const seen = reps.map(() => null);
  const kinds = [];
  for (const rep of reps) {
    const kind = kindOf(rep);
    if (kinds.some((other) => same(kind, other))) continue;
    kinds.push(kind);
    const timed = timedReps(reps, kind, constants.timing);
    if (!timed.length) continue;
    const sent = data.kinds.find((other) => same(kind, other));
    const prior = priorOf(sent?.prior ?? data.unknown, days, constants.level);
    const likelier = book.value("session-form", "likelier");
    const weighed = weighDrops(
      prior, timed, constants, book.value("session-drop", "smallest"),
      timed.map((one) => (wobbles[one.index] ? likelier : 1)),
    );
    let fastest = sent?.best ?? Infinity;
    timed.forEach((one, place) => {
      fastest = Math.min(fastest, one.logTime);
      // Times of other kinds that fit stand beside it and are judged among their own.
      if (!same(kindOf(reps[one.index]), kind)) return;
      seen[one.index] = {
        rep: one, place, weighed: weighed[place], prior, sent: Boolean(sent),
        ofBest: Math.exp(fastest - one.logTime),
      };
    });
  }
  return seen;
}
