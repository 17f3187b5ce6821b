/** Focuses a ticket's row in the list, if it is there. */
export function focusRow(number: string | undefined): void {
  if (number === undefined) return;
  const row = document.getElementById(`row-${number}`);
  // A row that was not in sight comes with the next rendering.
  if (row) row.focus();
  else focusSoon(`row-${number}`);
}

/** Focuses what the next rendering brings. */
export const focusSoon = (id: string) => setTimeout(() => document.getElementById(id)?.focus());
