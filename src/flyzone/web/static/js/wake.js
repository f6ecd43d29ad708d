/**
 * The phone beside the track: its screen stays on, and it can be heard and felt when a rest is over.
 *
 * All of it is asked for and may be refused: an old browser, a page without encryption, an empty battery.
 */

const TONE_HZ = 880;
const BEEP_S = 0.18;

export class Awake {
  constructor() {
    this.lock = null;
    this.wanted = false;
    document.addEventListener("visibilitychange", () => {
      // A lock ends when the page is hidden.
      if (this.wanted && document.visibilityState === "visible") this.begin();
    });
  }

  /** @returns {Promise<boolean>} Whether the screen stays on now. */
  async begin() {
    this.wanted = true;
    try {
      this.lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.lock = null;
    }
    return this.lock !== null;
  }

  end() {
    this.wanted = false;
    this.lock?.release?.().catch(() => {});
    this.lock = null;
  }
}

export class Signal {
  /** @param {{sound: boolean, vibration: boolean}} manner As the account wants it. */
  constructor({ sound, vibration }) {
    Object.assign(this, { sound, vibration, audio: null });
  }

  /** Called by a tap: without one, browsers let no page be heard. */
  prepare() {
    if (!this.sound || !("AudioContext" in window)) return;
    this.audio ??= new AudioContext();
    this.audio.resume().catch(() => {});
  }

  /** Two beeps, and a buzz. */
  go() {
    if (this.vibration) navigator.vibrate?.([200, 100, 200]);
    if (!this.audio || this.audio.state !== "running") return;
    for (const after of [0, BEEP_S * 1.5]) {
      const tone = this.audio.createOscillator();
      const loudness = this.audio.createGain();
      const begin = this.audio.currentTime + after;
      tone.frequency.value = TONE_HZ;
      // Without a slope it clicks.
      loudness.gain.setValueAtTime(0, begin);
      loudness.gain.linearRampToValueAtTime(0.5, begin + 0.01);
      loudness.gain.linearRampToValueAtTime(0, begin + BEEP_S);
      tone.connect(loudness).connect(this.audio.destination);
      tone.start(begin);
      tone.stop(begin + BEEP_S);
    }
  }
}
