import { type Call, emailOf, type Operation, type Script, spread, textOf } from "../system.ts";

/** How the floor is asked. */
export function floorScript(tickets: number): Script {
  const headers = { "content-type": "application/json" };
  const call = (operation: Operation, index: number): Call => {
    const number = spread(index, tickets) + 1;
    switch (operation) {
      case "submit": {
        const body = { subject: textOf(index, 40), text: textOf(index, 430), email: emailOf(index) };
        return { method: "POST", path: "/tickets", headers, body: JSON.stringify(body) };
      }
      case "reply":
        return {
          method: "POST",
          path: `/tickets/${number}/messages`,
          headers,
          body: JSON.stringify({ text: textOf(index, 430) }),
        };
      case "read":
        return { method: "GET", path: `/tickets/${number}`, headers: {} };
      case "list":
        return { method: "GET", path: "/queue/0", headers: {} };
    }
  };

  const isRight = (operation: Operation, status: number, body: string): boolean => {
    switch (operation) {
      case "submit":
      case "reply":
        return status === 201 && body.startsWith('{"number":');
      case "read":
        return status === 200 && body.startsWith('{"number":');
      case "list":
        return status === 200 && body.split('"number":').length === 26;
    }
  };

  return { call, isRight };
}
