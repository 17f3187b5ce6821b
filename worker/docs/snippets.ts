import type { Route, RouteName } from "@firstline/sdk/wire";
import { attachment } from "./examples.ts";
import { operations } from "./operations.ts";

/** How a call looks in one language: OpenAPI's common `x-codeSamples` extension. */
export interface Sample {
  readonly lang: "typescript" | "shell";
  readonly label: string;
  readonly source: string;
}

/** What stands in a snippet's path or query. */
const values: Readonly<Record<string, string>> = {
  number: "SHOP-10019",
  agent: "agt_amara",
  key: "key_orders1",
  site: "site_shop",
  contact: "con_8GkLw2",
  absence: "abs_5Hq2Lm",
  identityKey: "idk_shop1",
  attachment: attachment.id,
};

/** The SDK's call, and the same by hand: with curl, or as a bare web socket. */
export function samples(name: RouteName, route: Route): readonly Sample[] {
  const sdk: Sample = { lang: "typescript", label: "SDK", source: operations[name].sdk };
  const [method = "", path = ""] = name.split(" ");
  const target = path.replace(/:(\w+)/g, (_, parameter: string) => values[parameter] ?? parameter);
  if (101 in route.answers) return [sdk, { lang: "typescript", label: "Web socket", source: socket(target, route) }];
  return [sdk, { lang: "shell", label: "curl", source: curl(method, target, name, route) }];
}

function socket(target: string, route: Route): string {
  const isVisitor = route.caller === "visitor";
  const query = isVisitor ? "site=pk_Qx7fT2mVbn40&number=SHOP-10019" : "site=site_shop";
  return `const socket = new WebSocket("wss://desk.example${target}?${query}");
socket.onopen = () => {
  socket.send(JSON.stringify({ type: "hello", token: ${isVisitor ? "visitorToken" : "secretKey"} }));
};
socket.onmessage = ({ data }) => console.log(JSON.parse(data));`;
}

function curl(method: string, target: string, name: RouteName, route: Route): string {
  const address = `$DESK${target}${queryOf(name)}`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}"${address}"`, ...credentials(method, route)];
  if (route.ifMatch) lines.push(`-H 'If-Match: "${versionBefore(name)}"'`);
  if (route.idempotent) lines.push('-H "Idempotency-Key: $(openssl rand -hex 16)"');
  if (route.body === "bytes") {
    lines.push(`-H "Firstline-File-Name: ${encodeURIComponent(attachment.name)}"`, "--data-binary @label.jpg");
  } else if (route.body) {
    const body = JSON.stringify(operations[name].body, null, 2).replaceAll("'", "'\\''");
    lines.push('-H "Content-Type: application/json"', `-d '${body}'`);
  }
  if (route.answers[200] === "bytes") lines.push(`-o "${attachment.name}"`);
  return lines.join(" \\\n  ");
}

/** The query of a route's example, with its question mark; nothing where it has none. */
function queryOf(name: RouteName): string {
  const { query } = operations[name];
  const pairs = Object.entries(query ?? {}).map(([key, value]): [string, string] => [key, String(value)]);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

/** The version that an update's example answer follows. */
function versionBefore(name: RouteName): number {
  const { answer } = operations[name];
  if (answer !== null && "version" in answer) return answer.version - 1;
  const ticket = answer !== null && "ticket" in answer ? answer.ticket : null;
  return ticket !== null && typeof ticket === "object" ? ticket.seq - 1 : 0;
}

function credentials(method: string, route: Route): string[] {
  const site = '-H "Firstline-Site: $SITE_KEY"';
  switch (route.caller) {
    case "public":
      return [];
    case "visitor":
      return [site];
    case "requester":
      return [site, '-H "Authorization: Bearer $VISITOR_TOKEN"'];
    default:
      if (route.scope !== undefined) return ['-H "Authorization: Bearer $SECRET_KEY"'];
      // The console's cookie counts on the desk's own pages only, and a write must say where it comes from.
      return ['-b "__Host-firstline=$SESSION"', ...(method === "GET" ? [] : ['-H "Origin: $DESK"'])];
  }
}
