/** What the patterns page needs to show components that live: the clip timer. */

import { timeClip } from "./clip_timer.js";

document.getElementById("open-clip-timer").addEventListener("click", async () => {
  const taken = await timeClip(document.getElementById("clip-timer"), { distance_m: 10 });
  const output = document.getElementById("clip-time");
  output.textContent = taken ? `${taken.time_s.toFixed(4)} ${taken.time_sd_s.toFixed(4)}` : "-";
});
