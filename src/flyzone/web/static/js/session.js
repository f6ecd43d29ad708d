/**
 * The session page: who runs and what, then time after time by thumb, and what is said of each.
 *
 * One field takes all times: after Enter it asks for the next athlete's.  Nothing of it waits for the
 * network; what the server and other phones say is brought in when it comes.
 */

import { session } from "./live_session.js";
import { outbox } from "./outbox.js";
import { runClock } from "./rest_clock.js";
import { Words, h } from "./say.js";
import { useDevices } from "./session_devices.js";
import { askEnd, askPain, askTime } from "./session_dialogs.js";
import { View } from "./session_view.js";
import { showTroubles } from "./troubles.js";
import { typedTime } from "./typed_time.js";
import { Awake, Signal } from "./wake.js";

const AT_ONCE = 4;
const LOOK_AGAIN_MS = 15_000;
const CLOCK_OFF_MS = 120_000;

const root = document.getElementById("session");
const script = JSON.parse(root.dataset.script);
const words = new Words(script);
const byId = (id) => document.getElementById(id);
const view = new View(session, words, root.dataset.icons, { choose, change });
const awake = new Awake();
const signal = new Signal(script.manner);
session.typicalSd = script.typical_sd_s;
session.bestProbability = script.best_probability;

// Before: who runs, and what

const order = [];

function chosen() {
  const boxes = [...document.querySelectorAll("#who input[name=athlete]")];
  const on = new Map(boxes.filter((one) => one.checked).map((one) => [one.value, one.dataset.name]));
  for (const id of [...order]) if (!on.has(id)) order.splice(order.indexOf(id), 1);
  for (const id of on.keys()) if (!order.includes(id)) order.push(id);
  return order.map((id) => ({ athlete_id: id, name: on.get(id) }));
}

function showOrder() {
  const all = chosen();
  byId("order").hidden = all.length < 2;
  const move = (place, by) => {
    order.splice(place + by, 0, ...order.splice(place, 1));
    showOrder();
    byId("order-list").children[place + by].querySelector("button:not([disabled])")?.focus();
  };
  byId("order-list").replaceChildren(
    ...all.map(({ name }, place) => {
      const button = (key, text, by, off) =>
        h(
          "button",
          {
            type: "button", class: "button", disabled: off, "aria-label": words.text(key, { name }),
            on: { click: () => move(place, by) },
          },
          text,
        );
      return h(
        "li", {}, h("span", {}, `${place + 1}. ${name}`),
        h(
          "span", { class: "row" }, button("session.earlier", "↑", -1, place === 0),
          button("session.later", "↓", 1, place === all.length - 1),
        ),
      );
    }),
  );
}

byId("who").addEventListener("change", (event) => {
  if ("all" in event.target.dataset) {
    for (const box of event.target.closest(".card").querySelectorAll("input[name=athlete]")) {
      box.checked = event.target.checked;
    }
  }
  showOrder();
});

byId("setup").addEventListener("submit", async (event) => {
  event.preventDefault();
  const athletes = chosen();
  const distance = words.typed(byId("distance").value);
  const runIn = byId("run-in").value.trim() === "" ? null : words.typed(byId("run-in").value);
  const wrong =
    !athletes.length ? words.text("session.nobody")
    : !distance || distance <= 0 ? byId("distance").labels[0].textContent
    : byId("run-in").value.trim() !== "" && (runIn === null || runIn < 0) ? byId("run-in").labels[0].textContent
    : null;
  byId("setup-trouble").hidden = wrong === null;
  byId("setup-trouble").textContent = wrong ?? "";
  if (wrong !== null) return;
  signal.prepare();
  const metres = (value) => (value === null ? null : Math.round(value * script.metres * 1e6) / 1e6);
  const zone = { distance_m: metres(distance), run_in_m: metres(runIn), method: byId("method").value };
  await session.begin(athletes, zone, byId("stimulus").value);
  goOn();
});

// While it goes on

let stopClock = null;
let stream = null;

/** A session is open: the screen stays on, the guards are fetched, others are listened to. */
function goOn() {
  view.show();
  byId("time").focus({ preventScroll: true });
  scrollTo(0, 0);
  stopClock?.();
  stopClock = runClock(rests, { tick: () => view.tick(), over: () => signal.go() });
  awake.begin().then((stays) => {
    byId("awake").textContent = words.text(stays ? "session.wakes" : "session.sleeps");
  });
  fetchLanes();
  listen();
}

function rests() {
  return session.lanes
    .filter((lane) => !session.stopped(lane) && !lane.ended && lane.reps.length)
    .map((lane) => {
      const { said } = session.judged.get(lane.athlete_id) ?? {};
      return { key: `${lane.reps.at(-1).id} ${said?.until}`, until: said?.until ?? null };
    });
}

/** What the server knows of each athlete, for this zone; who was not answered is asked again later. */
async function fetchLanes() {
  const { zone } = session.live;
  const left = session.lanes.map((lane) => lane.athlete_id);
  let failed = false;
  const one = async () => {
    for (let id = left.shift(); id && !failed && session.live; id = left.shift()) {
      const lane = session.lane(id);
      const query = new URLSearchParams({ distance_m: zone.distance_m, method: zone.method });
      if (zone.run_in_m !== null) query.set("run_in_m", zone.run_in_m);
      query.set("session_id", lane.session.id);
      const { generation } = outbox;
      const seen = await get(`/athletes/${id}/lane?${query}`);
      if (seen === null) failed = true;
      else if (seen && session.live) {
        checkClock(seen.now);
        await session.learn(seen, generation !== outbox.generation || outbox.sending !== null);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  if (failed && session.live && !session.live.over) setTimeout(() => session.live && fetchMissing(), LOOK_AGAIN_MS);
}

function fetchMissing() {
  const today = new Date().toDateString();
  const missing = session.lanes.some((lane) => {
    const kept = session.known.get(lane.athlete_id);
    return !kept || new Date(kept.at_ms).toDateString() !== today;
  });
  if (missing) fetchLanes();
}

/** An answer of the API; null where there is none now, undefined where there never will be one. */
async function get(path) {
  try {
    const response = await fetch(script.api + path, { headers: { accept: "application/json" } });
    online(true);
    if (response.ok) return await response.json();
    return [403, 404, 422].includes(response.status) ? undefined : null;
  } catch {
    online(false);
    return null;
  }
}

/** Sessions of today as they are in the store now. */
async function look(ids = null) {
  if (!session.live) return;
  const wanted = (ids ?? session.lanes.map((lane) => lane.athlete_id)).filter((id) => session.lane(id));
  if (!wanted.length) return;
  const { generation } = outbox;
  const seen = await get(`/sessions?athletes=${wanted.join(",")}`);
  // Something was typed or answered meanwhile: this is older than what is here.
  if (!seen || !session.live) return;
  if (generation === outbox.generation && !outbox.sending) await session.mergeAndKeep(seen);
  else setTimeout(() => look(ids), 1000);
}

function listen() {
  stream?.close();
  if (!session.live || session.live.over) return;
  const ids = session.lanes.map((lane) => lane.athlete_id).join(",");
  stream = new EventSource(`${script.api}/live?athletes=${ids}`);
  stream.addEventListener("changed", (event) => {
    const { athlete_ids: whose } = JSON.parse(event.data);
    look(whose.length ? whose : null);
  });
  stream.addEventListener("open", () => online(true));
  stream.addEventListener("error", () => {
    // A browser gives up where the answer was a refusal, such as after the login ran out.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, LOOK_AGAIN_MS);
  });
}

function online(there) {
  if (view.online === there) return;
  view.online = there;
  notes();
}
addEventListener("online", () => {
  online(true);
  if (!session.live || session.live.over) return;
  fetchMissing();
  listen();
});
addEventListener("offline", () => online(false));

let clockOff = 0;

function checkClock(now) {
  const off = Date.now() - Date.parse(now);
  clockOff = Math.abs(off) > CLOCK_OFF_MS ? Math.round(off / 60_000) : 0;
  notes();
}

function notes() {
  const told = [];
  if (!view.online) told.push(words.text("session.offline"));
  if (clockOff) told.push(words.text("session.clock-off", { minutes: clockOff }));
  byId("notes").replaceChildren(...told.map((one) => h("p", { class: "note note-unsure" }, one)));
}

/** A typed time as this page takes it: possible over its zone. */
function readTime(text) {
  const told = typedTime(text);
  if (told.problem) {
    return { trouble: words.text(`session.${told.problem}`, { digit: text.trim() }) };
  }
  const speed = session.live.zone.distance_m / told.seconds;
  const time = words.seconds(told.seconds);
  if (!(speed <= script.fastest_m_s)) {
    const least = words.secondsTo(session.live.zone.distance_m / script.fastest_m_s, 2);
    return { trouble: words.text("session.too-fast", { time, least }) };
  }
  if (speed < script.slowest_m_s) return { trouble: words.text("session.too-slow", { time }) };
  return told;
}

function complain(id, text) {
  byId(id).hidden = !text;
  byId(id).textContent = text ?? "";
  const field = id === "wind-trouble" ? byId("wind") : byId("time");
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

byId("entry").addEventListener("submit", async (event) => {
  event.preventDefault();
  signal.prepare();
  const field = byId("time");
  const { current } = session;
  if (!field.value.trim()) {
    complain("time-trouble", null);
    await session.skip();
    return;
  }
  const told = readTime(field.value);
  const wind = byId("wind").value.trim() === "" ? null : words.typed(byId("wind").value);
  const windWrong = byId("wind").value.trim() !== "" && (wind === null || Math.abs(wind) > 40);
  complain("time-trouble", told.trouble);
  complain("wind-trouble", windWrong ? words.text("session.wind-wrong") : null);
  if (told.trouble) {
    field.select();
    return;
  }
  if (windWrong) {
    byId("before").open = true;
    byId("wind").focus();
    return;
  }
  // Free for the next time before the disk has answered: a thumb is fast.
  field.value = "";
  byId("time-help").firstElementChild.textContent = words.text("session.time-help");
  byId("wind").value = "";
  field.focus({ preventScroll: true });
  await carry(session.enterTime(current.athlete_id, { time_s: told.seconds, wind_m_s: wind }));
  // The verdict stands below the field, wherever the page was scrolled to.
  scrollTo(0, 0);
});

// What the digits mean is seen before they are entered.
byId("time").addEventListener("input", () => {
  const told = typedTime(byId("time").value);
  const time = told.problem ? null : words.seconds(told.seconds);
  byId("time-help").firstElementChild.textContent = words.text(time ? "session.is" : "session.time-help", { time });
});

byId("undo").addEventListener("click", async () => {
  await carry(session.undo(session.shown.athlete_id));
  byId("time").focus({ preventScroll: true });
});

byId("pain").addEventListener("click", async () => {
  const told = await askPain(session);
  if (told) await carry(session.hurts(told.athleteId, told.place, told.severity));
  byId("time").focus({ preventScroll: true });
});

byId("before").addEventListener("change", (event) => {
  if (event.target.name === "ready") {
    const { athlete_id: id } = session.current;
    session.live.shown = id;
    carry(session.readiness(id, Number(event.target.value)));
  }
});

byId("end").addEventListener("click", async () => {
  const why = await askEnd();
  if (!why) return;
  await carry(session.end(why));
  stopClock?.();
  stream?.close();
  awake.end();
  byId("was").focus();
});

byId("new").addEventListener("click", async () => {
  await session.leave();
  view.show();
  byId("session-title").scrollIntoView();
});

async function choose(athleteId) {
  complain("time-trouble", null);
  await session.choose(athleteId);
  byId("time").focus({ preventScroll: true });
}

async function change(lane, rep) {
  const place = lane.reps.indexOf(rep) + 1;
  const title = words.text("session.change-of", { number: place, name: lane.name });
  const digits = Math.abs(rep.time_s * 100 - Math.round(rep.time_s * 100)) < 1e-6 ? 2 : 3;
  const seconds = await askTime(title, words.number(rep.time_s, digits), readTime);
  if (seconds !== null && seconds !== rep.time_s) {
    // The error belonged to the time that was wrong.
    const sd = rep.time_sd_s === undefined || rep.time_sd_s === null ? {} : { time_sd_s: null };
    await carry(session.changeRep(lane.athlete_id, rep.id, { time_s: seconds, ...sd }));
  }
}

/** What could not be kept is said, and was not done. */
async function carry(done) {
  try {
    await done;
  } catch (problem) {
    complain("time-trouble", String(problem.message ?? problem));
  }
}

useDevices({ session, words, carry });

// What the outbox says

async function unsent() {
  const { waiting } = await outbox.sorted();
  view.unsent = new Set(waiting.map(({ body }) => body.rep?.id ?? body.rep_id).filter(Boolean));
  view.show();
  await showTroubles(byId("troubles"), { outbox, session, words });
}

session.addEventListener("changed", () => view.show());
session.addEventListener("look", () => look());
outbox.addEventListener("changed", () => {
  if (outbox.status === "offline") online(false);
  unsent();
});
outbox.addEventListener("answered", (event) => {
  const { sessions, now } = event.detail;
  online(true);
  if (now) checkClock(now);
  if (sessions.length) session.mergeAndKeep(sessions);
});

if (await session.restore()) goOn();
else view.show();
if (!navigator.onLine) online(false);
showOrder();
await unsent();
// For tests and for other scripts: the page is ready for a thumb.
root.dataset.ready = "yes";
