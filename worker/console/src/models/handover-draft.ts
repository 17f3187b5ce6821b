import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { type HandoverDraft, nothing } from "./drafts.ts";

const longest = { summary: 400, step: 160, steps: 8 };

/**
 * A handover to begin with, from what stands in the thread: the subject with the first message, and of each answer and
 * note how it begins. What is missing, and what the requester is told, only the agent knows.
 */
export function handoverFrom({ subject }: DeskTicket, events: readonly DeskEvent[]): HandoverDraft {
  const first = events.find((event) => event.type === "message" && event.actor.kind === "contact");
  const question = first?.type === "message" ? short(first.message.text, longest.summary) : "";
  const done = events.flatMap((event) => {
    if (event.type === "note") return stepOf(event.note.text);
    return event.type === "message" && event.actor.kind !== "contact" ? stepOf(event.message.text) : [];
  });
  const tried = [...new Set(done)].slice(-longest.steps);
  return {
    ...nothing.handover,
    summary: [subject, question].filter((part) => part !== "").join("\n\n"),
    tried: tried.length === 0 ? [""] : tried,
  };
}

/** How an answer or note begins, past its greeting. */
function stepOf(text: string): string[] {
  const lines = text.split(/\n+/).map((line) => line.trim());
  const said = lines.find((line) => line !== "" && !/^[^.!?]{1,40},$/.test(line) && !line.startsWith(">"));
  if (said === undefined) return [];
  const sentence = /^.+?[.!?…](?=\s|$)/u.exec(said)?.[0] ?? said;
  return [short(sentence, longest.step)];
}

/** A text up to a length, cut between words. */
function short(text: string, most: number): string {
  const plain = text.trim();
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most);
  const space = cut.lastIndexOf(" ");
  return `${space > most / 2 ? cut.slice(0, space) : cut} …`;
}
