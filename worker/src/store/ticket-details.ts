import { Relation, SkillAtLevel, WhyNobody } from "@firstline/sdk/wire";
import * as z from "zod";
import type { Way } from "../domain/escalation.ts";
import type * as event from "../domain/event.ts";
import type { Link, TicketState } from "../domain/ticket.ts";
import { integer, integerOrNull, type Row, text, textOrNull, word } from "./query.ts";

/**
 * The parts of a ticket that are stored as JSON, checked where they enter the program. What comes with every row of a
 * list is read by hand, column by column: schemas without code of their own, as workers have them, take four times as
 * long for it.
 */

export const Needs = z.object({
  skills: z.array(SkillAtLevel),
  certificates: z.array(z.string()),
  language: z.string().nullable(),
}) satisfies z.ZodType<event.Needs>;

export const Unplaced = z.object({
  why: WhyNobody,
  until: z.int().nullable(),
  alarm: z.boolean(),
}) satisfies z.ZodType<event.Unplaced>;

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;

export function rowOf(value: unknown): Row {
  if (!isRow(value)) throw new TypeError("What is stored is not an object");
  return value;
}

/** The items of a list within a row. */
export function items<Item>(row: Row, name: string, read: (item: unknown) => Item): Item[] {
  const list = row[name];
  if (!Array.isArray(list)) throw new TypeError(`${name} is not a list`);
  return list.map(read);
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("What is stored is not text");
  return value;
}

type Details = Pick<TicketState, "tags" | "needs" | "way" | "unplaced" | "mergedInto" | "wakeAt" | "links">;

/** What is neither listed nor sorted by. Tickets that are older than merging, putting off and links lack those. */
export function readDetails(json: string): Details {
  const row = rowOf(JSON.parse(json));
  const needs = rowOf(row.needs);
  return {
    tags: items(row, "tags", textOf),
    needs: {
      skills: items(needs, "skills", (one) => ({
        skill: text(rowOf(one), "skill"),
        level: integer(rowOf(one), "level"),
      })),
      certificates: items(needs, "certificates", textOf),
      language: textOrNull(needs, "language"),
    },
    way: wayOf(rowOf(row.way)),
    unplaced: row.unplaced === null ? null : Unplaced.parse(row.unplaced),
    mergedInto: row.mergedInto === undefined ? null : integerOrNull(row, "mergedInto"),
    wakeAt: row.wakeAt === undefined ? null : integerOrNull(row, "wakeAt"),
    links: row.links === undefined ? [] : items(row, "links", linkOf),
  };
}

function linkOf(value: unknown): Link {
  const row = rowOf(value);
  return { ticket: integer(row, "ticket"), relation: word(row, "relation", Relation.options) };
}

const wayOf = (row: Row): Way => ({
  senders: items(row, "senders", (one) => ({ tier: integer(rowOf(one), "tier"), team: text(rowOf(one), "team") })),
  bounces: integer(row, "bounces"),
  reopenings: integer(row, "reopenings"),
});
