import type { OwnWords } from "@firstline/sdk/wire";
import { useModel, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { locale, language as spoken } from "../../language.ts";
import { siteTexts as texts } from "../../texts/sites.ts";
import { FormField } from "../../views/form-field.tsx";
import { CloseIcon, PlusIcon } from "../../views/icons.tsx";
import { Failed, Picker, Skeleton } from "../../views/parts.tsx";
import type { Bound } from "../parts/bound.ts";
import { Fields, TextField } from "../parts/fields.tsx";
import { OrderedList } from "../parts/ordered-list.tsx";
import { type KnownText, ownTexts, placeholderSlips, withText } from "./own-words.ts";
import type { SiteTabProps } from "./site-tab.ts";
import { WidgetTexts, widgetLanguages } from "./widget-texts.ts";

const languageNames = new Intl.DisplayNames([locale], { type: "language" });

/** The site's own words in the place of the widget's, and the words that replies do without. */
export function WordsTab({ site }: SiteTabProps) {
  const model = useModel(() => new WidgetTexts());
  const language = useSignal<string>(spoken);
  useEffect(() => void model.load(language.value), [model, language.value]);
  const all = site.at("texts").or({});
  const words = (all.value[language.value] ?? {}) as OwnWords;
  const set = (name: string, text: string | undefined) =>
    site.at("texts").change((now = {}) => {
      const next = withText(now[language.value] ?? {}, name, text);
      const { [language.value]: _, ...others } = now;
      const whole = Object.keys(next).length === 0 ? others : { ...now, [language.value]: next };
      return Object.keys(whole).length === 0 ? undefined : whole;
    });
  const state = model.state.value;
  return (
    <div class="site-tab">
      <Fields title={texts.ownTexts} text={texts.ownTextsText}>
        <FormField label={texts.language}>
          <Picker
            value={language.value}
            onChange={({ currentTarget }) => {
              language.value = currentTarget.value;
            }}
          >
            {widgetLanguages.map((tag) => (
              <option key={tag} value={tag}>
                {`${languageNames.of(tag) ?? tag}${all.value[tag] ? ` (${ownTexts(all.value[tag]).length})` : ""}`}
              </option>
            ))}
          </Picker>
        </FormField>
        <div class="form-field-wide own-words" lang={language.value}>
          {state.kind === "loading" && <Skeleton row="row row-skeleton" count={2} />}
          {state.kind === "failed" && (
            <Failed title={texts.wordsFailed} text={texts.wordsFailedText} retry={() => model.load(language.value)} />
          )}
          {state.kind === "ready" && <Words known={state.texts} own={ownTexts(words)} set={set} />}
          {site.at("texts").issues > 0 && <p class="form-issue">{site.at("texts").issue ?? texts.wordsWrong}</p>}
        </div>
      </Fields>
      <Fields title={texts.glossary} text={texts.glossaryText}>
        <div class="form-field-wide">
          <Glossary list={site.at("glossary").or([])} />
        </div>
      </Fields>
    </div>
  );
}

interface WordsProps {
  readonly known: readonly KnownText[];
  readonly own: readonly KnownText[];
  set(name: string, text: string | undefined): void;
}

/** How many of the texts that were found are shown. */
const most = 8;

/** The texts that are changed, and a way to find the next one by what it says. */
function Words({ known, own, set }: WordsProps) {
  const asked = useSignal("");
  const needle = asked.value.trim().toLocaleLowerCase(locale);
  const found =
    needle === ""
      ? []
      : known.filter(
          ({ name, says }) =>
            !own.some((one) => one.name === name) &&
            (says.toLocaleLowerCase(locale).includes(needle) || name.toLowerCase().includes(needle)),
        );
  return (
    <>
      {own.map(({ name, says }) => {
        const ours = known.find((one) => one.name === name)?.says;
        const { lost, strange } = placeholderSlips(ours ?? says, says);
        const slip =
          ours === undefined
            ? texts.wordUnknown
            : strange.length > 0
              ? texts.placeholderStrange(strange.join(", "))
              : lost.length > 0
                ? texts.placeholderLost(lost.join(", "))
                : undefined;
        return (
          <div key={name} class="own-word">
            <FormField label={ours ?? name} hint={name} issue={slip} wide>
              <input
                dir="auto"
                maxLength={2_000}
                value={says}
                onInput={({ currentTarget }) => set(name, currentTarget.value)}
              />
            </FormField>
            <button
              type="button"
              class="button button-icon button-small"
              aria-label={texts.wordBack(ours ?? name)}
              title={texts.wordBack(ours ?? name)}
              onClick={() => set(name, undefined)}
            >
              <CloseIcon />
            </button>
          </div>
        );
      })}
      <FormField label={texts.findWord} hint={texts.findWordHint(known.length)} wide>
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          value={asked.value}
          onInput={({ currentTarget }) => {
            asked.value = currentTarget.value;
          }}
        />
      </FormField>
      {needle !== "" && (
        <ul class="found-words">
          {found.slice(0, most).map(({ name, says }) => (
            <li key={name}>
              <button
                type="button"
                class="button button-quiet"
                onClick={() => {
                  set(name, says);
                  asked.value = "";
                }}
              >
                <PlusIcon />
                <bdi>{says}</bdi>
                <small>{name}</small>
              </button>
            </li>
          ))}
          {found.length === 0 && <li class="form-optional">{texts.noWord}</li>}
          {found.length > most && <li class="form-optional">{texts.moreWords(found.length - most)}</li>}
        </ul>
      )}
    </>
  );
}

/** Words that the site's visitors are not to read, and what is said in their place. */
function Glossary({ list }: { list: Bound<{ word: string; instead: string }[]> }) {
  return (
    <OrderedList
      label={texts.glossary}
      list={list}
      most={200}
      nameOf={({ word }) => word || texts.word}
      add={{ label: texts.addWord, make: () => ({ word: "", instead: "" }) }}
    >
      {(term) => (
        <div class="form-fields">
          <TextField label={texts.word} field={term.at("word")} maxLength={60} />
          <TextField label={texts.instead} field={term.at("instead")} maxLength={120} />
        </div>
      )}
    </OrderedList>
  );
}
