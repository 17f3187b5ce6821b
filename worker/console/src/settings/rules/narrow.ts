import type { Condition, FactCondition } from "@firstline/sdk/wire";
import type { Bound } from "../parts/bound.ts";

export type ConditionType = Condition["type"];
type Of<Type extends ConditionType> = Extract<Condition, { type: Type }>;

const isOf = <Type extends ConditionType>(condition: Condition, type: Type): condition is Of<Type> =>
  condition.type === type;

/** A condition's place as one of this type, if that is what stands there. */
export function narrowed<Type extends ConditionType>(place: Bound<Condition>, type: Type): Bound<Of<Type>> | undefined {
  const { value } = place;
  if (!isOf(value, type)) return undefined;
  return place.as(
    (now) => (isOf(now, type) ? now : value),
    (next) => next,
  );
}

/** How deep groups may stand in each other. */
export const DEEPEST = 3;

/** How many groups stand in each other at most. */
export function depthOf(condition: Condition): number {
  if (condition.type === "not") return 1 + depthOf(condition.of);
  if (condition.type !== "all" && condition.type !== "any") return 0;
  return 1 + Math.max(0, ...condition.of.map(depthOf));
}

export const factTypes = [
  "words",
  "topic",
  "site",
  "priority",
  "plan",
  "language",
  "channel",
  "field",
  "verified",
  "tags",
  "hours",
  "repeat",
] as const satisfies readonly FactCondition["type"][];
