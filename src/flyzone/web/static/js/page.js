/**
 * What every page needs from a script: nothing but small comforts; each page works without it.
 */

/** The CSRF token of this login, as requests that change something bring it along. */
export function csrf() {
  return document.querySelector('meta[name="csrf"]')?.content ?? "";
}

// Forms whose button takes long say so, and are not sent twice by a second tap.
function sendOnce(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  // A dialog's form goes nowhere, and is used again.
  if (form.method === "dialog") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelector("button[type=submit], button:not([type])")?.setAttribute("aria-busy", "true");
}

// A page that comes back from the browser's memory may be sent again.
function sendAgain() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
}

// Other modules import this one by its plain address, the page by the one with its hash: for the browser
// these are two modules, and a form that is looked at twice would never be sent.
if (!document.documentElement.dataset.sendsOnce) {
  document.documentElement.dataset.sendsOnce = "yes";
  document.addEventListener("submit", sendOnce);
  addEventListener("pageshow", sendAgain);
}
