import type { Field, Topic } from "@firstline/sdk/wire";
import { useState } from "preact/hooks";
import { screenFragment } from "../../models/place.ts";
import { siteTexts as texts } from "../../texts/sites.ts";
import type { Bound } from "../parts/bound.ts";
import { Fields, TextField } from "../parts/fields.tsx";
import { OrderedList } from "../parts/ordered-list.tsx";
import { FieldEditor, kindOf } from "./field-editor.tsx";
import { fieldIdFor, idFor } from "./new-site.ts";
import { Preview } from "./preview.tsx";
import { rulesNamingField, rulesNamingTopic } from "./rules-naming.ts";
import type { SiteTabProps } from "./site-tab.ts";

/** What visitors pick and what they are asked then, and beside it the form as they see it. */
export function FormTab({ setup, site, path }: SiteTabProps) {
  const topics = site.at("topics");
  const [chosen] = path;
  const index = topics.value.findIndex(({ id }) => id === chosen);
  const topic = index === -1 ? undefined : topics.at(index);
  return (
    <div class="site-tab site-with-preview">
      {topic ? (
        <TopicFields setup={setup} site={site} topic={topic} />
      ) : (
        <Fields title={texts.topics} text={texts.topicsText}>
          <div class="form-field-wide">
            <OrderedList
              label={texts.topics}
              list={topics}
              nameOf={({ label }) => label || texts.topic}
              keeps={({ id }) => {
                const elsewhere = setup.value.sites.some(
                  (other) => other.id !== site.value.id && other.topics.some((one) => one.id === id),
                );
                const rules = elsewhere ? [] : rulesNamingTopic(setup.value, id);
                return rules.length === 0 ? undefined : texts.usedByRules(rules.map(({ name }) => name).join(", "));
              }}
              add={{
                label: texts.addTopic,
                make: () => ({
                  id: idFor(
                    "top",
                    "",
                    setup.value.sites.flatMap((one) => one.topics.map(({ id }) => id)),
                  ),
                  label: "",
                  fields: [],
                }),
              }}
            >
              {(item) => (
                <div class="topic-line">
                  <TextField label={texts.topic} field={item.at("label")} maxLength={60} />
                  <a
                    class="button button-small"
                    href={screenFragment(["settings", "sites", site.value.id, "form", item.value.id])}
                  >
                    {texts.fieldCount(item.value.fields.length)}
                  </a>
                </div>
              )}
            </OrderedList>
          </div>
        </Fields>
      )}
      <Preview site={site.value} topic={topic?.value.id ?? ""} />
    </div>
  );
}

/** The fields of one topic. */
function TopicFields({ setup, site, topic }: Pick<SiteTabProps, "setup" | "site"> & { topic: Bound<Topic> }) {
  const fields = topic.at("fields");
  return (
    <section class="fields">
      <a class="text-link" href={screenFragment(["settings", "sites", site.value.id, "form"])}>
        {texts.allTopics}
      </a>
      <h4>{texts.fieldsOf(topic.value.label)}</h4>
      <p class="fields-text">{texts.fieldsText}</p>
      <OrderedList
        label={texts.fields}
        list={fields}
        most={30}
        nameOf={({ label }) => label || texts.field}
        keeps={({ id }) => {
          const rules = rulesNamingField(setup.value, id);
          return rules.length === 0 ? undefined : texts.usedByRules(rules.map(({ name }) => name).join(", "));
        }}
        add={{
          label: texts.addField,
          make: (): Field => ({
            type: "text",
            id: fieldIdFor(
              "",
              fields.value.map(({ id }) => id),
            ),
            label: "",
            required: false,
          }),
        }}
      >
        {(field, index) => <FieldFold field={field} all={fields.value} index={index} />}
      </OrderedList>
    </section>
  );
}

/** One field, folded up unless it is new or something is wrong with it. */
function FieldFold({ field, all, index }: { field: Bound<Field>; all: readonly Field[]; index: number }) {
  const [isNew] = useState(field.value.label === "");
  const [open, setOpen] = useState(isNew);
  return (
    <details
      class="field-fold"
      open={open || field.issues > 0}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <bdi>{field.value.label || texts.field}</bdi> <small>{texts.kinds[kindOf(field.value)]}</small>
        {field.value.required && <small>{texts.required}</small>}
      </summary>
      <div class="ordered-unfolded">
        <FieldEditor field={field} all={all} index={index} isNew={isNew} />
      </div>
    </details>
  );
}
