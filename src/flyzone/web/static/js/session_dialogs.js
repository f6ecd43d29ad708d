/** The three dialogs of a session: something hurts, it is over, a time was wrong. */

import { h } from "./say.js";

const byId = (id) => document.getElementById(id);

/** Opens a dialog; true where it was confirmed. */
function ask(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "keep"), { once: true });
    dialog.showModal();
  });
}

/** @returns {Promise<{athleteId: string, place: string, severity: number}|null>} */
export async function askPain(session) {
  const who = byId("pain-who");
  who.replaceChildren(
    ...session.lanes.map((lane) =>
      h("option", { value: lane.athlete_id, selected: lane === session.shown }, lane.name),
    ),
  );
  if (!(await ask(byId("pain-dialog")))) return null;
  const severity = document.querySelector("#pain-dialog input[name=pain]:checked");
  return {
    athleteId: who.value, place: byId("pain-place").value, severity: Number(severity?.value ?? 4),
  };
}

/** @returns {Promise<string|null>} Why it is over. */
export async function askEnd() {
  return (await ask(byId("end-dialog"))) ? byId("end-why").value : null;
}

/**
 * @param {(text: string) => {seconds: number}|{trouble: string}} read How a typed time is read.
 * @returns {Promise<number|null>} The right time, s.
 */
export async function askTime(title, text, read) {
  const dialog = byId("change-dialog");
  const field = byId("change-time");
  const trouble = byId("change-trouble");
  byId("change-title").textContent = title;
  field.value = text;
  trouble.hidden = true;
  let found = null;
  const check = (event) => {
    if (event.submitter?.value !== "keep") return;
    const told = read(field.value);
    if (told.trouble) {
      event.preventDefault();
      trouble.textContent = told.trouble;
      trouble.hidden = false;
      field.focus();
    } else found = told.seconds;
  };
  const form = dialog.querySelector("form");
  form.addEventListener("submit", check);
  const kept = await ask(dialog);
  form.removeEventListener("submit", check);
  return kept ? found : null;
}
