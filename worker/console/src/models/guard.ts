import { computed, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { check, type Finding, type GuardRule, type Term } from "../guard/check.ts";
import type { TicketModel } from "./ticket.ts";

/** What was found by one rule, in the order of the text. */
export interface FoundByRule {
  readonly rule: GuardRule;
  readonly findings: readonly Finding[];
}

/** What could be said more plainly in the reply an agent writes. It suggests, and stops nothing. */
export interface GuardModel {
  /** The text that was looked at; the spans of what was found are its. */
  readonly text: ReadonlySignal<string>;
  /** What was found and is not ignored. */
  readonly found: ReadonlySignal<readonly FoundByRule[]>;
  readonly count: ReadonlySignal<number>;
  /** Leaves out what a rule finds until this reply is sent or emptied. */
  ignore(rule: GuardRule): void;
  /**
   * Puts a suggestion into the reply, and answers the place behind it; undefined if the reply has changed since it was
   * looked at.
   */
  apply(finding: Finding): number | undefined;
}

/** How long after the last key the reply is looked at; milliseconds. */
const rest = 400;
const order: readonly GuardRule[] = ["greeting", "jargon", "blame", "long", "next-step"];

export const GuardModel = createModel<GuardModel, [TicketModel, (site: string) => readonly Term[]]>(
  (ticket, glossaryOf) => {
    const looked = signal<{ readonly text: string; readonly findings: readonly Finding[] }>({ text: "", findings: [] });
    const ignored = signal<ReadonlySet<GuardRule>>(new Set());
    const found = computed(() =>
      order
        .filter((rule) => !ignored.value.has(rule))
        .map((rule) => ({ rule, findings: looked.value.findings.filter((finding) => finding.rule === rule) }))
        .filter(({ findings }) => findings.length > 0),
    );

    const look = () => {
      const state = ticket.state.peek();
      const text = ticket.drafts.peek().reply;
      if (state.kind !== "ready") return;
      const { language, site } = state.ticket;
      const isFirstReply = !state.events.some(({ type, actor }) => type === "message" && actor.kind === "agent");
      looked.value = { text, findings: check(text, { language, glossary: glossaryOf(site.id), isFirstReply }) };
    };

    effect(() => {
      const text = ticket.drafts.value.reply;
      const ready = ticket.state.value.kind === "ready";
      if (text.trim() === "") {
        looked.value = { text, findings: [] };
        ignored.value = new Set();
        return;
      }
      if (!ready) return;
      const timer = setTimeout(look, rest);
      return () => clearTimeout(timer);
    });

    return {
      text: computed(() => looked.value.text),
      found,
      count: computed(() => found.value.reduce((sum, { findings }) => sum + findings.length, 0)),
      ignore(rule) {
        ignored.value = new Set([...ignored.peek(), rule]);
      },
      apply({ start, end, suggestion }) {
        const { text } = looked.peek();
        if (suggestion === undefined || ticket.writing.peek() !== "reply" || ticket.drafts.peek().reply !== text) {
          look();
          return undefined;
        }
        ticket.draft(text.slice(0, start) + suggestion + text.slice(end));
        look();
        return start + suggestion.length;
      },
    };
  },
);
