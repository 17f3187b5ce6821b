import type { Schema, Shape } from "./shape.ts";

/**
 * What in a newer wire breaks a program that was written for the older one, as sentences; empty if nothing does. New
 * routes, new fields in answers, new optional fields in what is sent, and new members of a union or enumeration in answers
 * break nothing: a client leaves alone what it does not know.
 */
export function breaches(before: Shape, after: Shape): string[] {
  const found: string[] = [];
  for (const [name, old] of Object.entries(before.routes)) {
    const now = after.routes[name];
    if (!now) {
      found.push(`${name} is gone`);
      continue;
    }
    if (now.caller !== old.caller) found.push(`${name} is for ${now.caller} instead of ${old.caller}`);
    if (now.scope !== old.scope) found.push(`${name} needs the scope ${now.scope} instead of ${old.scope}`);
    if (now.ifMatch && !old.ifMatch) found.push(`${name} asks for If-Match`);
    for (const trait of ["idempotent", "etag"] as const)
      if (old[trait] && !now[trait]) found.push(`${name} is no longer ${trait}`);
    const sent = new Comparison("sent", before.sent, after.sent);
    for (const part of new Set([...Object.keys(old.sent), ...Object.keys(now.sent)])) {
      const [one, two] = [old.sent[part], now.sent[part]];
      if (one && two) sent.compare(one, two, `${name} ${part}`);
      else if (one) found.push(`${name} takes no ${part} any more`);
      else if (two && part === "body") found.push(`${name} asks for a body`);
    }
    const answered = new Comparison("answered", before.answered, after.answered);
    for (const [status, one] of Object.entries(old.answers)) {
      const two = now.answers[status];
      if (two === undefined || (one === null) !== (two === null)) found.push(`${name} answers ${status} otherwise`);
      else if (one && two) answered.compare(one, two, `${name} ${status}`);
    }
    found.push(...sent.found, ...answered.found);
  }
  return [...new Set(found)];
}

/** Limits that may only be widened in what is sent: `least` may fall, `most` may rise. */
const least = ["minLength", "minItems", "minimum", "exclusiveMinimum"];
const most = ["maxLength", "maxItems", "maximum", "exclusiveMaximum"];

class Comparison {
  readonly found: string[] = [];
  readonly #way: "sent" | "answered";
  readonly #before: Shape["sent"];
  readonly #after: Shape["sent"];
  readonly #seen = new Set<string>();

  constructor(way: "sent" | "answered", before: Shape["sent"], after: Shape["sent"]) {
    this.#way = way;
    this.#before = before;
    this.#after = after;
  }

  compare(before: Schema, after: Schema, where: string): void {
    const [old, oldName] = resolve(before, this.#before);
    const [now, newName] = resolve(after, this.#after);
    if (oldName && newName) {
      if (this.#seen.has(`${oldName} ${newName}`)) return;
      this.#seen.add(`${oldName} ${newName}`);
      where = oldName;
    }
    const [ones, twos] = [membersOf(old), membersOf(now)];
    if (ones.length > 1 || twos.length > 1) this.#unions(ones, twos, where);
    else this.#single(old, now, where);
  }

  /** Members are the same if they have the same constants, or else the same type. */
  #unions(ones: readonly Schema[], twos: readonly Schema[], where: string): void {
    const signature = (schemas: Shape["sent"]) => (member: Schema) => signatureOf(resolve(member, schemas)[0]);
    const olds = ones.map(signature(this.#before));
    const news = twos.map(signature(this.#after));
    for (const [index, one] of ones.entries()) {
      const two = twos[news.indexOf(olds[index] ?? "")];
      if (two) this.compare(one, two, `${where} (${olds[index]})`);
      else if (this.#way === "sent") this.found.push(`${where} does not take ${olds[index]} any more`);
      else if (ones.length === 1) this.found.push(`${where} is no longer ${olds[index]}`);
    }
    if (this.#way === "answered" && news.includes("null") && !olds.includes("null"))
      this.found.push(`${where} may be null`);
  }

  #single(old: Schema, now: Schema, where: string): void {
    if (old.type !== now.type || JSON.stringify(old.const) !== JSON.stringify(now.const)) {
      this.found.push(`${where} is ${signatureOf(now)} instead of ${signatureOf(old)}`);
      return;
    }
    if (this.#way === "sent") this.#limits(old, now, where);
    const [oldWords, newWords] = [listOf(old.enum), listOf(now.enum)];
    if (this.#way === "sent")
      for (const word of oldWords)
        if (newWords.length > 0 && !newWords.includes(word)) this.found.push(`${where} does not take ${word} any more`);
    if (isSchema(old.items) && isSchema(now.items)) this.compare(old.items, now.items, `${where}[]`);
    if (isSchema(old.additionalProperties) && isSchema(now.additionalProperties))
      this.compare(old.additionalProperties, now.additionalProperties, `${where}{}`);
    this.#fields(old, now, where);
  }

  #fields(old: Schema, now: Schema, where: string): void {
    const [olds, news] = [fieldsOf(old), fieldsOf(now)];
    const [oldRequired, newRequired] = [listOf(old.required), listOf(now.required)];
    for (const [name, one] of olds) {
      const two = news.get(name);
      if (!two) this.found.push(`${where}.${name} is gone`);
      else this.compare(one, two, `${where}.${name}`);
      if (this.#way === "answered" && two && oldRequired.includes(name) && !newRequired.includes(name))
        this.found.push(`${where}.${name} may be missing`);
    }
    if (this.#way === "answered") return;
    for (const name of newRequired) if (!oldRequired.includes(name)) this.found.push(`${where}.${name} is asked for`);
  }

  #limits(old: Schema, now: Schema, where: string): void {
    const tighter = (keyword: string, worse: (one: number, two: number) => boolean) => {
      const [one, two] = [old[keyword], now[keyword]];
      return typeof two === "number" && (typeof one !== "number" || worse(one, two));
    };
    for (const keyword of least)
      if (tighter(keyword, (one, two) => two > one)) this.found.push(`${where}: ${keyword} rose`);
    for (const keyword of most)
      if (tighter(keyword, (one, two) => two < one)) this.found.push(`${where}: ${keyword} fell`);
    for (const keyword of ["pattern", "format"])
      if (now[keyword] !== undefined && now[keyword] !== old[keyword])
        this.found.push(`${where}: ${keyword} is another`);
  }
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const membersOf = (schema: Schema): readonly Schema[] => {
  const members = [...listOf(schema.anyOf), ...listOf(schema.oneOf)].filter(isSchema);
  if (members.length > 0) return members;
  return Array.isArray(schema.type) ? schema.type.map((type: unknown) => ({ ...schema, type })) : [schema];
};
const fieldsOf = ({ properties }: Schema): Map<string, Schema> =>
  new Map(
    isSchema(properties)
      ? Object.entries(properties).flatMap(([name, one]) => (isSchema(one) ? [[name, one]] : []))
      : [],
  );

/** The schema that a reference stands for, and its name. */
function resolve(schema: Schema, schemas: Shape["sent"]): [Schema, string | undefined] {
  const name = typeof schema.$ref === "string" ? schema.$ref.replace(/^#\/\$defs\//, "") : undefined;
  return [(name && schemas[name]) || schema, name];
}

/** What tells one member of a union from another: a constant, its own or of a field, else its required fields, else its type. */
function signatureOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const constants = [...fieldsOf(schema)].flatMap(([name, one]) =>
    one.const === undefined ? [] : [`${name} ${one.const}`],
  );
  if (constants.length > 0) return constants.join(", ");
  const required = listOf(schema.required);
  return required.length > 0 ? `${schema.type} of ${required.join(", ")}` : String(schema.type ?? "anything");
}
