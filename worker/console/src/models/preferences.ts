import { createModel, type ReadonlySignal, signal } from "@preact/signals";

export const schemes = ["system", "light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

/** What an agent chose for this browser, whoever they are in it. The language is chosen in `language.ts`. */
export interface Preferences {
  readonly scheme: ReadonlySignal<Scheme>;
  /** Whether news is told on the desktop. */
  readonly desktop: ReadonlySignal<boolean>;
  /** Whether news is heard. */
  readonly sound: ReadonlySignal<boolean>;
  choose(choice: { readonly scheme?: Scheme; readonly desktop?: boolean; readonly sound?: boolean }): void;
}

/** The first script of the page, `public/appearance.js`, reads the scheme under the same key. */
const key = (name: "scheme" | "desktop" | "sound") => `firstline-console:${name}`;

export const Preferences = createModel<Preferences, [() => Storage]>((storage) => {
  const read = (name: "scheme" | "desktop" | "sound"): string | null => {
    try {
      return storage().getItem(key(name));
    } catch {
      return null;
    }
  };
  const kept = read("scheme");
  const choices = {
    scheme: signal<Scheme>(schemes.find((scheme) => scheme === kept) ?? "system"),
    desktop: signal(read("desktop") === "true"),
    sound: signal(read("sound") === "true"),
  };
  return {
    ...choices,
    choose({ scheme = choices.scheme.peek(), desktop = choices.desktop.peek(), sound = choices.sound.peek() }) {
      choices.scheme.value = scheme;
      choices.desktop.value = desktop;
      choices.sound.value = sound;
      try {
        storage().setItem(key("scheme"), scheme);
        storage().setItem(key("desktop"), String(desktop));
        storage().setItem(key("sound"), String(sound));
      } catch {
        // Blocked: the choice holds until the page is loaded again.
      }
    },
  };
});
