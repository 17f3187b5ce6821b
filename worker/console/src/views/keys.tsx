import { capsOf } from "../commands.ts";

/** The keys to press, as they stand on the keyboard. */
export const Keys = ({ of }: { of: string }) => (
  <span class="key-caps">
    {capsOf(of).map((cap) => (
      <kbd key={cap}>{cap}</kbd>
    ))}
  </span>
);
