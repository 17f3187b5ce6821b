import type { DeskTicket, Macro } from "@firstline/sdk/wire";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { fill, unfilled, valuesOf } from "../models/placeholders.ts";
import type { TicketModel } from "../models/ticket.ts";
import { fits, type Trigger, triggerAt } from "../models/trigger.ts";
import type { Workspace } from "../models/workspace.ts";
import { work } from "../texts/work.ts";
import { texts } from "../texts.ts";
import { MacroIcon } from "./icons.tsx";
import { Avatar, nameOf } from "./parts.tsx";
import { type Suggestion, Suggestions, suggestionId, suggestionsId } from "./suggestions.tsx";

const most = 8;

interface Parts {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly model: TicketModel;
  readonly ticket: DeskTicket;
  readonly workspace: Workspace;
}

/** The text that is written, with the lists that open in it: macros behind `/`, colleagues behind `@` in a note. */
export function ComposerText({ field, model, ticket, workspace }: Parts) {
  const trigger = useSignal<Trigger | undefined>(undefined);
  const index = useSignal(0);
  const writing = model.writing.value;
  const text = model.drafts.value[writing];
  const sign = writing === "reply" ? "/" : "@";
  const open = trigger.value?.sign === sign ? trigger.value : undefined;

  useEffect(() => {
    if (open?.sign === "/") void workspace.macros.read();
  }, [open?.sign]);

  const choices = open ? choicesFor(open, ticket, workspace) : [];
  // A name may have a space in it; whoever writes on after one that fits nobody means something else.
  const shown = open && (choices.length > 0 || !open.query.includes(" ")) ? open : undefined;

  const look = (area: HTMLTextAreaElement) => {
    const found = area.selectionStart === area.selectionEnd ? triggerAt(area.value, area.selectionStart) : undefined;
    if (found?.query !== trigger.peek()?.query) index.value = 0;
    trigger.value = found;
  };
  /** Puts words into the field itself, at once: what is typed next comes before the next drawing. */
  const put = (from: number, to: number, words: string, select?: { start: number; end: number }) => {
    const area = field.current;
    if (!area) return;
    area.focus();
    area.setRangeText(words, from, to, "end");
    if (select) area.setSelectionRange(from + select.start, from + select.end);
    model.draft(area.value);
    trigger.value = undefined;
  };
  const choose = (at: number) => {
    const choice = choices[at];
    if (!choice || !open) return;
    const end = open.start + 1 + open.query.length;
    if ("macro" in choice) {
      const { macro } = choice;
      const words = fill(macro.text, valuesOf(ticket, workspace.session.peek().agent, workspace.now.peek()));
      model.composing.use(macro);
      put(open.start, end, words, unfilled(words)[0]);
    } else {
      model.composing.call(choice.agent);
      put(open.start, end, `@${choice.agent.name} `);
    }
  };

  const loading = sign === "/" && workspace.macros.state.value === "reading";
  return (
    <>
      {shown && !loading && (
        <Suggestions
          title={sign === "/" ? work.macros.title : work.mentions.title}
          nothing={sign === "@" ? work.mentions.none : noMacro(workspace)}
          items={choices.map(suggestionOf)}
          index={index.value}
          choose={choose}
        />
      )}
      <textarea
        ref={field}
        id="composer-text"
        dir="auto"
        rows={2}
        maxLength={20_000}
        aria-label={texts.composer[writing]}
        aria-autocomplete="list"
        aria-controls={shown && choices.length > 0 ? suggestionsId : undefined}
        aria-activedescendant={shown && choices[index.value] ? suggestionId(idOf(choices[index.value])) : undefined}
        placeholder={
          writing === "note" ? texts.composer.notePlaceholder : texts.composer.replyTo(nameOf(ticket.requester))
        }
        value={text}
        onInput={(event) => {
          model.draft(event.currentTarget.value);
          look(event.currentTarget);
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => {
          trigger.value = undefined;
        }}
        onPaste={(event) => {
          const files = event.clipboardData?.files ?? [];
          if (files.length === 0) return;
          event.preventDefault();
          model.composing.files[writing].add(files);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void model.send();
            return;
          }
          if (!shown) return;
          const last = choices.length - 1;
          if (event.key === "Escape") trigger.value = undefined;
          else if (last < 0) return;
          else if (event.key === "ArrowDown") index.value = index.value === last ? 0 : index.value + 1;
          else if (event.key === "ArrowUp") index.value = index.value === 0 ? last : index.value - 1;
          else if (event.key === "Enter" || event.key === "Tab") choose(index.value);
          else return;
          event.preventDefault();
        }}
      />
    </>
  );
}

type Choice = { readonly macro: Macro } | { readonly agent: { readonly id: string; readonly name: string } };

const idOf = (choice: Choice | undefined): string =>
  choice === undefined ? "" : "macro" in choice ? choice.macro.id : choice.agent.id;

function choicesFor({ sign, query }: Trigger, ticket: DeskTicket, { session, macros }: Workspace): Choice[] {
  if (sign === "/")
    return macros
      .for(ticket, query)
      .slice(0, most)
      .map((macro) => ({ macro }));
  const { agent: me, agents, sites } = session.value;
  const seeing = new Set<string>(sites.find(({ id }) => id === ticket.site.id)?.agents);
  return agents
    .filter(({ id, name }) => id !== me.id && seeing.has(id) && fits(name, query))
    .slice(0, most)
    .map((agent) => ({ agent }));
}

const suggestionOf = (choice: Choice): Suggestion =>
  "macro" in choice
    ? {
        id: choice.macro.id,
        name: choice.macro.name,
        hint: choice.macro.text.replace(/\s+/g, " ").slice(0, 80),
        icon: <MacroIcon />,
      }
    : {
        id: choice.agent.id,
        name: choice.agent.name,
        hint: "",
        icon: <Avatar id={choice.agent.id} name={choice.agent.name} small />,
      };

const noMacro = ({ macros }: Workspace): string =>
  macros.state.value === "failed" ? work.macros.failed : work.macros.none;
