const paths = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  check: "M5 13l4.5 4.5L19 7",
  clock: "M12 7v5l3 3M21 12a9 9 0 1 0-18 0 9 9 0 0 0 18 0",
  pause: "M8 5v14M16 5v14",
  star: "M12 3l2.8 5.7 6.2.9-4.5 4.4 1.1 6.2-5.6-3-5.6 3 1.1-6.2L3 9.6l6.2-.9z",
};

/** A line icon of the size of its text; for the eye only, its button or text names it. */
export const Drawing = ({ path }: { path: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** One that is there from the beginning; others come with what needs them. */
export const Icon = ({ name }: { name: keyof typeof paths }) => <Drawing path={paths[name]} />;
