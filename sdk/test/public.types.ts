import { describe, expectTypeOf, test } from "vitest";
import { createDesk, type DeskEvent, type DeskTicket } from "../src/desk.ts";
import {
  createFirstline,
  type ErrorCode,
  type Event,
  FirstlineError,
  isFirstlineError,
  type LiveStatus,
  type Status,
  type Submitted,
  type Thread,
  type Ticket,
} from "../src/index.ts";
import { isWebhookError, type ReceivedWebhook, type WebhookErrorCode, type WebhookEvent } from "../src/webhooks.ts";
import type { Clock } from "../src/wire/index.ts";

const firstline = createFirstline({ url: "https://desk.example", site: "pk_shopshop" });
const desk = createDesk({ url: "https://desk.example", key: "sk_1" });

/** What is left when every member of a union has been told apart; a member that is forgotten does not compile. */
const exhausted = (rest: never): never => rest;

describe("what calls resolve with", () => {
  test("a visitor gets what a requester may see", () => {
    expectTypeOf(firstline.tickets.submit({ subject: "", message: { text: "" } })).resolves.toEqualTypeOf<Submitted>();
    expectTypeOf(firstline.tickets.get("SHOP-10013")).resolves.toEqualTypeOf<Thread>();
    expectTypeOf(firstline.tickets.list().toArray()).resolves.toEqualTypeOf<Ticket[]>();
    expectTypeOf<Ticket>().not.toHaveProperty("priority");
    expectTypeOf<Ticket>().not.toHaveProperty("requester");
    expectTypeOf<Event["type"]>().not.toEqualTypeOf<DeskEvent["type"]>();
  });

  test("a program gets what agents see", () => {
    expectTypeOf(desk.tickets.list({ view: "mine" }).toArray({ limit: 3 })).resolves.toEqualTypeOf<DeskTicket[]>();
    expectTypeOf<DeskTicket>().toHaveProperty("priority");
  });

  test("an event that a requester sees is never a note", () => {
    expectTypeOf<Extract<Event, { type: "note" }>>().toEqualTypeOf<never>();
    expectTypeOf<Extract<DeskEvent, { type: "note" }>>().not.toEqualTypeOf<never>();
  });

  test("a watcher is told of changes, a list walked item by item", () => {
    firstline.tickets.watch("SHOP-10013", {
      after: 0,
      onChange: (thread) => expectTypeOf(thread).toEqualTypeOf<Thread>(),
      onStatus: (status) => expectTypeOf(status).toEqualTypeOf<LiveStatus>(),
      onError: (error) => expectTypeOf(error).toEqualTypeOf<FirstlineError>(),
    });
    expectTypeOf(firstline.tickets.list()[Symbol.asyncIterator]().next()).resolves.toExtend<IteratorResult<Ticket>>();
  });
});

describe("errors", () => {
  test("have a literal name, and a code to branch on", () => {
    expectTypeOf<FirstlineError["name"]>().toEqualTypeOf<"FirstlineError">();
    expectTypeOf<FirstlineError["code"]>().toEqualTypeOf<ErrorCode>();
    const caught: unknown = new FirstlineError("network", "");
    if (isFirstlineError(caught)) expectTypeOf(caught.code).toEqualTypeOf<ErrorCode>();
    if (isFirstlineError(caught, "not_found", "network"))
      expectTypeOf(caught.code).toEqualTypeOf<"not_found" | "network">();
    if (isWebhookError(caught)) expectTypeOf(caught.code).toEqualTypeOf<WebhookErrorCode>();
    // @ts-expect-error no such code
    isFirstlineError(caught, "not_there");
  });
});

describe("unions that a switch can exhaust", () => {
  test("a ticket's status", () => {
    const told = (status: Status): string => {
      switch (status) {
        case "new":
        case "open":
          return "with us";
        case "pending":
          return "with you";
        case "on_hold":
          return "with somebody else";
        case "solved":
        case "closed":
          return "done";
        default:
          return exhausted(status);
      }
    };
    expectTypeOf(told).returns.toEqualTypeOf<string>();
  });

  test("a status that is forgotten does not compile", () => {
    return (status: Status): string => {
      switch (status) {
        case "new":
          return "with us";
        default:
          // @ts-expect-error five are left
          return exhausted(status);
      }
    };
  });

  test("a requester's event, each with what only it knows", () => {
    return (event: Event): string => {
      switch (event.type) {
        case "submitted":
          return event.at;
        case "message":
          return event.message.text;
        case "routed":
          return event.tier.label;
        case "assigned":
          return event.agent?.name ?? "nobody";
        case "status":
          return `${event.from} ${event.to}`;
        case "escalated":
          return event.reason;
        case "returned":
          return event.to.label;
        case "promise":
          return event.because;
        case "rated":
          return `${event.score}`;
        case "edited":
          return event.subject ?? event.topic?.label ?? "";
        case "merged":
          return event.into;
        case "absorbed":
          return event.number;
        default:
          return exhausted(event);
      }
    };
  });

  test("an agent's event", () => {
    const told: Readonly<Record<DeskEvent["type"], true>> = {
      submitted: true,
      message: true,
      note: true,
      routed: true,
      assigned: true,
      unplaced: true,
      given_back: true,
      priority: true,
      status: true,
      escalated: true,
      returned: true,
      lead_called: true,
      playbook: true,
      clock: true,
      contract: true,
      rated: true,
      snoozed: true,
      edited: true,
      merged: true,
      absorbed: true,
      linked: true,
      unlinked: true,
      erased: true,
    };
    return told;
  });

  test("a clock's state", () => {
    return (clock: Clock): string | null => {
      switch (clock.state) {
        case "running":
          return clock.riskAt;
        case "at_risk":
          return clock.dueAt;
        case "paused":
          return clock.reason;
        case "breached":
          return clock.since.is;
        case "met":
        case "cancelled":
          return clock.at;
        default:
          return exhausted(clock);
      }
    };
  });

  test("a webhook, the unknown one included", () => {
    expectTypeOf<WebhookEvent["version"]>().toEqualTypeOf<1>();
    return (event: ReceivedWebhook): string => {
      switch (event.type) {
        case "ticket.created":
        case "ticket.updated":
          return event.data.ticket.number;
        case "unknown":
          return event.named.type;
        default:
          return exhausted(event);
      }
    };
  });

  test("a webhook whose unknown kind is forgotten does not compile", () => {
    // @ts-expect-error an unknown event has no data
    return (event: ReceivedWebhook) => event.data;
  });
});

describe("what must not compile", () => {
  test("a call that lacks or mistypes its parts", () => {
    return () => [
      // @ts-expect-error a client without its site
      createFirstline({ url: "https://desk.example" }),
      // @ts-expect-error a submission without its message
      firstline.tickets.submit({ subject: "" }),
      // @ts-expect-error a reply that is no text
      firstline.tickets.reply("SHOP-10013", { text: 1 }),
      // @ts-expect-error a view that no list has
      desk.tickets.list({ view: "everything" }),
      // @ts-expect-error an update without the version it changes
      desk.tickets.update({ number: "SHOP-10013" }, { priority: "high" }),
      // @ts-expect-error a status that is not set directly
      desk.tickets.update({ number: "SHOP-10013", seq: 3 }, { status: "closed" }),
      // @ts-expect-error a scope that no key has
      desk.keys.create({ name: "Reports", scopes: ["everything"], sites: "all" }),
    ];
  });

  test("a change of what was read", () => {
    return (error: FirstlineError) => {
      // @ts-expect-error an error is read only
      error.code = "network";
    };
  });
});
