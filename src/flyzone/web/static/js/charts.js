/**
 * Draws the charts of a page once the page itself can be read.
 *
 * The program that draws them is large, so it is asked for after everything else, and only where a
 * chart is about to be seen.  It runs without `eval` and without inline styles, as our policy demands.
 * Where anything fails, the words beside the chart have to do: they hold the same numbers.
 */

/** How vega-embed is told to keep to the policy. */
const KEEPING_TO_THE_POLICY = {
  ast: true,
  actions: false,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
  renderer: "svg",
};
const WIDE_PX = 560;

let program = null;

/** Fetches the drawing program once. @param {string} address */
function drawingProgram(address) {
  program ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => done(globalThis.flyzoneEmbed));
    script.addEventListener("error", () => failed(new Error("no drawing program")));
    document.head.append(script);
  });
  return program;
}

/** The width, of those that are made, that fits a figure. @param {HTMLElement} figure */
function widthOf(figure) {
  return figure.clientWidth >= WIDE_PX ? 720 : 360;
}

/** Draws one chart. @param {HTMLElement} figure */
async function draw(figure) {
  const width = widthOf(figure);
  if (figure.dataset.width === String(width)) return;
  figure.dataset.width = String(width);
  try {
    const address = new URL(figure.dataset.chart, document.baseURI);
    address.searchParams.set("width", String(width));
    const [embed, answer] = await Promise.all([
      drawingProgram(figure.dataset.program),
      fetch(address, { headers: { accept: "application/json" } }),
    ]);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const spec = await answer.json();
    const place = document.createElement("div");
    const drawn = await embed(place, spec, KEEPING_TO_THE_POLICY);
    const svg = place.querySelector("svg");
    // A chart is one picture for those who cannot see it; its numbers stand beside it as text.
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", spec.description ?? "");
    svg?.setAttribute("aria-hidden", "true");
    if (svg && !svg.hasAttribute("viewBox")) {
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    }
    figure.drawn?.finalize();
    figure.drawn = drawn;
    figure.replaceChildren(place);
    figure.dataset.drawn = "yes";
  } catch {
    const told = document.createElement("p");
    told.textContent = figure.dataset.failed ?? "";
    figure.replaceChildren(told);
    delete figure.dataset.width;
  }
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target);
      turned.observe(entry.target);
    }
  },
  { rootMargin: "300px" },
);
// A phone that is turned gets the wider chart.
const turned = new ResizeObserver((entries) => {
  for (const entry of entries) draw(entry.target);
});

function begin() {
  for (const figure of document.querySelectorAll("figure[data-chart]")) seen.observe(figure);
}
if ("requestIdleCallback" in globalThis) requestIdleCallback(begin, { timeout: 1500 });
else setTimeout(begin, 200);
