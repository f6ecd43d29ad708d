/**
 * On every page: what waits on this phone is said and sent, and pages are kept for when there is no signal.
 */

import { outbox } from "./outbox.js";

const line = document.getElementById("waiting");
const { words, login, session, api, worker } = line.dataset;
const texts = JSON.parse(words);

function say(key, n) {
  return texts[`waiting.${key}`].replaceAll("{n}", n);
}

function link(address, key) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = texts[`waiting.${key}`];
  return made;
}

async function show() {
  const { waiting, troubles, others } = await outbox.sorted();
  const parts = [];
  if (waiting.length && outbox.status === "log-in") {
    const back = encodeURIComponent(location.pathname + location.search);
    parts.push(say("log-in", waiting.length), " ", link(`${login}?next=${back}`, "to-log-in"));
  } else if (waiting.length && outbox.status === "other-account") {
    parts.push(say("others", waiting.length));
  } else if (waiting.length) {
    parts.push(waiting.length === 1 ? say("one", 1) : say("many", waiting.length));
  }
  if (troubles.length) {
    parts.push(parts.length ? " " : "", say("troubles", troubles.length), " ");
    if (location.pathname !== session) parts.push(link(session, "to-session"));
  }
  if (others.length) parts.push(parts.length ? " " : "", say("others", others.length));
  line.replaceChildren(...parts);
  line.hidden = !parts.length;
  line.dataset.waiting = String(waiting.length);
  line.dataset.status = outbox.status;
}

outbox.addEventListener("changed", show);
outbox.begin(api);

// Only pages that came encrypted, or from this very machine, may have a worker.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register(worker)
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active.postMessage({ account: outbox.accountId, page: location.href }))
    .catch(() => {});
}
