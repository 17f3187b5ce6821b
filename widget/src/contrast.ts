function channels(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

/** The relative luminance of a `#rrggbb` colour, 0 (black) to 1 (white), as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const weights = [0.2126, 0.7152, 0.0722];
  return channels(color).reduce((sum, channel, index) => {
    const share = channel / 255;
    return sum + (weights[index] ?? 0) * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  }, 0);
}

/** The WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on a `#rrggbb` colour: 4.5 or more on every one. */
export function readableOn(color: string): string {
  return contrast(color, "#000000") > contrast(color, "#ffffff") ? "#000000" : "#ffffff";
}

/** The `#rrggbb` colour itself, or moved towards black or white until it reads on `surface` with 4.5 or more. */
export function legible(color: string, surface: string): string {
  const target = channels(readableOn(surface));
  for (let step = 0; step < 20; step++) {
    const mixed = channels(color).map((channel, index) =>
      Math.round(channel + (((target[index] ?? 0) - channel) * step) / 20),
    );
    const candidate = `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
    if (contrast(candidate, surface) >= 4.5) return candidate;
  }
  return readableOn(surface);
}
