/**
 * What the session page shows of a live session: every number with its error, every verdict with its reason.
 */

import { restLeft } from "./rest_clock.js";
import { h, sign } from "./say.js";

const byId = (id) => document.getElementById(id);

export class View {
  /**
   * @param {object} session The `LiveSession`.
   * @param {import("./say.js").Words} words
   * @param {string} icons Address of the signs.
   * @param {{choose: (id: string) => void, change: (lane: object, rep: object) => void}} does
   */
  constructor(session, words, icons, does) {
    Object.assign(this, { session, words, icons, does, unsent: new Set(), online: true });
  }

  /** All of it anew. */
  show() {
    const { live } = this.session;
    byId("setup").hidden = live !== null;
    byId("live").hidden = live === null || live.over;
    byId("over").hidden = live === null || !live.over;
    if (live === null) return;
    if (live.over) {
      this.#summaries();
      return;
    }
    const { current, shown } = this.session;
    const { words } = this;
    byId("time-label").textContent = words.text("session.time-of", {
      name: current.name, number: current.reps.length + 1,
    });
    byId("before-title").textContent = words.text("session.before-of", { name: current.name });
    for (const step of document.querySelectorAll("#before input[name=ready]")) {
      step.checked = current.ready !== null && Number(step.value) === current.ready;
    }
    const last = shown.reps.at(-1);
    byId("undo").disabled = !last;
    byId("undo").firstElementChild.textContent = last
      ? words.text("session.undo-of", { name: shown.name, time: words.seconds(last.time_s) })
      : words.text("session.undo");
    byId("lanes-part").hidden = live.lanes.length < 2;
    this.#lanes();
    this.#said(shown);
    this.#reps(shown);
    this.tick();
  }

  /** What changes by the second. */
  tick() {
    const { live, shown } = this.session;
    if (!live || live.over) return;
    const { words } = this;
    const { said } = this.session.judged.get(shown.athlete_id) ?? {};
    byId("rest").hidden = !shown.reps.length;
    byId("rest-name").textContent = words.text("session.rest-of", { name: shown.name });
    const left = restLeft(said?.until, Date.now());
    const stopped = this.session.stopped(shown);
    byId("rest").dataset.state = stopped ? "stop" : left === 0 ? "go" : left === null ? "none" : "wait";
    byId("rest-left").textContent = stopped
      ? words.text("session.over")
      : left === null ? "–" : left === 0 ? words.text("session.rest-over") : words.clock(left);
    byId("rest-until").textContent =
      left && !stopped ? words.text("session.rest-until", { clock: words.hour(said.until) }) : "";
    for (const cell of document.querySelectorAll("#lanes [data-lane]")) {
      const lane = this.session.lane(cell.dataset.lane);
      cell.textContent = lane ? this.#short(lane) : "";
    }
  }

  #short(lane) {
    const { words } = this;
    if (this.session.stopped(lane)) return words.text("verdict.stop");
    const left = restLeft(this.session.judged.get(lane.athlete_id)?.said?.until, Date.now());
    if (left === null) return "";
    return left === 0 ? words.text("verdict.go") : words.clock(left);
  }

  #lanes() {
    const { live, current } = this.session;
    const { words } = this;
    const list = byId("lanes");
    // The one that has the focus keeps it.
    const focused = document.activeElement?.closest?.("#lanes button")?.value;
    list.replaceChildren(
      ...live.lanes.map((lane) => {
        const last = lane.reps.at(-1);
        const stopped = this.session.stopped(lane);
        const { said } = this.session.judged.get(lane.athlete_id) ?? {};
        const kind = stopped ? "stop" : said?.verdict;
        const here = lane === current;
        return h(
          "li", {},
          h(
            "button",
            {
              type: "button", class: "lane", value: lane.athlete_id, "aria-current": here ? "true" : null,
              "data-verdict": kind, on: { click: () => this.does.choose(lane.athlete_id) },
            },
            h("span", { class: "lane-name" }, lane.name),
            h("small", {}, words.text("session.lane-reps", { n: lane.reps.length })),
            h("span", { class: "lane-time" }, last ? words.seconds(last.time_s) : ""),
            h(
              "span", { class: "lane-rest" },
              kind ? sign(this.icons, kind) : null, h("span", { "data-lane": lane.athlete_id }),
            ),
          ),
        );
      }),
    );
    if (focused) list.querySelector(`button[value="${focused}"]`)?.focus();
  }

  #said(lane) {
    const { words } = this;
    const judged = this.session.judged.get(lane.athlete_id) ?? {};
    const { said } = judged;
    const parts = [];
    const facts = [];
    if (lane.hurt && !lane.reps.length) {
      const numbers = {
        pain: lane.hurt.severity, place: words.text(`session.place-${lane.hurt.place}`),
      };
      parts.push(this.#verdict("stop", lane.name, words.text("session.pain-over", numbers)));
    }
    if (lane.reps.length && !said) {
      const why = judged.failed ? "session.guard-failed" : "session.no-guard";
      parts.push(h("p", { class: "note note-unsure" }, words.text(why)));
    }
    if (said) {
      const rep = lane.reps.at(-1);
      const { sd_s: sd, stated } = this.session.timed(rep);
      parts.push(this.#verdict(said.verdict, `${lane.name}`, said.reasons[0]?.text ?? ""));
      const numbers = [
        [
          words.text("session.time"), words.seconds(rep.time_s),
          words.error(sd) + (stated ? "" : `, ${words.text("session.typical")}`),
        ],
      ];
      if (said.level_s) {
        numbers.push([
          words.text("session.level"), words.secondsTo(said.level_s, 3), words.error(said.level_sd_s),
        ]);
      }
      if (said.loss !== null && said.loss !== undefined) {
        numbers.push([
          words.text("session.loss"), words.percent(said.loss),
          words.percentError(said.loss_sd),
        ]);
      }
      if (said.p_drop !== null && said.p_drop !== undefined) {
        numbers.push([words.text("session.p-drop"), words.probability(said.p_drop), ""]);
      }
      parts.push(this.#bestNote(lane, rep, said));
      facts.push(
        h(
          "dl", { class: "facts" },
          numbers.map(([name, value, error]) =>
            h(
              "div", {}, h("dt", {}, name),
              h("dd", {}, h("b", {}, value), error ? h("span", { class: "measured-error" }, ` ${error}`) : null),
            ),
          ),
        ),
      );
      (judged.differs ? parts : facts).push(this.#origin(lane, rep, judged));
      facts.push(this.#reasons(said));
    }
    const kept = this.session.known.get(lane.athlete_id);
    if (kept && new Date(kept.at_ms).toDateString() !== new Date().toDateString()) {
      const day = words.day(kept.at_ms);
      parts.push(h("p", { class: "note note-unsure" }, words.text("session.old-guard", { day })));
    }
    const today = kept?.seen.today;
    if (today && today.verdict !== "yes" && !lane.reps.length) {
      const text = today.texts.join(" ");
      parts.push(h("p", { class: "note note-unsure" }, words.text(`session.today-${today.verdict}`, { text })));
    }
    renew(byId("said"), parts);
    // Whoever reads on in the reasons reads on after the next rep, too.
    const open = byId("facts").querySelector("details")?.open;
    if (renew(byId("facts"), facts) && open) {
      byId("facts").querySelector("details")?.setAttribute("open", "");
    }
  }

  #verdict(kind, name, text) {
    return h(
      "div", { class: `verdict verdict-${kind}`, "data-verdict": kind },
      sign(this.icons, kind, "verdict-sign"),
      h("p", { class: "verdict-word" }, `${name}: ${this.words.text(`verdict.${kind}`)}`),
      text ? h("p", { class: "verdict-text" }, text) : null,
    );
  }

  #bestNote(lane, rep, said) {
    const { words } = this;
    const found = this.session.best(lane, rep);
    if (!found) return null;
    // A time that is likelier a fault of the clock is no record.
    const doubted = said.reasons.some((one) => one.code === "guard-check-timing");
    if (doubted && found.kind !== "equal") found.kind = "check";
    const { sd_s: sd } = this.session.timed(rep);
    const numbers = { time: words.seconds(rep.time_s), error: words.error(sd) };
    if (found.old) {
      numbers.old = words.seconds(found.old.time_s);
      numbers.old_error = words.error(found.old.sd_s);
    }
    let text = words.text(`session.best-${found.kind}`, numbers);
    if (found.kind === "new" && rep.wind_m_s !== null && rep.wind_m_s !== undefined) {
      text += ` ${words.text("session.best-wind", { wind: words.number(rep.wind_m_s, 1) })}`;
    }
    return h("p", { class: "note best", "data-best": found.kind }, text);
  }

  /** Whose verdict it is. */
  #origin(lane, rep, { said, differs, confirmed }) {
    const { words } = this;
    if (differs) {
      const numbers = {
        verdict: words.text(`verdict.${said.verdict}`), text: said.reasons[0]?.text ?? "",
      };
      return h("p", { class: "note note-unsure", "data-origin": "server" }, words.text("session.server-differs", numbers));
    }
    const unsent = this.unsent.has(rep.id);
    const key = unsent ? "session.unsent" : confirmed ? "session.confirmed" : null;
    return key && h("p", { class: "faint", "data-origin": unsent ? "phone" : "both" }, h("small", {}, words.text(key)));
  }

  #reasons(said) {
    const items = said.reasons.map((one) =>
      h(
        "li", {}, h("p", {}, one.text),
        one.caveat ? h("p", { class: "faint" }, h("small", {}, one.caveat)) : null,
      ),
    );
    return h("details", { class: "reason" }, h("summary", {}, this.words.text("session.why")), h("ul", {}, items));
  }

  #reps(lane) {
    const { words } = this;
    byId("reps-title").textContent = words.text("session.reps-of", { name: lane.name });
    byId("reps").replaceChildren(
      ...lane.reps.map((rep, place) => {
        const { sd_s: sd } = this.session.timed(rep);
        const told = [
          words.error(sd), rep.pain ? words.text("session.field-pain", { value: rep.pain }) : "",
          rep.other ? words.text("session.by-another") : "",
        ];
        return h(
          "li", { "data-rep": rep.id, "data-unsent": this.unsent.has(rep.id) },
          h(
            "span", {}, `${place + 1}. `, h("b", { class: "rep-time" }, words.seconds(rep.time_s)), " ",
            h("small", {}, told.filter(Boolean).join(" · ")),
          ),
          h(
            "button",
            {
              type: "button", class: "button", on: { click: () => this.does.change(lane, rep) },
              "aria-label": words.text("session.change-of", { number: place + 1, name: lane.name }),
            },
            words.text("session.change"),
          ),
        );
      }),
    );
  }

  #summaries() {
    const { words } = this;
    byId("summaries").replaceChildren(
      ...this.session.lanes.map((lane) => {
        const whole = this.session.whole(lane);
        const kind = !lane.reps.length ? "none" : whole?.kind;
        const key = `session.kind-${kind}`;
        const times = lane.reps.map((rep) => words.seconds(rep.time_s)).join(", ");
        return h(
          "div", { class: "card", "data-kind": kind },
          h("h3", {}, `${lane.name}: ${words.has(key) ? words.text(key) : (kind ?? "–")}`),
          times ? h("p", {}, times) : null,
          (whole?.reasons ?? []).map((one) => h("p", {}, one.text)),
          lane.reps.length && !whole ? h("p", { class: "note note-unsure" }, words.text("session.no-guard")) : null,
        );
      }),
    );
  }
}

/** Puts children in where they are other than those that are there: what stays is not read out again. */
function renew(element, children) {
  const made = h("div", {}, children);
  if (element.lastMade === made.innerHTML) return false;
  element.lastMade = made.innerHTML;
  element.replaceChildren(...made.childNodes);
  return true;
}
