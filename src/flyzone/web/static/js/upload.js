/**
 * The page of a new clip: takes the film, sends it, and goes on with what an earlier visit left.
 */

import { forget, keep, kept, keptFor } from "./upload/kept.js";
import { Refusal, Sending } from "./upload/sender.js";

const form = document.getElementById("upload");
const said = form.querySelector("[data-said]");
const bar = form.querySelector("progress");
const button = form.querySelector("button[type=submit]");
const stop = form.querySelector("[data-stop]");
const texts = said.dataset;
let sending = null;

/** A UUID; also where the page is not on HTTPS and the browser makes none. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function say(text, trouble = false) {
  said.textContent = text;
  said.classList.toggle("trouble", trouble);
}

/** Whose runs, as the server is told. */
function wish() {
  const [what, id] = form.elements.whose.value.split(":");
  const session = form.elements.session_id.value;
  return { [`${what}_id`]: id, ...(session ? { session_id: session } : {}) };
}

function chosen() {
  for (const input of form.querySelectorAll("input[type=file]")) {
    if (input.files.length) return input.files[0];
  }
  return null;
}

/** Sends one clip to its end, and goes to its page. */
async function run({ id, file, name, wish: whose }) {
  sending = new Sending(form.dataset.uploads, { id, file, name, wish: whose });
  busy(true);
  sending.addEventListener("progress", ({ detail }) => {
    bar.value = detail.size ? detail.received / detail.size : 0;
    const percent = Math.floor(100 * bar.value);
    bar.textContent = `${percent} %`;
    say(texts.sending.replace("{percent}", percent));
  });
  sending.addEventListener("waiting", () => say(texts.waiting));
  try {
    const clip = await sending.send();
    await forget(id);
    location.assign(texts.clip.replace("ID", encodeURIComponent(clip)));
  } catch (problem) {
    if (sending.stopped.signal.aborted) return;
    busy(false);
    if (problem instanceof Refusal) {
      if (problem.status === 401) {
        say(texts.login, true);
        return;
      }
      // With this id nothing will come of it any more, except where there is only no room yet.
      if (problem.status !== 507) await forget(id);
      say(problem.message || texts.failed, true);
    } else {
      say(texts.unreadable, true);
    }
  }
}

function busy(is) {
  button.disabled = is;
  for (const input of form.querySelectorAll("input[type=file], select")) input.disabled = is;
  bar.hidden = stop.hidden = !is;
  if (is) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}

/** Leaving is allowed, and asked about: phones stop what is not in front. */
function warn(event) {
  if (sending && sending.received < sending.file.size) event.preventDefault();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const file = chosen();
  if (!file) {
    say(texts.nothing, true);
    return;
  }
  const whose = wish();
  const before = await keptFor(file, whose);
  const id = before?.id ?? uuid();
  if (!before) await keep({ id, file, wish: whose });
  await run({ id, file, name: file.name, wish: whose });
});

// One of two ways to a file: the other one is empty then.
for (const input of form.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    for (const other of form.querySelectorAll("input[type=file]")) {
      if (other !== input && input.files.length) other.value = "";
    }
    if (input.files.length) say(texts.chosen.replace("{name}", input.files[0].name));
  });
}

stop.addEventListener("click", async () => {
  const { id } = sending;
  await sending.giveUp();
  await forget(id);
  busy(false);
  say(texts.stopped);
});

// What an earlier visit left goes on by itself.
const left = (await kept()).find((one) => one.file);
if (left && !sending) {
  await run({ id: left.id, file: left.file, name: left.name, wish: left.wish });
}
