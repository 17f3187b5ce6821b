import type { Setup } from "@firstline/sdk/wire";
import { screenFragment } from "../../models/place.ts";
import { peopleTexts } from "../../texts/people.ts";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import type { PageProps } from "../page.ts";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { WithDraft } from "../parts/with-draft.tsx";
import { namingTier } from "../references.ts";
import "./people.css";

const texts = peopleTexts.tiers;
const MOST = 9;

/** The lines of support in their order, and who serves them. */
export function Tiers({ editor }: PageProps) {
  return <WithDraft editor={editor}>{(setup) => <TierTable setup={setup} />}</WithDraft>;
}

function TierTable({ setup }: { setup: Bound<Setup> }) {
  const list = setup.at("tiers");
  const tiers = itemsOf(list).toSorted((one, other) => one.value.level - other.value.level);
  const last = tiers.at(-1)?.value.level ?? 0;
  return (
    <div class="fields">
      <p class="fields-text">{texts.intro}</p>
      <table class="setting-table">
        <thead>
          <tr>
            <th scope="col">{texts.level}</th>
            <th scope="col">{texts.label}</th>
            <th scope="col">{texts.teams}</th>
            <th scope="col">
              <span class="hidden">{texts.removeHint}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => {
            const { level } = tier.value;
            const label = tier.at("label");
            const teams = setup.value.teams.filter((team) => team.tier === level);
            const stays = level !== last || level === 1 || namingTier(setup.value, level).length > 0;
            return (
              <tr key={level}>
                <th scope="row">{level}</th>
                <td class={label.issue === undefined ? undefined : "form-field-wrong"}>
                  <input
                    aria-label={`${texts.label}, ${texts.level} ${level}`}
                    dir="auto"
                    maxLength={60}
                    aria-invalid={label.issue !== undefined}
                    value={label.value}
                    onInput={({ currentTarget }) => label.set(currentTarget.value)}
                  />
                  {label.issue !== undefined && <span class="form-issue">{label.issue}</span>}
                </td>
                <td>
                  {teams.length === 0 ? (
                    <span class="form-optional">{texts.none}</span>
                  ) : (
                    <ul class="link-list">
                      {teams.map((team) => (
                        <li key={team.id}>
                          <a href={screenFragment(["settings", "teams", team.id])}>
                            <bdi>{team.name}</bdi>
                          </a>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td>
                  <button
                    type="button"
                    class="button button-icon button-small"
                    aria-label={texts.remove(level)}
                    title={stays ? texts.removeHint : texts.remove(level)}
                    disabled={stays}
                    onClick={() => list.change((now) => now.filter((one) => one.level !== level))}
                  >
                    <CloseIcon />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {list.issue !== undefined && <p class="form-issue">{list.issue}</p>}
      <div>
        <button
          type="button"
          class="button button-small"
          disabled={last >= MOST}
          onClick={() => list.change((now) => [...now, { level: last + 1, label: "" }])}
        >
          <PlusIcon />
          {texts.add}
        </button>
      </div>
    </div>
  );
}
