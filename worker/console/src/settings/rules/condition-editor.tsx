import type { Condition, FactCondition, Setup } from "@firstline/sdk/wire";
import { rulesTexts } from "../../texts/rules.ts";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { Picker } from "../../views/parts.tsx";
import { type Bound, itemsOf } from "../parts/bound.ts";
import { FactFields } from "./fact-fields.tsx";
import { DEEPEST, depthOf, factTypes, narrowed } from "./narrow.ts";

const texts = rulesTexts.group;

interface ConditionProps {
  readonly place: Bound<Condition>;
  readonly setup: Setup;
  /** How many groups this stands in. */
  readonly depth: number;
  /** Takes it out of its group; undefined where it has to stay. */
  readonly onRemove: (() => void) | undefined;
}

/** A condition: on a fact, or a group of several, as deep as a person can follow. */
export function ConditionEditor(props: ConditionProps) {
  const { place, setup, depth, onRemove } = props;
  const all = narrowed(place, "all") ?? narrowed(place, "any");
  const not = narrowed(place, "not");
  const { issue } = place;
  const told = issue !== undefined && <p class="form-issue">{issue}</p>;
  if (all) {
    return (
      <Group {...props} kind={all.value.type}>
        <Parts parts={all.at("of")} whole={place} setup={setup} depth={depth} />
        {told}
      </Group>
    );
  }
  if (not) {
    return (
      <Group {...props} kind="not">
        <ul class="conditions">
          <li>
            <ConditionEditor place={not.at("of")} setup={setup} depth={depth + 1} onRemove={undefined} />
          </li>
        </ul>
        {told}
      </Group>
    );
  }
  const { type } = place.value;
  return (
    <div class="condition">
      <div class="condition-head">
        <Picker
          aria-label={texts.fact}
          value={type}
          onChange={({ currentTarget }) => {
            const next = factTypes.find((one) => one === currentTarget.value);
            if (next) place.set(newFact(next, setup));
          }}
        >
          {factTypes.map((one) => (
            <option key={one} value={one}>
              {rulesTexts.fact[one]}
            </option>
          ))}
        </Picker>
        {depth < DEEPEST && (
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => place.change((of) => ({ type: "not", of }))}
          >
            {texts.negate}
          </button>
        )}
        <RemoveButton label={texts.remove} onRemove={onRemove} />
      </div>
      <FactFields place={place} setup={setup} />
      {told}
      {depth === 0 && (
        <AddButton
          label={texts.addCondition}
          onAdd={() => place.change((now) => ({ type: "all", of: [now, newFact("words", setup)] }))}
        />
      )}
    </div>
  );
}

type Kind = "all" | "any" | "not";
const kinds: readonly Kind[] = ["all", "any", "not"];

/** The frame of a group: how its parts are joined, and its end. */
function Group({
  place,
  depth,
  onRemove,
  kind,
  children,
}: ConditionProps & { kind: Kind; children: preact.ComponentChildren }) {
  const join = (next: Kind) =>
    place.change((now) => {
      const of = now.type === "all" || now.type === "any" ? now.of : now.type === "not" ? [now.of] : [now];
      const [first, ...rest] = of;
      if (next !== "not") return { type: next, of };
      return first !== undefined && rest.length === 0 ? { type: "not", of: first } : { type: "not", of: now };
    });
  const fits = (next: Kind) =>
    next !== "not" || kind === "not" || depth + depthOf(place.value) < DEEPEST || partCount(place.value) === 1;
  return (
    <fieldset class={`condition-group condition-${kind}`}>
      <legend class="hidden">{texts[kind]}</legend>
      <div class="condition-head">
        <Picker
          aria-label={texts.kind}
          value={kind}
          onChange={({ currentTarget }) => {
            const next = kinds.find((one) => one === currentTarget.value);
            if (next) join(next);
          }}
        >
          {kinds.filter(fits).map((one) => (
            <option key={one} value={one}>
              {texts[one]}
            </option>
          ))}
        </Picker>
        <RemoveButton
          label={texts.removeGroup}
          onRemove={
            onRemove ?? (kind === "not" ? () => place.change((now) => (now.type === "not" ? now.of : now)) : undefined)
          }
        />
      </div>
      {children}
    </fieldset>
  );
}

const partCount = (condition: Condition): number =>
  condition.type === "all" || condition.type === "any" ? condition.of.length : 1;

interface PartsProps {
  readonly parts: Bound<Condition[]>;
  readonly whole: Bound<Condition>;
  readonly setup: Setup;
  readonly depth: number;
}

function Parts({ parts, whole, setup, depth }: PartsProps) {
  /** The last but one that goes leaves a group of one, which is no group any more. */
  const remove = (index: number) => {
    const left = parts.value.toSpliced(index, 1);
    const [only] = left;
    if (only !== undefined && left.length === 1) whole.set(only);
    else parts.set(left);
  };
  const add = (part: Condition) => parts.change((now) => [...now, part]);
  return (
    <>
      <ul class="conditions">
        {itemsOf(parts).map((part, index) => (
          <li key={index}>
            <ConditionEditor
              place={part}
              setup={setup}
              depth={depth + 1}
              onRemove={parts.value.length > 1 ? () => remove(index) : undefined}
            />
          </li>
        ))}
      </ul>
      <div class="condition-adds">
        <AddButton label={texts.addCondition} onAdd={() => add(newFact("words", setup))} />
        {depth + 1 < DEEPEST && (
          <AddButton
            label={texts.addGroup}
            onAdd={() =>
              add({
                type: whole.value.type === "all" ? "any" : "all",
                of: [newFact("words", setup), newFact("topic", setup)],
              })
            }
          />
        )}
      </div>
    </>
  );
}

/** A condition on a fact as it begins. */
export function newFact(type: FactCondition["type"], setup: Setup): FactCondition {
  const topics = setup.sites.flatMap((site) => site.topics);
  switch (type) {
    case "site":
      return { type, is: setup.sites.slice(0, 1).map(({ id }) => id) };
    case "channel":
      return { type, is: ["web"] };
    case "topic":
      return { type, is: topics.slice(0, 1).map(({ id }) => id) };
    case "field": {
      const field = topics.flatMap(({ fields }) => fields)[0]?.id ?? "";
      return { type, field, test: { operator: "equals", value: "" } };
    }
    case "priority":
      return { type, is: ["urgent"] };
    case "language":
    case "plan":
      return { type, is: [] };
    case "verified":
      return { type, is: true };
    case "tags":
      return { type, anyOf: [] };
    case "words":
      return { type, in: "either", anyOf: [] };
    case "hours":
      return { type, calendar: setup.calendars[0]?.id ?? "", is: "closed" };
    case "repeat":
      return { type, withinDays: 7 };
  }
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: (() => void) | undefined }) {
  if (!onRemove) return null;
  return (
    <button type="button" class="button button-icon button-small" aria-label={label} title={label} onClick={onRemove}>
      <CloseIcon />
    </button>
  );
}

function AddButton({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <button type="button" class="button button-small button-quiet" onClick={onAdd}>
      <PlusIcon />
      {label}
    </button>
  );
}
