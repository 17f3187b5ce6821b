import { existsSync, globSync } from "node:fs";
import { type Declaration, type Member, readDeclarations } from "./declarations.ts";

const sdk = new URL("../../sdk/src/", import.meta.url);
const testing = new URL("../../sdk/testing/", import.meta.url);
const widget = new URL("../../widget/src/", import.meta.url);

/** One page of the reference. */
export interface ReferencePage {
  /** Its folder: `/docs/sdk/desk-tickets/`. */
  readonly id: string;
  /** In the contents: `tickets`. */
  readonly title: string;
  readonly group: Group;
  /** What is written before a method's name: `desk.tickets.`. */
  readonly prefix: string;
  readonly doc: string;
  /** How it is imported. */
  readonly imported: string;
  readonly methods: readonly Member[];
  /** What it needs besides: options, and types of its own. */
  readonly declarations: readonly Declaration[];
}

export const groups = ["Visitor's side", "Desk's side", "Shared", "Servers and tests", "Widget"] as const;
export type Group = (typeof groups)[number];

/** The two clients: the interface that describes each, the module, and how a variable of it is called. */
const clients = [
  { group: "Visitor's side", factory: "createFirstline", from: "@firstline/sdk", client: "Firstline", as: "firstline" },
  { group: "Desk's side", factory: "createDesk", from: "@firstline/sdk/desk", client: "Desk", as: "desk" },
] as const;

/** Modules of which a page tells everything that they export. */
const modules: readonly {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly imported: string;
  readonly doc: string;
  readonly files: readonly URL[];
  /** Those that are not for callers. */
  readonly without?: readonly string[];
}[] = [
  {
    id: "errors",
    title: "Errors",
    group: "Shared",
    imported: 'import { FirstlineError, isFirstlineError } from "@firstline/sdk";',
    doc: "What every call of both clients rejects with.",
    files: [new URL("errors.ts", sdk)],
  },
  {
    id: "calls",
    title: "Connection and calls",
    group: "Shared",
    imported: 'import type { CallOptions, ConnectionOptions, CreateOptions } from "@firstline/sdk";',
    doc: "What both clients take when they are made, and what a single call takes.",
    files: [new URL("request.ts", sdk)],
    without: ["Known", "Call", "createCall", "creation"],
  },
  {
    id: "lists",
    title: "Lists",
    group: "Shared",
    imported: 'import type { Page, PageQuery, Pages } from "@firstline/sdk";',
    doc: "What lists are: async iterables that ask for the next page when it is needed.",
    files: [new URL("pages.ts", sdk)],
    without: ["createPages"],
  },
  {
    id: "watching",
    title: "Watching",
    group: "Shared",
    imported: 'import type { LiveStatus, WatchListener, WatchOptions } from "@firstline/sdk";',
    doc: "What a live view takes and is told.",
    files: [new URL("live.ts", sdk), new URL("watch.ts", sdk)],
    without: ["notify", "follow", "watchTicket"],
  },
  {
    id: "identity",
    title: "Identity",
    group: "Servers and tests",
    imported: 'import { signIdentity } from "@firstline/sdk/identity";',
    doc: "How a site's own server says who its user is. Never in a page: whoever has the key can be anybody.",
    files: [new URL("identity.ts", sdk)],
  },
  {
    id: "webhooks",
    title: "Webhooks",
    group: "Servers and tests",
    imported: 'import { verifyWebhook } from "@firstline/sdk/webhooks";',
    doc: "The receiver's half of webhooks, and signed examples for its tests.",
    files: [new URL("webhooks.ts", sdk), new URL("webhook-error.ts", sdk)],
  },
  {
    id: "testing",
    title: "Testing",
    group: "Servers and tests",
    imported: 'import { createTestDesk } from "@firstline/sdk/testing";',
    doc: "A desk in memory for the tests of a site: without a server, with time at will and faults on demand.",
    files: ["index.ts", "agent.ts", "faults.ts", "line.ts", "setup.ts"].map((file) => new URL(file, testing)),
    without: ["createAgent", "failedFetch", "suffer", "Line", "createLine", "setupOf"],
  },
  {
    id: "widget",
    title: "Widget",
    group: "Widget",
    imported: 'import { createWidget } from "@firstline/widget";',
    doc: "What a page can say to its widget, and hears from it. The script tag's verbs are the same, by name.",
    files: [new URL("index.ts", widget), new URL("widget.ts", widget)],
    without: ["Tell"],
  },
  {
    id: "react",
    title: "React",
    group: "Widget",
    imported: 'import { Firstline, FirstlinePanel, useFirstline, useFirstlineEvent } from "@firstline/widget/react";',
    doc: "The widget as components and hooks, for React 18 and later.",
    files: [new URL("react.ts", widget)],
  },
  {
    id: "element",
    title: "Element",
    group: "Widget",
    imported: 'import { defineFirstlineHelp } from "@firstline/widget/element";',
    doc: "The widget as `<firstline-help>`, for every other framework and for none.",
    files: [new URL("element.ts", widget)],
  },
];

/** Every name that something of these texts refers to. */
const namesIn = (texts: readonly string[]): Set<string> => new Set(texts.join(" ").match(/\b[A-Z]\w+/g) ?? []);
const textsOf = ({ text, members }: Declaration | Member): string[] => [text, ...members.flatMap(textsOf)];

/** Reads the whole reference from the doc comments of the SDK and the widget; a new resource is a new page by itself. */
export function readReference(): ReferencePage[] {
  const files = globSync(["*.ts", "resources/*.ts"], { cwd: sdk.pathname }).filter((file) => !file.includes(".test."));
  const all = files.sort().flatMap((file) => readDeclarations(new URL(file, sdk)));
  const byName = new Map(all.map((declaration) => [declaration.name, declaration]));
  /** Types that a page of their own tells about already. */
  const told = new Set(
    modules.flatMap(({ files }) => files.flatMap((file) => readDeclarations(file).map(({ name }) => name))),
  );

  /** What the methods speak of and no other page tells, and what that speaks of. */
  function needed(members: readonly Member[], seen = new Set<string>()): Declaration[] {
    return [...namesIn(members.flatMap(textsOf))].flatMap((name) => {
      const found = byName.get(name);
      if (!found || seen.has(name) || told.has(name) || clients.some(({ client }) => client === name)) return [];
      seen.add(name);
      const own = { name, doc: "", text: found.text, isMethod: false, members: [], type: undefined };
      return [found, ...needed([own, ...found.members], seen)];
    });
  }

  const pages = clients.flatMap(({ group, factory, from, client, as }): ReferencePage[] => {
    const declared = byName.get(client);
    const make = byName.get(factory);
    if (!declared || !make) throw new Error(`The SDK has no ${factory} or no ${client}.`);
    const resources = declared.members.flatMap((member) => {
      const named = byName.get(member.type ?? "");
      const methods = member.members.length > 0 ? member.members : (named?.members ?? []);
      return methods.some(({ isMethod }) => isMethod)
        ? [{ member, methods, doc: member.doc || (named?.doc ?? "") }]
        : [];
    });
    const own = declared.members.filter((member) => !resources.some((resource) => resource.member === member));
    const imported = `import { ${factory} } from "${from}";`;
    return [
      {
        id: as,
        title: factory,
        group,
        prefix: `${as}.`,
        doc: declared.doc,
        imported,
        methods: own,
        declarations: [make, ...needed([{ ...make, isMethod: true, type: undefined }, ...own])],
      },
      ...resources.map(({ member, methods, doc }) => ({
        id: `${as}-${member.name}`,
        title: member.name,
        group,
        prefix: `${as}.${member.name}.`,
        doc,
        imported,
        methods,
        declarations: needed(methods),
      })),
    ];
  });

  const others = modules.map(({ files, without = [], ...module }): ReferencePage => {
    for (const file of files) if (!existsSync(file)) throw new Error(`${file.pathname} is gone.`);
    const declarations = files.flatMap(readDeclarations).filter(({ name }) => !without.includes(name));
    return { ...module, prefix: "", methods: [], declarations };
  });
  return [...pages, ...others];
}
