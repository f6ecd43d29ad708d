/**
 * The rest clock: how long after a rep the next one may come.
 *
 * The longest of what the kind of work, the metres run and phosphocreatine ask for; speed lost, a heart
 * rate that stays up and "not ready" lengthen it and never shorten it.
 */

const WHY = {
  "session-rest-distance": "guard-rest-distance",
  "session-rest-phosphocreatine": "guard-rest-phosphocreatine",
};

/**
 * How long to rest after a rep.
 *
 * @param {object} rep
 * @param {string} stimulus - Of its session.
 * @param {import("./book.js").Book} book
 * @param {object} rest - `constants.rest` of the guard's data.
 * @param {{loss?: number, ready?: number|null, heartRate?: number|null}} [shown] - Share of today's
 *   level that is lost; how ready he feels now, 0 to 10; his heart rate now.
 * @returns {{seconds: number, due: number, reasons: object[]}} From the end of the rep; `due` is what
 *   the rep alone asks for.
 */
export function restAfter(rep, stimulus, book, rest, shown = {}) {
  let rule = `session-rest-${stimulus}`;
  if (!book.has(rule)) rule = "session-rest-other";
  const runIn = rep.run_in_m ?? 0;
  const metres = rep.distance_m + runIn;
  const asked = [
    [rule, book.value(rule, "least")],
    ["session-rest-distance", book.value("session-rest-distance", "per_metre") * metres],
  ];
  if (rep.time_s != null) {
    const runInTime = runIn / ((rest.run_in_speed * rep.distance_m) / rep.time_s);
    const share = book.value("session-rest-phosphocreatine", "share");
    asked.push([
      "session-rest-phosphocreatine",
      phosphocreatineRest(rep.time_s + runInTime, share, rest),
    ]);
  }
  const [longest, full] = asked.reduce((most, one) => (one[1] > most[1] ? one : most));
  const part = partOf(rep, book, rest);
  const due = full * part;
  const reasons = [book.reason(longest, WHY[longest] ?? "guard-rest-work", { rest: due, metres })];
  if (part < 1) {
    const numbers = { effort: 100 * (rep.effort ?? 1), percent: 100 * part };
    reasons.push(book.reason("session-rest-effort", "guard-rest-effort", numbers));
  }
  if (rep.run_in_m == null) {
    reasons.push(book.plain("guard-run-in-unknown", { metres: rep.distance_m }));
  }
  const [longer, why] = lengthening(due, shown, book);
  // The ceiling of best practice holds for what is added, never for what was due.
  const seconds = Math.max(due, Math.min(due + longer, book.value(rule, "most")));
  return { seconds, due, reasons: [...reasons, ...why] };
}

/** Seconds until that share of phosphocreatine is back after an all-out sprint. */
export function phosphocreatineRest(sprint, share, rest) {
  const depletion = rest.deepest * -Math.expm1(-sprint / rest.depletion_s);
  if (depletion <= 1 - share) return 0;
  return rest.recovery_s * ((depletion / (1 - share)) ** (1 / rest.recovery_power) - 1);
}

/** Share of the full rest that a rep of less than full effort asks for. */
function partOf(rep, book, rest) {
  if (rep.effort == null || rep.effort >= book.value("session-rest-effort", "hard")) return 1;
  const easy = rep.effort <= book.value("session-rest-effort", "easy");
  return easy ? rest.easy_part : rest.moderate_part;
}

function lengthening(due, { loss = 0, ready = null, heartRate = null }, book) {
  let longer = 0;
  const reasons = [];
  const perPercent = book.value("session-rest-loss", "per_percent");
  if (loss * perPercent > 0) {
    longer += due * perPercent * 100 * loss;
    reasons.push(book.reason("session-rest-loss", "guard-rest-loss", { percent: 100 * loss }));
  }
  let rule = "session-rest-heart-rate";
  const limit = book.value(rule, "bpm");
  if (heartRate != null && heartRate > limit) {
    longer += book.value(rule, "longer");
    reasons.push(book.reason(rule, "guard-rest-heart-rate", { bpm: heartRate, limit }));
  }
  rule = "session-rest-ready";
  const enough = book.value(rule, "ready");
  if (ready != null && ready < enough) {
    longer += book.value(rule, "longer") * (enough - ready);
    reasons.push(book.reason(rule, "guard-rest-ready", { ready, enough }));
  }
  return [longer, reasons];
}
