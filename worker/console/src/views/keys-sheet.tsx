import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";

/** The list of keys. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog id="keys" title={texts.keysTitle} onClose={onClose}>
      <dl class="keys">
        {texts.keys.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>{keys.split(" ").map((key) => key !== "" && (key === "–" ? "–" : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
