const paths = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  check: "M5 13l4.5 4.5L19 7",
  next: "M9 5l7 7-7 7",
  alert: "M12 8v5M12 16.5v.01M12 3a9 9 0 100 18 9 9 0 000-18z",
};

/** A line icon of the size of its text; for the eye only, its button or text names it. */
export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
