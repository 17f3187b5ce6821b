import { formatNumber } from "../src/domain/number.ts";
import { isActive, sequenceOf, visitorToken } from "./desk-fill.ts";
import { prefix, topicOf } from "./desk-setup.ts";
import { type Call, type Credentials, emailOf, type Operation, type Script, spread, textOf } from "./system.ts";

/** How the desk is asked: as its widget and its console ask it. */
export function deskScript(credentials: Credentials, tickets: number): Script {
  const active = Array.from({ length: tickets }, (_, index) => index).filter(isActive);
  const requester = (index: number) => {
    const sequence = sequenceOf(index);
    return {
      number: formatNumber(prefix, sequence),
      headers: {
        "firstline-site": credentials.site,
        authorization: `Bearer ${visitorToken(credentials.visitors, sequence)}`,
      },
    };
  };
  const run = Date.now().toString().slice(-9);
  const messageId = (index: number) => `msg_${run}${String(index).padStart(13, "0")}`;
  const json = { "content-type": "application/json" };

  const call = (operation: Operation, index: number): Call => {
    switch (operation) {
      case "submit": {
        const id = messageId(index);
        const body = {
          subject: textOf(index, 40),
          topic: topicOf(index % 10),
          message: { id, text: textOf(index, 430) },
          email: emailOf(index),
        };
        // The key of a submission is a secret, so it is not the message's id.
        const headers = { ...json, "firstline-site": credentials.site, "idempotency-key": `key_${id}` };
        return { method: "POST", path: "/v1/tickets", headers, body: JSON.stringify(body) };
      }
      case "reply": {
        const { number, headers } = requester(active[index % active.length] ?? 0);
        const id = messageId(index);
        return {
          method: "POST",
          path: `/v1/tickets/${number}/messages`,
          headers: { ...headers, ...json, "idempotency-key": id },
          body: JSON.stringify({ id, text: textOf(index, 430) }),
        };
      }
      case "read": {
        const { number, headers } = requester(spread(index, tickets));
        return { method: "GET", path: `/v1/tickets/${number}`, headers };
      }
      case "list": {
        const headers = { cookie: `__Host-firstline=${credentials.session}` };
        return { method: "GET", path: "/v1/desk/tickets?view=team&limit=25", headers };
      }
    }
  };

  const isRight = (operation: Operation, status: number, body: string): boolean => {
    switch (operation) {
      case "submit":
        return status === 201 && body.startsWith(`{"ticket":{"number":"${prefix}-`);
      case "reply":
        return status === 201 && body.includes('"type":"message"');
      case "read":
        return status === 200 && body.includes('"type":"submitted"');
      case "list":
        return status === 200 && body.split('"number":').length === 26;
    }
  };

  return { call, isRight };
}
