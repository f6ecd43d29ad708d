/** Times from a clip on this phone, and heart rate from a strap: what devices bring into a session. */

import { timeClip } from "./clip_timer.js";
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
      const { time_s, time_sd_s, method } = taken;
      await carry(session.enterTime(id, { time_s, time_sd_s, method }));
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
