/**
 * A board that keeps itself up to date, on a phone or on a wall, for hours and unattended.
 *
 * The stream says only that something was written. The board is then fetched anew from its own address,
 * so that the server alone decides who is on it; marks that were not there before are highlighted.
 */

/** Without any news the board is fetched so often all the same: at midnight today's is empty. */
const EVERY_MS = 60_000;
/** How long to wait before the stream is tried again: longer each time, and no longer than this. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** How long a new mark stays highlighted. */
const NEW_MS = 30_000;
/** How long a wall shows one screenful of a long board, and how long it waits for whoever touched it. */
const SCREEN_MS = 12_000;
const TOUCHED_MS = 60_000;

const fresh = new Map();
let fetching = false;
let again = false;
let touched = 0;

/** The board that is shown now. */
const shown = () => document.getElementById("board");

/** Says, or stops saying, that the server cannot be reached. */
function trouble(is) {
  document.getElementById("board-trouble")?.toggleAttribute("hidden", !is);
}

/** Fetches the board and shows it; one at a time, and once more if news came meanwhile. */
async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const answer = await fetch(location.href, {
      headers: { accept: "text/html" },
      cache: "no-store",
      redirect: "error",
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const board = page.getElementById("board");
    if (!answer.ok || !board) throw new Error("no board came");
    show(board);
    trouble(false);
  } catch {
    trouble(true);
  } finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

/** Puts a fetched board in the place of the one that is shown. */
function show(board) {
  const before = keys(shown());
  const now = Date.now();
  for (const key of keys(board)) if (!before.has(key)) fresh.set(key, now + NEW_MS);
  const focused = document.activeElement?.closest("#board a")?.getAttribute("href");
  shown().replaceWith(document.importNode(board, true));
  highlight();
  if (document.body.classList.contains("projector")) {
    shown().querySelector(".board-new")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  if (focused) shown().querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  tell([...keys(board)].filter((key) => !before.has(key)));
}

/** The marks of a board. */
function keys(board) {
  return new Set([...board.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
}

/** Shows which marks are new; those that have been so for a while no longer are. */
function highlight() {
  const now = Date.now();
  for (const [key, until] of fresh) if (until <= now) fresh.delete(key);
  for (const row of shown().querySelectorAll("[data-key]")) {
    row.classList.toggle("board-new", fresh.has(row.dataset.key));
  }
}

/** Says new marks aloud to who listens to the page. */
function tell(news) {
  const place = document.getElementById("board-news");
  if (!place || !news.length) return;
  const rows = [...shown().querySelectorAll("[data-key]")].filter((row) =>
    news.includes(row.dataset.key),
  );
  place.textContent = rows
    .map((row) => {
      const name = row.querySelector("th")?.firstChild?.textContent?.trim() ?? "";
      return `${name} ${row.querySelector("strong")?.textContent ?? ""}`;
    })
    .join(" · ");
}

/** On a wall nobody scrolls: a board longer than the screen is shown a screenful after the other. */
function turn() {
  if (Date.now() - touched < TOUCHED_MS) return;
  const { scrollHeight, clientHeight } = document.documentElement;
  if (scrollHeight <= clientHeight) return;
  const end = window.scrollY + clientHeight >= scrollHeight - 2;
  // A jump, not a glide: nothing moves on its own for those whom that disturbs.
  window.scrollTo({ top: end ? 0 : window.scrollY + 0.85 * clientHeight, behavior: "instant" });
}

/** Listens to the stream; where it breaks for good, opens it again after a while. */
function listen(wait = FIRST_WAIT_MS) {
  const stream = new EventSource(shown().dataset.live);
  let next = wait;
  stream.addEventListener("changed", () => {
    next = FIRST_WAIT_MS;
    refresh();
  });
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    setTimeout(() => listen(Math.min(2 * next, LONGEST_WAIT_MS)), next);
  });
}

if (shown()) {
  listen();
  setInterval(refresh, EVERY_MS);
  setInterval(highlight, 5_000);
  window.addEventListener("online", () => refresh());
  const button = document.getElementById("full-screen");
  if (button && !document.documentElement.requestFullscreen) button.hidden = true;
  button?.addEventListener("click", () => document.documentElement.requestFullscreen());
  // A wall must not fall asleep; where the browser cannot promise that, its settings have to.
  const stayAwake = () => navigator.wakeLock?.request("screen").catch(() => {});
  if (document.body.classList.contains("projector")) {
    stayAwake();
    setInterval(turn, SCREEN_MS);
    for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
      window.addEventListener(kind, () => (touched = Date.now()), { passive: true });
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") stayAwake();
    });
  }
}
