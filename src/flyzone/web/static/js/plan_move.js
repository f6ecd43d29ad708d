/**
 * Moves a day's training to another day: dragged by mouse or finger, or carried with the keyboard.
 *
 * While it hovers over a day the server is asked which rule objects, and the day shows it; dropped, the
 * server decides again.  Without this script the "move to" form does the same.
 */
import { csrf } from "./page.js";

const calendar = document.getElementById("calendar");
const said = document.getElementById("said");
const dialog = document.getElementById("objects");
const words = calendar ? JSON.parse(calendar.dataset.words) : {};
const ASK_AFTER_MS = 140;
const MARKS = ["target", "target-free", "target-objects"];

/** What is in the air: its day, where it hovers, and how it is carried. */
let carried = null;

/** A text with its words filled in. @param {string} key @param {Object<string, string>} [filled] */
function text(key, filled = {}) {
  return (words[`plan.say-${key}`] ?? "").replace(/\{(\w+)\}/g, (_, name) => filled[name] ?? "");
}

/** @param {string} words_ */
function say(words_) {
  said.textContent = words_;
}

/** The days that training may be put on, in their order. */
function openDays() {
  return [...calendar.querySelectorAll(".day[data-open]")];
}

/** The server's word on a move. @param {string} before @param {string} to @param {boolean} [really] */
async function ask(before, to, { really = false, anyway = false } = {}) {
  const answer = really
    ? await fetch(calendar.dataset.move, {
        method: "PUT",
        headers: { "content-type": "application/json", "x-csrf-token": csrf() },
        body: JSON.stringify({ before, to, anyway }),
      })
    : await fetch(`${calendar.dataset.move}?${new URLSearchParams({ before, to })}`);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told?.error?.message ?? text("failed"));
  return told;
}

function pickUp(day, grip, keyboard) {
  carried = { day, grip, keyboard, over: day, asking: 0, timer: 0, shadow: null };
  day.querySelector("[data-training]").classList.add("dragged");
  grip.setAttribute("aria-pressed", "true");
  say(text(keyboard ? "carried-keys" : "carried", { day: day.dataset.said }));
}

function putDown() {
  if (!carried) return;
  clearTimeout(carried.timer);
  carried.day.querySelector("[data-training]")?.classList.remove("dragged");
  carried.grip.setAttribute("aria-pressed", "false");
  carried.shadow?.remove();
  for (const day of calendar.querySelectorAll(".day")) day.classList.remove(...MARKS);
  carried = null;
}

/** Something is carried over a day: the server says whether it may lie there. */
function hover(day) {
  if (!carried || carried.over === day) return;
  carried.over?.classList.remove(...MARKS);
  carried.over = day;
  clearTimeout(carried.timer);
  if (!day || day === carried.day) {
    say("");
    return;
  }
  day.classList.add("target");
  const mine = carried;
  const number = ++mine.asking;
  say(text("asking", { day: day.dataset.said }));
  mine.timer = setTimeout(async () => {
    try {
      const told = await ask(mine.day.dataset.day, day.dataset.day);
      if (carried !== mine || number !== mine.asking) return;
      const objects = told.objections.length > 0;
      day.classList.add(objects ? "target-objects" : "target-free");
      const first = objects ? `${text("objects")} ${told.objections[0].message}` : text("free");
      say(`${day.dataset.said}: ${first}`);
    } catch (problem) {
      if (carried === mine) say(problem.message);
    }
  }, ASK_AFTER_MS);
}

async function drop() {
  if (!carried) return;
  const { day, over } = carried;
  putDown();
  if (!over || over === day) {
    say(text("left"));
    return;
  }
  await carryOut(day, over, false);
}

async function carryOut(day, over, anyway) {
  say(text("moving", { day: over.dataset.said }));
  try {
    const told = await ask(day.dataset.day, over.dataset.day, { really: true, anyway });
    if (told.kept) {
      const there = new URL(location.href);
      there.hash = over.id;
      history.replaceState(null, "", there);
      location.reload();
      return;
    }
    show(told, day, over);
  } catch (problem) {
    say(problem.message);
  }
}

/** Shows what objects, and lets a coach overrule it where that is his to do. */
function show(told, day, over) {
  const list = document.getElementById("objects-list");
  list.replaceChildren(
    ...told.objections.map((one) => {
      const item = document.createElement("li");
      item.textContent = one.message;
      return item;
    }),
  );
  const anyway = document.getElementById("objects-anyway");
  anyway.hidden = !told.may_overrule;
  document.getElementById("objects-lead").textContent = text(told.may_overrule ? "may" : "may-not");
  anyway.onclick = () => {
    dialog.close();
    carryOut(day, over, true);
  };
  say(`${text("objects")} ${told.objections[0]?.message ?? ""}`);
  dialog.showModal();
}

function dayAt(x, y) {
  return document.elementFromPoint(x, y)?.closest?.(".day[data-open]") ?? null;
}

/** The pointer, mouse or finger. */
function pointer(grip, day) {
  let began = null;
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || carried) return;
    began = { x: event.clientX, y: event.clientY };
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
    grip.focus();
  });
  grip.addEventListener("pointermove", (event) => {
    if (!began) return;
    const far = Math.hypot(event.clientX - began.x, event.clientY - began.y) > 6;
    if (!carried && far) {
      pickUp(day, grip, false);
      carried.shadow = document.createElement("div");
      carried.shadow.className = "carried";
      carried.shadow.textContent = day.querySelector(".session strong")?.textContent ?? "";
      document.body.append(carried.shadow);
    }
    if (!carried?.shadow) return;
    // The style of an element may be set from a script under our policy, though not written in the page.
    carried.shadow.style.left = `${event.clientX + 12}px`;
    carried.shadow.style.top = `${event.clientY + 12}px`;
    hover(dayAt(event.clientX, event.clientY));
    const edge = 60;
    if (event.clientY < edge) scrollBy(0, -12);
    if (event.clientY > innerHeight - edge) scrollBy(0, 12);
  });
  grip.addEventListener("pointerup", () => {
    began = null;
    if (carried && !carried.keyboard) drop();
  });
  grip.addEventListener("pointercancel", () => {
    began = null;
    putDown();
  });
}

/** The keyboard: Enter or Space picks up and puts down, arrows carry, Escape leaves it where it was. */
function keyboard(grip, day) {
  const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
  grip.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && carried) {
      putDown();
      say(text("left"));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (carried) drop();
      else pickUp(day, grip, true);
    } else if (carried && event.key in steps) {
      event.preventDefault();
      const days = openDays();
      const place = days.indexOf(carried.over) + steps[event.key];
      const next = days[Math.min(Math.max(place, 0), days.length - 1)];
      hover(next);
      next.scrollIntoView({ block: "nearest" });
    }
  });
  grip.addEventListener("blur", () => {
    if (carried?.keyboard && carried.grip === grip) putDown();
  });
}

if (calendar) {
  for (const training of calendar.querySelectorAll("[data-training]")) {
    const grip = training.querySelector(".grip");
    const day = training.closest(".day");
    grip.hidden = false;
    pointer(grip, day);
    keyboard(grip, day);
  }
  document.getElementById("objects-leave").addEventListener("click", () => dialog.close());
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", () => {
    // On paper nothing can be opened any more.
    for (const one of calendar.querySelectorAll("details.session, details.why")) one.open = true;
    window.print();
  });
}
