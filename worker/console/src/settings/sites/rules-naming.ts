import type { Condition, Rule, Setup } from "@firstline/sdk/wire";

/** The rules that name a topic: in what they ask for, or in what they decide. */
export const rulesNamingTopic = ({ rules }: Pick<Setup, "rules">, topic: string): Rule[] =>
  rules.filter(
    ({ when, outcome }) =>
      outcome.topic === topic ||
      (when.type !== "always" && some(when, (one) => one.type === "topic" && one.is.includes(topic))),
  );

/** The rules that ask about a form's field. */
export const rulesNamingField = ({ rules }: Pick<Setup, "rules">, field: string): Rule[] =>
  rules.filter(
    ({ when }) => when.type !== "always" && some(when, (one) => one.type === "field" && one.field === field),
  );

/** Whether a test holds for a condition or for one that is joined in it. */
function some(condition: Condition, test: (condition: Condition) => boolean): boolean {
  switch (condition.type) {
    case "all":
    case "any":
      return condition.of.some((one) => some(one, test));
    case "not":
      return some(condition.of, test);
    default:
      return test(condition);
  }
}
