/** What a browser keeps for one site. Where storage is blocked it is kept in memory, until the page goes. */
export interface Kept {
  read(): string | undefined;
  write(value: string | undefined): void;
}

function kept(storage: () => Storage, key: string): Kept {
  let memory: string | undefined;
  return {
    read() {
      try {
        return storage().getItem(key) ?? memory;
      } catch {
        return memory;
      }
    },
    write(value) {
      memory = value;
      try {
        if (value === undefined) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        // Blocked or full: what is in memory has to do.
      }
    },
  };
}

/** The visitor's token, kept until this computer is forgotten. */
export const keptToken = (site: string): Kept => kept(() => localStorage, `firstline:${site}`);

/** That something waits to be sent: then the next page sends it, before anybody opens the panel. */
export const keptWaiting: Kept = kept(() => localStorage, "firstline");

/** What somebody is writing and was not confirmed yet, kept through a reload of this tab. `about` is a ticket's number, or `new`. */
export const keptDraft = (site: string, about: string): Kept =>
  kept(() => sessionStorage, `firstline:${site}:${about}`);

/** Removes what was being written to any ticket of the site. */
export function forgetDrafts(site: string): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(`firstline:${site}:`)) sessionStorage.removeItem(key);
    }
  } catch {
    // Where storage is blocked there is nothing to remove.
  }
}
