/**
 * A page about work that goes on: its progress bar moves, and the page comes anew when the state does.
 * Without a script the page is loaded again by hand.
 */

const EVERY_MS = 1000;
const SLOWER_AFTER = 60;

const place = document.querySelector("[data-waiting]");

/** Asks once more how far it is. */
async function look(times) {
  const next = times < SLOWER_AFTER ? EVERY_MS : 5 * EVERY_MS;
  try {
    const response = await fetch(place.dataset.waiting, { headers: { accept: "application/json" } });
    if (response.ok) {
      const clip = await response.json();
      if (clip.state !== place.dataset.state) {
        location.reload();
        return;
      }
      const bar = place.querySelector("progress");
      if (bar && typeof clip.progress === "number") {
        bar.value = clip.progress;
        bar.textContent = `${Math.round(100 * clip.progress)} %`;
      }
    }
  } catch {
    // No signal: asked again later.
  }
  setTimeout(() => look(times + 1), next);
}

if (place) setTimeout(() => look(0), EVERY_MS);
