import type { Channel, Condition, Priority, Setup } from "@firstline/sdk/wire";
import { rulesTexts } from "../../texts/rules.ts";
import { texts as general } from "../../texts.ts";
import { choicesOf, labelled } from "../choices.ts";
import type { Bound } from "../parts/bound.ts";
import { CheckField, ChoicesField, NumberField, SelectField } from "../parts/fields.tsx";
import { TagsField } from "../parts/tags-field.tsx";
import { FieldTestFields } from "./field-test-fields.tsx";
import { narrowed } from "./narrow.ts";

const texts = rulesTexts.facts;
export const channels: readonly Channel[] = ["web", "mail", "phone", "api"];
export const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];
const places = ["either", "subject", "body"] as const;

/** Whether a text is a tag once it is in lower case. */
export const tagIssue = (tag: string): string | undefined =>
  /^[^\s,]{1,40}$/.test(tag) ? undefined : texts.badTag(tag);

export const languageIssue = (tag: string): string | undefined =>
  /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tag) ? undefined : texts.badLanguage(tag);

/** Topics of all sites, each once. */
export const topicChoices = ({ sites }: Setup) =>
  labelled([...new Map(sites.flatMap(({ topics }) => topics).map((topic) => [topic.id, topic])).values()]);

/** What a condition on a fact compares it with. */
export function FactFields({ place, setup }: { place: Bound<Condition>; setup: Setup }) {
  const site = narrowed(place, "site");
  if (site) return <ChoicesField label={texts.is} field={site.at("is")} choices={choicesOf(setup.sites)} />;
  const channel = narrowed(place, "channel");
  if (channel) {
    return (
      <ChoicesField
        label={texts.is}
        field={among(channel.at("is"), channels)}
        choices={named(channels, general.channel)}
      />
    );
  }
  const priority = narrowed(place, "priority");
  if (priority) {
    return (
      <ChoicesField
        label={texts.is}
        field={among(priority.at("is"), priorities)}
        choices={named(priorities, general.priority)}
      />
    );
  }
  const topic = narrowed(place, "topic");
  if (topic) {
    const choices = [...topicChoices(setup), { value: "", label: texts.noTopic }];
    const field = topic.at("is").as<string[]>(
      (list) => list.map((id) => id ?? ""),
      (list) => list.map((id) => (id === "" ? null : id)),
    );
    return <ChoicesField label={texts.is} field={field} choices={choices} />;
  }
  const open = narrowed(place, "language") ?? narrowed(place, "plan");
  if (open) return <OpenList list={open.at("is")} isLanguage={open.value.type === "language"} />;
  const verified = narrowed(place, "verified");
  if (verified) {
    return (
      <SelectField
        label={texts.is}
        field={verified.at("is").as<string | undefined>(
          (is) => (is ? "yes" : "no"),
          (is) => is === "yes",
        )}
        choices={named(["yes", "no"] as const, texts.verified)}
      />
    );
  }
  return <MoreFields place={place} setup={setup} />;
}

function MoreFields({ place, setup }: { place: Bound<Condition>; setup: Setup }) {
  const tags = narrowed(place, "tags");
  if (tags) {
    return (
      <TagsField
        label={rulesTexts.fact.tags}
        hint={texts.tagsHint}
        field={tags.at("anyOf")}
        tidy={(tag) => tag.toLowerCase()}
        check={tagIssue}
      />
    );
  }
  const words = narrowed(place, "words");
  if (words) {
    return (
      <div class="form-fields">
        <SelectField label={texts.where} field={words.at("in")} choices={named(places, texts.in)} />
        <TagsField label={rulesTexts.fact.words} hint={texts.phrasesHint} field={words.at("anyOf")} />
      </div>
    );
  }
  const hours = narrowed(place, "hours");
  if (hours) {
    if (setup.calendars.length === 0) return <p class="fields-text">{texts.noCalendar}</p>;
    return (
      <div class="form-fields">
        <SelectField label={texts.calendar} field={hours.at("calendar")} choices={choicesOf(setup.calendars)} />
        <SelectField label={texts.is} field={hours.at("is")} choices={named(["open", "closed"] as const, texts)} />
      </div>
    );
  }
  const repeat = narrowed(place, "repeat");
  if (repeat) return <NumberField label={texts.days} field={repeat.at("withinDays")} min={1} max={365} />;
  const field = narrowed(place, "field");
  return field ? <FieldTestFields condition={field} setup={setup} /> : null;
}

/** Values that nobody lists beforehand, or none at all. */
function OpenList({ list, isLanguage }: { list: Bound<(string | null)[]>; isLanguage: boolean }) {
  return (
    <>
      <TagsField
        label={texts.is}
        hint={isLanguage ? texts.languagesHint : texts.plansHint}
        field={list.as<string[]>(
          (value) => value.filter((one) => one !== null),
          (known, value) => (value.includes(null) ? [...known, null] : known),
        )}
        check={isLanguage ? languageIssue : undefined}
        code={isLanguage}
      />
      <CheckField
        label={texts.unknown}
        field={list.as<boolean>(
          (value) => value.includes(null),
          (on, value) => (on ? [...value, null] : value.filter((one) => one !== null)),
        )}
      />
    </>
  );
}

const among = <Value extends string>(list: Bound<Value[]>, all: readonly Value[]): Bound<string[]> =>
  list.as<string[]>(
    (value) => value,
    (value) => all.filter((one) => value.includes(one)),
  );

export const named = <Value extends string>(values: readonly Value[], names: Readonly<Record<Value, string>>) =>
  values.map((value) => ({ value, label: names[value] }));
