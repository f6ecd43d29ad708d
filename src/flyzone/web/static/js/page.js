/**
 * What every page needs from a script: nothing but small comforts; each page works without it.
 */

/** The CSRF token of this login, as requests that change something bring it along. */
export function csrf() {
  return document.querySelector('meta[name="csrf"]')?.content ?? "";
}

// Forms whose button takes long say so, and are not sent twice by a second tap.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelector("button[type=submit], button:not([type])")?.setAttribute("aria-busy", "true");
});

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});
