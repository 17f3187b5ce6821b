import type { FactCondition, Field, FieldTest, Setup } from "@firstline/sdk/wire";
import { rulesTexts } from "../../texts/rules.ts";
import { labelled } from "../choices.ts";
import type { Bound } from "../parts/bound.ts";
import { NumberField, SelectField, TextField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";

const texts = rulesTexts.facts;
type FieldCondition = Extract<FactCondition, { type: "field" }>;

const numeric = ["equals", "less_than", "at_most", "at_least", "more_than"] as const;

/** A test of what was filled into a field of a form. */
export function FieldTestFields({ condition, setup }: { condition: Bound<FieldCondition>; setup: Setup }) {
  const fields = new Map(
    setup.sites.flatMap(({ topics }) => topics).flatMap((topic) => topic.fields.map((field) => [field.id, field])),
  );
  if (fields.size === 0) return <p class="fields-text">{texts.noField}</p>;
  const field = fields.get(condition.value.field);
  const test = condition.at("test");
  const operators = operatorsOf(field);
  return (
    <div class="form-fields">
      <SelectField
        label={texts.field}
        field={condition.as<string | undefined>(
          (now) => now.field,
          (id, now) => {
            const next = id === undefined ? undefined : fields.get(id);
            return next ? { ...now, field: next.id, test: newTest(operatorsOf(next)[0], next) } : now;
          },
        )}
        choices={labelled([...fields.values()])}
      />
      <SelectField
        label={texts.operator}
        field={test.as<FieldTest["operator"] | undefined>(
          (now) => now.operator,
          (operator, now) =>
            operator === undefined || operator === now.operator ? now : newTest(operator, field, now),
        )}
        choices={operators.map((value) => ({ value, label: texts.operators[value] }))}
      />
      <TestValue test={test} field={field} />
    </div>
  );
}

function TestValue({ test, field }: { test: Bound<FieldTest>; field: Field | undefined }) {
  const { value } = test;
  if (value.operator === "contains") {
    return (
      <TagsField
        label={texts.value}
        field={test.as<string[]>(
          (now) => (now.operator === "contains" ? now.anyOf : []),
          (anyOf) => ({ operator: "contains", anyOf }),
        )}
      />
    );
  }
  const { operator } = value;
  if (operator !== "equals" || field?.type === "number") {
    return (
      <NumberField
        label={texts.value}
        step="any"
        field={test.as<number | undefined>(
          (now) => (now.operator !== "contains" && typeof now.value === "number" ? now.value : Number.NaN),
          (number) => ({ operator, value: number ?? Number.NaN }),
        )}
      />
    );
  }
  const text = test.as<string | undefined>(
    (now) => (now.operator === "equals" ? String(now.value) : ""),
    (next) => ({ operator: "equals", value: next ?? "" }),
  );
  if (field?.type === "choice") {
    const choices = field.options.map((option) => ({ value: option, label: option }));
    return <SelectField label={texts.value} field={text} choices={choices} />;
  }
  return <TextField label={texts.value} field={text} maxLength={200} />;
}

/** What a field of a type can be held against. */
const operatorsOf = (field: Field | undefined): readonly [FieldTest["operator"], ...FieldTest["operator"][]] => {
  if (field?.type === "number") return numeric;
  return field?.type === "several" ? ["contains"] : ["equals", "contains"];
};

function newTest(operator: FieldTest["operator"], field: Field | undefined, before?: FieldTest): FieldTest {
  if (operator === "contains") return { operator, anyOf: [] };
  const known = before && before.operator !== "contains" && typeof before.value === "number" ? before.value : 0;
  if (operator !== "equals") return { operator, value: known };
  if (field?.type === "number") return { operator, value: known };
  return { operator, value: field?.type === "choice" ? (field.options[0] ?? "") : "" };
}
