/** Times from a clip on this phone, and heart rate from a strap: what devices bring into a session. */

import { timeClip } from "./clip_timer.js";
import { keep, kept } from "./upload/kept.js";
import { connectHeartRate, hasBluetooth } from "./heart_rate.js";

const byId = (id) => document.getElementById(id);

/**
 * @param {{session: object, words: object, carry: (done: Promise) => Promise}} with_
 */
export function useDevices({ session, words, carry }) {
  byId("clip").addEventListener("click", async () => {
    // Whose clip it is is decided now: the next one may be current when it was timed.
    const { athlete_id: id } = session.current;
    const zone = { distance_m: session.live.zone.distance_m, decimal: words.manner.decimal };
    const taken = await timeClip(byId("clip-timer"), zone);
    if (taken) {
      const { time_s, time_sd_s, method, file } = taken;
      await carry(session.enterTime(id, { time_s, time_sd_s, method }));
      await keepClip(file, id, words);
    }
  });

  byId("heart-part").hidden = !hasBluetooth();
  byId("heart").addEventListener("click", async () => {
    const { athlete_id: id } = session.current;
    const says = (key, numbers) => (byId("heart-says").textContent = words.text(key, numbers));
    const tell = (bpm) => {
      says("session.heart-is", { bpm });
      // The strap is worn by one athlete, whoever runs next.
      if (session.lane(id)) carry(session.heartRate(id, bpm));
    };
    try {
      await connectHeartRate(tell, () => says("session.heart-lost"));
    } catch {
      says("session.heart-none");
    }
  });
}

/** Keeps a clip for the page that sends clips: with a signal the server times it more exactly. */
async function keepClip(file, athlete, words) {
  const id = crypto.randomUUID();
  await keep({ id, file, wish: { athlete_id: athlete } });
  const there = (await kept()).some((one) => one.id === id && one.file);
  const says = byId("clip-says");
  says.querySelector("span").textContent = words.text(there ? "session.clip-kept" : "session.clip-not-kept");
  says.querySelector("a").hidden = !there;
  says.hidden = false;
}
