/** The relative luminance of a `#rrggbb` colour, 0 (black) to 1 (white), as WCAG 2.2 defines it. */
export function luminance(color: string): number {
  return [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const share = Number.parseInt(color.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
    return sum + weight * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  }, 0);
}

/** Black or white, whichever reads better on a `#rrggbb` colour: a WCAG contrast of 4.5 or more on every one. */
export function readableOn(color: string): string {
  // The two contrasts, (l + 0.05) / 0.05 and 1.05 / (l + 0.05), meet at this luminance.
  return luminance(color) > Math.sqrt(1.05 * 0.05) - 0.05 ? "#000" : "#fff";
}
