import * as z from "zod";

/** What is measured: the visitor submits, reads and replies; an agent lists their team's queue, newest 25. */
export const operations = ["read", "list", "reply", "submit"] as const;
export type Operation = (typeof operations)[number];

/** The desk, or the bare worker it is measured against. */
export const systemNames = ["desk", "floor"] as const;
export type SystemName = (typeof systemNames)[number];

/** What a host is started with: which system, where its data live, and how many tickets it holds at first. */
export const Order = z.strictObject({
  system: z.enum(systemNames),
  folder: z.string(),
  tickets: z.int().min(1),
});
export type Order = z.infer<typeof Order>;

/** What is needed to be let in: a site's public key, an agent's session, a secret key, and what visitor tokens hold. */
export const Credentials = z.strictObject({
  site: z.string(),
  session: z.string(),
  key: z.string(),
  visitors: z.string(),
});
export type Credentials = z.infer<typeof Credentials>;

/** What a host tells once it serves; the floor lets everybody in. */
export const Ready = z.strictObject({ url: z.string(), credentials: Credentials.optional() });
export type Ready = z.infer<typeof Ready>;

/** One request of an operation. */
export interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How an operation is asked of a system, and what a right answer looks like. */
export interface Script {
  /** The request number `index`, counted from 0 over the whole run. */
  readonly call: (operation: Operation, index: number) => Call;
  readonly isRight: (operation: Operation, status: number, body: string) => boolean;
}

const words =
  "parcel invoice refund address screen voucher delivery password order receipt colour size return jacket label".split(
    " ",
  );

/** A text of about `length` characters that is the same for the same `index`, and another for the next. */
export function textOf(index: number, length: number): string {
  let text = "";
  for (let step = index; text.length < length; step += 1 + (index % 7)) text += `${words[step % words.length]} `;
  return text.trim();
}

/** One of 5,000 people. */
export const emailOf = (index: number): string => `person${index % 5000}@example.test`;

/** Spreads calls over `count` places so that neighbours in time are far apart; every place comes equally often. */
export const spread = (index: number, count: number): number => (index * 7919) % count;
