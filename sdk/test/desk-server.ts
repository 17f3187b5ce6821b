import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import { type ProblemCode, problems } from "../src/wire/index.ts";

/** One request as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly at: number;
}

/** How to answer: JSON, raw text, a cut connection, or nothing at all. */
export type Reaction =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly headers?: Record<string, string>;
      /** Milliseconds that the answer is on its way. */
      readonly latency?: number;
    }
  | { readonly status: number; readonly text: string; readonly type: string }
  | "cut"
  | "cut inside the body"
  | "slow body"
  | "silence";

export type Handler = (arrival: Arrival) => Reaction | Promise<Reaction>;

/** A problem body as a desk sends it. */
export function problem(code: ProblemCode, headers: Record<string, string> = {}): Reaction {
  const { status, title } = problems[code];
  return {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    json: { type: `/docs/errors#${code}`, title, status, code, requestId: "req_1" },
  };
}

/** Gives the reactions one after the other; the last one stays. */
export function inTurn(...reactions: readonly [Reaction, ...Reaction[]]): () => Reaction {
  let turn = 0;
  return () => {
    const reaction = reactions[Math.min(turn, reactions.length - 1)] ?? reactions[0];
    turn += 1;
    return reaction;
  };
}

function react(reaction: Reaction, response: ServerResponse): void {
  if (reaction === "silence") return;
  if (reaction === "cut") {
    response.destroy();
  } else if (reaction === "cut inside the body") {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('{"ticket":', () => response.destroy());
  } else if (reaction === "slow body") {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write('{"ticket":');
  } else if ("text" in reaction) {
    response.writeHead(reaction.status, { "Content-Type": reaction.type }).end(reaction.text);
  } else if (reaction.json === undefined) {
    response.writeHead(reaction.status, reaction.headers).end();
  } else {
    const headers = { "Content-Type": "application/json", ...reaction.headers };
    response.writeHead(reaction.status, headers).end(JSON.stringify(reaction.json));
  }
}

export interface DeskServer {
  readonly url: string;
  readonly http: Server;
  /** Everything that arrived since the last `answer`. */
  readonly arrivals: Arrival[];
  /** Says how all requests are answered from now on. */
  answer(handler: Handler): void;
  stop(): Promise<void>;
}

/** Starts a real HTTP server on a free port that answers as a test says. */
export async function startDeskServer(): Promise<DeskServer> {
  const arrivals: Arrival[] = [];
  let handler: Handler = () => problem("not_found");
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://desk.example");
      const arrival: Arrival = {
        method: request.method ?? "",
        path: pathname,
        query: searchParams,
        headers: request.headers,
        text: Buffer.concat(chunks).toString(),
        at: performance.now(),
      };
      arrivals.push(arrival);
      const reaction = await handler(arrival);
      const latency = typeof reaction === "object" && "latency" in reaction ? reaction.latency : undefined;
      if (latency === undefined) react(reaction, response);
      else setTimeout(react, latency, reaction, response);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("the test server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    http,
    arrivals,
    answer(next) {
      arrivals.length = 0;
      handler = next;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
