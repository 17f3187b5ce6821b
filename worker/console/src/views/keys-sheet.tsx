import { type CommandGroup, commands, keysOfPlaces } from "../commands.ts";
import { texts } from "../texts.ts";
import { Dialog } from "./dialog.tsx";
import { Keys } from "./keys.tsx";

const groups: readonly CommandGroup[] = ["tickets", "ticket", "views", "anywhere"];

/** All keys there are, by what they are for. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const keyed = [...commands, ...keysOfPlaces];
  return (
    <Dialog id="keys" title={texts.keysTitle} onClose={onClose}>
      <div class="keys">
        {groups.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{texts.commands.groups[group]}</h3>
            <dl>
              {keyed.map(
                ({ name, key, group: its }) =>
                  its === group &&
                  key !== undefined && (
                    <div key={key}>
                      <dt>{name}</dt>
                      <dd>
                        <Keys of={key} />
                      </dd>
                    </div>
                  ),
              )}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
