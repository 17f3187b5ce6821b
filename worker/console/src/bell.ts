import type { Bell } from "./models/alerts.ts";

/** Two short tones, the second a fourth higher: in hertz, and when each begins in seconds. */
const tones = [
  { pitch: 660, at: 0 },
  { pitch: 880, at: 0.11 },
];
const length = 0.18;
const loudness = 0.12;

/** The browser's notifications, and a sound that needs no file. */
export function createBell(): Bell {
  let audio: AudioContext | undefined;
  return {
    async ask() {
      if (!("Notification" in window)) return false;
      return (await Notification.requestPermission()) === "granted";
    },
    show({ title, body, tag }, open) {
      if (!("Notification" in window) || Notification.permission !== "granted") return;
      try {
        const shown = new Notification(title, { body, tag, icon: "/console/favicon.svg" });
        shown.onclick = () => {
          window.focus();
          open();
          shown.close();
        };
      } catch {
        // Some phones have it only for service workers.
      }
    },
    ring() {
      audio ??= new AudioContext();
      // Not heard before the first click on the page: browsers ask for one.
      void audio.resume();
      for (const { pitch, at } of tones) {
        const begin = audio.currentTime + at;
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(loudness, begin);
        volume.gain.exponentialRampToValueAtTime(0.001, begin + length);
        tone.connect(volume).connect(audio.destination);
        tone.start(begin);
        tone.stop(begin + length);
      }
    },
  };
}
