import { createFirstline, type SocketClass, type Submission } from "@firstline/sdk";
import type { SignIdentityOptions } from "@firstline/sdk/identity";
import type { Agent, Setup, SiteSetup, Status, Ticket } from "@firstline/sdk/wire";
import { directoryOf } from "../../worker/src/domain/directory.ts";
import { identitySecret } from "../../worker/src/http/identity-token.ts";
import { digest, newId, randomSecret } from "../../worker/src/secrets.ts";
import { administration } from "./administration.ts";
import { createAgent, type TestAgent } from "./agent.ts";
import { instantOf, spanOf } from "./clock.ts";
import { deskTickets } from "./desk-tickets.ts";
import { serve } from "./door.ts";
import type { Fault, FaultOptions } from "./faults.ts";
import { files } from "./files.ts";
import { signedIdentity } from "./identity.ts";
import { createLine, type TestRequest } from "./line.ts";
import { createListeners } from "./live.ts";
import { createMemory, type Memory, type TestMail } from "./memory.ts";
import { relatedTickets } from "./related-tickets.ts";
import { setupOf, type TestSetup } from "./setup.ts";
import { passTime, type Shell } from "./shell.ts";
import { visitorTickets } from "./visitor-tickets.ts";
import { visitors } from "./visitors.ts";

export type { TestAgent } from "./agent.ts";
export { type Fault, type FaultOptions, withFaults } from "./faults.ts";
export type { TestRequest } from "./line.ts";
export type { TestMail } from "./memory.ts";
export type { TestAgentSetup, TestSetup, TestSite } from "./setup.ts";

export interface TestDeskOptions extends TestSetup {
  /** The desk's instant at first; default: now. From then on its time stands still until a test lets it pass. */
  readonly now?: string | number | Date | undefined;
}

/** A ticket to begin a test with. What is left out is made up. */
export interface TicketFixture extends Partial<Omit<Submission, "message" | "topic">> {
  /** The text of the first message. */
  readonly text?: string | undefined;
  /** A topic's label or id. */
  readonly topic?: string | undefined;
  /** The site's name or id; the first one unless named. */
  readonly site?: string | undefined;
  /** The visitor whose it is; a new one unless named. */
  readonly token?: string | undefined;
  /** Default: `new`, or `open` once an agent has touched it. */
  readonly status?: Status | undefined;
  /** Who has it, by name or id. */
  readonly assignee?: string | undefined;
  /** What was written after the first message, in order. */
  readonly messages?: readonly { readonly from: "requester" | "agent"; readonly text: string }[] | undefined;
}

/** A ticket that a test begins with. */
export interface TestTicket {
  readonly number: string;
  readonly ticket: Ticket;
  /** The visitor's token, which opens it: `createFirstline({ token, … })`. */
  readonly token: string;
  /** The path of its page, with its secret. */
  readonly link: string;
  /** The secret of the link: `firstline.redeem(number, secret)`. */
  readonly secret: string;
}

/** A desk in memory, which answers as a real one does. */
export interface TestDesk {
  /** Where it is: nothing of it goes over a network. */
  readonly url: string;
  /** Takes the place of the global `fetch`. */
  readonly fetch: typeof fetch;
  /** Takes the place of the global `WebSocket`. */
  readonly WebSocket: SocketClass;
  /** The three of them, for any client: `createFirstline({ ...desk.connection, site: desk.site.key })`. */
  readonly connection: Pick<TestDesk, "url" | "fetch" | "WebSocket">;
  /** The first site. */
  readonly site: SiteSetup;
  readonly sites: readonly SiteSetup[];
  readonly setup: Setup;
  /** A secret key that may do everything a key may: `createDesk({ ...desk.connection, key: desk.key })`. */
  readonly key: string;
  readonly clock: {
    readonly now: Date;
    /** Lets time pass: milliseconds, or a text such as `90s`, `15m`, `2h`, `3d`. What falls due meanwhile happens. */
    advance(span: number | string): void;
    /** Lets time pass until an instant. */
    advanceTo(instant: string | number | Date): void;
  };
  /** What clients have asked for, in order. */
  readonly requests: readonly TestRequest[];
  /** What the desk would have mailed to people, in order. */
  readonly mails: readonly TestMail[];
  /** Spoils the next request, or the next of a route. Faults happen in the order in which they are named. */
  fail(fault: Fault, options?: FaultOptions): void;
  readonly live: {
    /** How many sockets are open. */
    readonly connections: number;
    /** Cuts all of them; they may come back. */
    cut(): void;
    /** Lets none through, as a strict proxy does, until `allow`; what stands is cut. */
    block(): void;
    allow(): void;
  };
  /** An agent's hand, by name or id. @throws TypeError if there is no such agent. */
  agent(name: string): TestAgent;
  /** Makes a ticket in any state, past the log and the faults. */
  createTicket(fixture?: TicketFixture): Promise<TestTicket>;
  /** Signs who a visitor is by the desk's clock, as a site's own server does: `firstline.identify(token)`. */
  signIdentity(
    user: SignIdentityOptions["user"],
    options?: { readonly site?: string; readonly expiresIn?: number },
  ): Promise<string>;
  /** A site's key for `signIdentity` of `@firstline/sdk/identity`, which goes by the real clock. */
  identityKey(site?: string): Promise<{ readonly keyId: string; readonly secret: string }>;
}

const handlers = { ...visitors, ...visitorTickets, ...files, ...deskTickets, ...relatedTickets, ...administration };

const url = "https://desk.test";

/**
 * Makes a desk in memory, for the tests of a site that uses Firstline: without a server, in Node, browsers and workers.
 * It decides with the very code of the real desk, and its answers are checked by the contract's schemas.
 * @throws TypeError for a set-up that no desk would take.
 */
export function createTestDesk({ now, ...setup }: TestDeskOptions = {}): TestDesk {
  const key = `fls_key_${randomSecret()}`;
  const at = now === undefined ? Date.now() : instantOf(now);
  const directory = directoryOf(1, setupOf(setup), []);
  const memory: Memory = createMemory(directory, randomSecret(), at);
  const listeners = createListeners(() => memory);
  const shell: Shell = { memory, listeners };

  /** The keys, which a digest has to be worked out for before the first request. */
  const ready = (async () => {
    const createdAt = new Date(at).toISOString();
    const stored = {
      id: newId("key", at),
      name: "Test key",
      scopes: ["tickets:read", "tickets:write", "setup:read", "setup:write"] as const,
      sites: "all" as const,
      createdAt: at,
      secretHash: await digest(key),
    };
    const identityKeys = directory.setup.sites.map(({ id }) => ({
      siteId: id,
      key: { algorithm: "HS256" as const, id: newId("idk", at), name: "Test server", createdAt },
    }));
    memory.directory = directoryOf(
      1,
      memory.directory.setup,
      [{ ...stored, scopes: [...stored.scopes] }],
      [],
      identityKeys,
    );
  })();

  const agentNamed = (name: string): Agent => {
    const { agents } = memory.directory.setup;
    const found = agents.find((agent) => agent.id === name || agent.name === name);
    if (found) return found;
    throw new TypeError(`The test desk has no agent “${name}”, but ${agents.map((agent) => agent.name).join(", ")}.`);
  };
  const siteNamed = (name: string | undefined): SiteSetup => {
    const { sites } = memory.directory.setup;
    const found = name === undefined ? sites[0] : sites.find((site) => [site.id, site.name, site.key].includes(name));
    if (found) return found;
    throw new TypeError(`The test desk has no site “${name}”, but ${sites.map((site) => site.name).join(", ")}.`);
  };

  const line = createLine(url, async (request) => {
    await ready;
    return serve(shell, handlers, request);
  });
  /** The way in that no test sees or spoils. */
  const behind = (as?: Agent) =>
    createLine(url, async (request) => {
      await ready;
      return serve(shell, handlers, request, as);
    }).fetch;

  const identityKey = async (name?: string) => {
    await ready;
    const { id } = siteNamed(name);
    const found = memory.directory.identityKeys.find(({ siteId }) => siteId === id);
    if (!found) throw new TypeError("This site has no identity key. Make one with desk.identityKeys.create.");
    return { keyId: found.key.id, secret: await identitySecret(memory.secret, id, found.key.id) };
  };

  const desk: TestDesk = {
    url,
    fetch: line.fetch,
    WebSocket: listeners.WebSocket,
    connection: { url, fetch: line.fetch, WebSocket: listeners.WebSocket },
    get site() {
      return siteNamed(undefined);
    },
    get sites() {
      return memory.directory.setup.sites;
    },
    get setup() {
      return memory.directory.setup;
    },
    key,
    clock: {
      get now() {
        return new Date(memory.now);
      },
      advance: (span) => passTime(shell, memory.now + spanOf(span)),
      advanceTo(instant) {
        const until = instantOf(instant);
        if (until < memory.now)
          throw new TypeError(`The test desk's time does not go back: it is ${new Date(memory.now).toISOString()}.`);
        passTime(shell, until);
      },
    },
    requests: line.requests,
    mails: memory.mails,
    fail: line.fail,
    live: {
      get connections() {
        return listeners.connections;
      },
      cut: listeners.cut,
      block() {
        listeners.open = false;
        listeners.cut();
      },
      allow() {
        listeners.open = true;
      },
    },
    agent(name) {
      const agent = agentNamed(name);
      return createAgent(agent, url, behind(agent), agentNamed);
    },
    async createTicket({ site: name, text, topic, token, status, assignee, messages = [], ...more } = {}) {
      const site = siteNamed(name);
      const { tickets, ...visitor } = createVisitor(site, token);
      const submitted = await tickets.submit({
        subject: "Where is my parcel?",
        ...more,
        ...(topic !== undefined && { topic: topicNamed(site, topic) }),
        message: { text: text ?? "It was sent on Monday." },
      });
      const { number } = submitted.ticket;
      const agent = desk.agent(assignee ?? memory.directory.setup.agents[0]?.name ?? "");
      if (assignee !== undefined) await agent.assign(number, assignee);
      for (const message of messages) {
        if (message.from === "agent") await agent.reply(number, message.text);
        else await tickets.reply(number, { text: message.text });
      }
      await bring(agent, number, status);
      if (status === "closed") await tickets.confirm(number);
      const { ticket } = await tickets.get(number);
      const { link } = submitted;
      return { number, ticket, link, secret: link.split("#k=")[1] ?? "", token: visitor.token() };
    },
    async signIdentity(user, { site, expiresIn = 300 } = {}) {
      const { key: audience } = siteNamed(site);
      return signedIdentity({ ...(await identityKey(site)), site: audience, user, expiresIn, now: memory.now });
    },
    identityKey,
  };

  const createVisitor = (site: SiteSetup, token: string | undefined) => {
    const client = createFirstline({ url, fetch: behind(), site: site.key, token });
    return { tickets: client.tickets, token: () => client.token ?? "" };
  };

  return desk;
}

/** Brings a ticket to a status. */
async function bring(agent: TestAgent, number: string, status: Status | undefined): Promise<void> {
  switch (status) {
    case undefined:
    case "new":
      return;
    case "open":
    case "pending":
    case "on_hold":
      await agent.change(number, { status });
      return;
    case "solved":
    case "closed":
      await agent.solve(number);
  }
}

function topicNamed({ topics, name }: SiteSetup, topic: string): string {
  const found = topics.find(({ id, label }) => id === topic || label === topic);
  if (found) return found.id;
  throw new TypeError(`The site ${name} has no topic “${topic}”, but ${topics.map(({ label }) => label).join(", ")}.`);
}
