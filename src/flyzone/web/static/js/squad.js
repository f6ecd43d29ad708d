/**
 * Today's answer for each athlete of the page: asked for once the page itself is there.
 */

const list = document.getElementById("squad");
const icons = new URL("../icons/icons.svg", import.meta.url).href;

/** An icon of the sheet. */
function sign(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#${name}`);
  svg.append(use);
  return svg;
}

/** A text in an element of a class. */
function piece(className, text) {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

/** Shows one answer in its athlete's line. */
function fill(words, line) {
  const place = list.querySelector(`[data-athlete="${CSS.escape(line.athlete_id)}"] [data-verdict]`);
  if (!place) return;
  const word = piece(`squad-word squad-word-${line.verdict}`, words[`squad.verdict-${line.verdict}`]);
  word.prepend(sign(line.verdict));
  const why = piece("squad-why", line.sentence ?? "");
  why.title = line.sentence ?? "";
  if (line.needs_clearance) {
    why.prepend(piece("squad-uncleared", `${words["squad.person"]} `));
  }
  place.replaceChildren(word, why);
}

/** Asks for all of them at once. */
async function ask() {
  const words = JSON.parse(list.dataset.words);
  const ids = [...list.querySelectorAll("[data-athlete]")].map((one) => one.dataset.athlete);
  if (!ids.length) return;
  try {
    const answer = await fetch(`${list.dataset.today}?athletes=${ids.join(",")}`, {
      headers: { accept: "application/json" },
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    for (const line of (await answer.json()).athletes) fill(words, line);
  } catch {
    const news = document.getElementById("squad-news");
    news.textContent = words["squad.lost"];
    news.hidden = false;
  }
}

// On a phone the latest days are what one looks for: they stand at the end.
const attendance = document.querySelector(".wide:has(> .attendance)");
if (attendance) attendance.scrollLeft = attendance.scrollWidth;
if (list) ask();
