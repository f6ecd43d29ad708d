/**
 * What was not taken as typed: both values are shown, and whoever typed it decides.
 *
 * "Keep mine" makes a new entry that starts from what is there now; "keep theirs" takes the entry away.
 */

import { h } from "./say.js";

const WORDED = new Set(["time_s", "pain", "ended_by"]);

/**
 * @param {HTMLElement} part Its list is `#trouble-list`.
 * @param {{outbox: object, session: object, words: object}} with_
 */
export async function showTroubles(part, { outbox, session, words }) {
  const { troubles } = await outbox.sorted();
  part.hidden = !troubles.length;
  part.querySelector("#trouble-list").replaceChildren(
    ...troubles.map((entry) => (entry.state === "conflict" ? conflict(entry) : refusal(entry))),
  );

  function conflict(entry) {
    const { there = null } = entry.answer;
    const name = nameOf(entry);
    const mine = entry.kind === "rep-remove" ? words.text("session.removal") : said(wanted(entry));
    const fields = Object.keys(wanted(entry));
    const theirs =
      there === null ? words.text("session.gone")
      : said(entry.kind === "rep-remove" ? { time_s: there.time_s } : pick(there, fields));
    return h(
      "li", { "data-trouble": "conflict" },
      h("span", {}, words.text("session.conflict", { name, mine, theirs })),
      h(
        "span", { class: "row" },
        button("session.keep-mine", () => outbox.settle(entry, again(entry, there, session))),
        button("session.keep-theirs", () => drop(entry)),
      ),
    );
  }

  function refusal(entry) {
    return h(
      "li", { "data-trouble": "refused" },
      h("span", {}, `${nameOf(entry)}: ${said(wanted(entry))}. ${entry.answer.message ?? ""}`),
      h(
        "span", { class: "row" },
        button("session.again", () => outbox.settle(entry, { kind: entry.kind, body: entry.body })),
        button("session.drop", () => drop(entry)),
      ),
    );
  }

  async function drop(entry) {
    await outbox.settle(entry);
    // A rep that is in the store comes back with the next look at it.
    const idOfRep = entry.body.rep?.id ?? entry.body.rep_id;
    if (idOfRep && (entry.kind === "rep" || !entry.answer.there)) await session.forget(idOfRep);
    else session.dispatchEvent(new Event("look"));
  }

  function nameOf({ body }) {
    const athlete = body.session?.athlete_id ?? body.athlete_id;
    const idOfRep = body.rep_id ?? body.rep?.id;
    const lane =
      session.lane(athlete) ?? session.lanes.find((one) => one.reps.some((rep) => rep.id === idOfRep));
    return lane?.name ?? "–";
  }

  function said(fields) {
    const told = Object.entries(fields).map(([name, value]) => {
      const shown =
        value === null || value === undefined ? words.text("session.not-said")
        : name === "time_s" ? words.seconds(value)
        : name === "ended_by" && words.has(`session.end-${value}`) ? words.text(`session.end-${value}`)
        : String(value);
      const key = WORDED.has(name) ? `session.field-${name}` : "session.field-other";
      return words.text(key, { field: name, value: shown });
    });
    return told.join(", ");
  }

  function button(key, what) {
    return h("button", { type: "button", class: "button", on: { click: what } }, words.text(key));
  }
}

/** What an entry wanted to write, as far as a person cares. */
function wanted({ kind, body }) {
  if (kind === "rep") return { time_s: body.rep.time_s };
  if (kind === "rep-remove") return body.base;
  if (kind === "check-in") return pick(body, ["ready", "sleep_h", "soreness"].filter((name) => name in body));
  return body.change;
}

function pick(from, names) {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
}

/** The entry once more, starting from what is there now. */
function again({ kind, body }, there, session) {
  if (kind === "rep-remove") return { kind, body: { rep_id: body.rep_id, base: {} } };
  if (kind === "rep") {
    // Another rep has its id: that one becomes as it was typed here.
    const fields = { ...body.rep };
    delete fields.id;
    return { kind: "rep-change", body: { rep_id: body.rep.id, base: pick(there, Object.keys(fields)), change: fields } };
  }
  if (kind === "check-in") return { kind, body: { ...body, id: crypto.randomUUID() } };
  if (there !== null || kind === "session-end") {
    return { kind, body: { ...body, base: pick(there ?? {}, Object.keys(body.change)) } };
  }
  // It was taken back elsewhere and is wanted here: it is added once more, as a rep of its own.
  const lane = session.lanes.find((one) => one.reps.some((rep) => rep.id === body.rep_id));
  const rep = lane?.reps.find((one) => one.id === body.rep_id);
  if (!lane) return null;
  const { other, ...fields } = { ...rep, ...body.change };
  const told = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  const named = { ...lane.session, athlete_id: lane.athlete_id, stimulus: session.live.stimulus };
  return { kind: "rep", body: { session: named, rep: Object.fromEntries(told) } };
}
