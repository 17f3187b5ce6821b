import {
  contract,
  DeskFrame,
  Frame,
  Hello,
  Problem,
  type ProblemCode,
  problems,
  type Route,
  type RouteName,
  refusals,
} from "@firstline/sdk/wire";
import {
  createDocument,
  type oas32,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { type Comments, readComments } from "./comments.ts";
import { tags } from "./described.ts";
import { attachment } from "./examples.ts";
import { operations } from "./operations.ts";
import { samples } from "./snippets.ts";

/** Every route of the contract, by name. */
export const routes: readonly (readonly [RouteName, Route])[] = Object.entries<Route>(contract).flatMap(
  ([name, route]) => (isRouteName(name) ? [[name, route] as const] : []),
);

function isRouteName(name: string): name is RouteName {
  return name in contract;
}

/** The method and the OpenAPI path of a route: `GET /v1/tickets/:number` is `get` and `/v1/tickets/{number}`. */
export function methodAndPath(name: RouteName): { method: "get" | "post" | "put" | "patch" | "delete"; path: string } {
  const { method, path = "" } = /^(?<method>\w+) (?<path>.+)$/.exec(name)?.groups ?? {};
  const template = path.replace(/:(\w+)/g, "{$1}");
  switch (method) {
    case "GET":
      return { method: "get", path: template };
    case "POST":
      return { method: "post", path: template };
    case "PUT":
      return { method: "put", path: template };
    case "PATCH":
      return { method: "patch", path: template };
    case "DELETE":
      return { method: "delete", path: template };
    default:
      throw new Error(`No method in the route ${name}`);
  }
}

const securitySchemes: Record<string, oas32.SecuritySchemeObject> = {
  site: {
    type: "apiKey",
    in: "header",
    name: "Firstline-Site",
    description: "A site's public key. It names the site and opens nothing by itself.",
  },
  visitorToken: {
    type: "http",
    scheme: "bearer",
    description: "A visitor token: given with a browser's first ticket, or for the secret of a ticket's link.",
  },
  secretKey: {
    type: "http",
    scheme: "bearer",
    description: "A program's secret key. The list names the scope that the key needs.",
  },
  console: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-firstline",
    description: "The console's session, on the desk's own origin. The list names the role that the person needs.",
  },
};

/** Which credentials open a route: one of the list is enough. */
function security(route: Route): oas32.SecurityRequirementObject[] {
  const isSocket = 101 in route.answers;
  switch (route.caller) {
    case "public":
      return [];
    case "visitor":
      // A socket names its site in the query and sends its token in the first frame.
      return isSocket ? [] : [{ site: [] }, { site: [], visitorToken: [] }];
    case "requester":
      return [{ site: [], visitorToken: [] }];
    default: {
      const person = { console: [route.caller] };
      if (route.scope === undefined) return [person];
      return [person, isSocket ? {} : { secretKey: [route.scope] }];
    }
  }
}

/** The same for people. */
function callers(route: Route): string[] {
  switch (route.caller) {
    case "public":
      return ["anyone"];
    case "visitor":
      return 101 in route.answers ? ["a visitor"] : ["a page", "a visitor"];
    case "requester":
      return ["a visitor"];
    default: {
      const person = route.caller === "lead" ? "a lead" : `an ${route.caller}`;
      return route.scope === undefined ? [person] : [person, `a key with ${route.scope}`];
    }
  }
}

function headers(route: Route): oas32.ParameterObject[] {
  const header = (name: string, required: boolean, description: string, schema: oas32.SchemaObject) =>
    ({ in: "header", name, required, description, schema }) as const;
  const list: oas32.ParameterObject[] = [];
  if (route.body === "bytes")
    list.push(
      header(
        "Firstline-File-Name",
        true,
        "What the file is called, percent-encoded UTF-8: one line, up to 255 characters.",
        {
          type: "string",
          example: encodeURIComponent(attachment.name),
        },
      ),
      header("Content-Length", true, "How many bytes the file has. Clients send it by themselves.", {
        type: "integer",
        minimum: 1,
      }),
    );
  if (route.idempotent)
    list.push(
      header(
        "Idempotency-Key",
        false,
        "Makes a repetition harmless: the same key with the same body is answered with the first answer.",
        { type: "string", minLength: 16, maxLength: 128, pattern: "^[A-Za-z0-9_-]+$" },
      ),
    );
  if (route.ifMatch)
    list.push(
      header("If-Match", true, "The version you change, as its ETag: the `seq` or `version` you read, in quotes.", {
        type: "string",
        example: '"3"',
      }),
    );
  if (route.etag)
    list.push(
      header("If-None-Match", false, "The ETag you have. The answer is 304 without a body while it still holds.", {
        type: "string",
        example: '"3"',
      }),
    );
  if (206 in route.answers)
    list.push(
      header("Range", false, "One part of the file, in bytes. Several at once are answered with the whole file.", {
        type: "string",
        example: "bytes=0-65535",
      }),
      header("If-Range", false, "The ETag of what you have of the file. If it is another file, all of it comes.", {
        type: "string",
      }),
    );
  return list;
}

/** Bytes of any type: OpenAPI 3.1 describes them by no schema at all. */
const anyBytes = { "application/octet-stream": {} };

const statusTexts: Readonly<Record<number, string>> = {
  101: "The connection is a web socket from here on.",
  200: "Done.",
  201: "Made.",
  202: "Taken; there is no body.",
  204: "Done; there is no body.",
  206: "The part that `Range` asks for.",
  304: "Nothing changed since the version in If-None-Match.",
};

function answers(name: RouteName, route: Route): Record<string, ZodOpenApiResponseObject> {
  const list: Record<string, ZodOpenApiResponseObject> = {};
  const { answer, otherAnswers } = operations[name];
  const versioned = route.etag && {
    headers: { ETag: { description: "The version of what was read.", schema: { type: "string" } as const } },
  };
  for (const [status, schema] of Object.entries(route.answers)) {
    const example = otherAnswers?.[status] ?? answer;
    list[status] = {
      description: statusTexts[Number(status)] ?? "Done.",
      ...versioned,
      ...(schema && { content: schema === "bytes" ? anyBytes : { "application/json": { schema, example } } }),
    };
  }
  if (route.etag) list[304] = { description: statusTexts[304] ?? "", ...versioned };
  return list;
}

/** The refusals of a route, by status. */
export function refusalsByStatus(route: Route): ReadonlyMap<number, readonly ProblemCode[]> {
  const list = new Map<number, ProblemCode[]>();
  for (const code of refusals(route)) {
    const { status } = problems[code];
    list.set(status, [...(list.get(status) ?? []), code]);
  }
  return new Map([...list].sort(([a], [b]) => a - b));
}

function errors(route: Route): Record<string, ZodOpenApiResponseObject> {
  const list: Record<string, ZodOpenApiResponseObject> = {};
  for (const [status, codes] of refusalsByStatus(route)) {
    list[status] = {
      description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join("\n\n"),
      ...((status === 429 || status === 503) && {
        headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } as const } },
      }),
      content: {
        "application/problem+json": {
          schema: {
            allOf: [
              { $ref: "#/components/schemas/Problem" },
              {
                type: "object",
                properties: { status: { type: "integer", const: status }, code: { type: "string", enum: [...codes] } },
              },
            ],
          },
        },
      },
    };
  }
  return list;
}

function operation(name: RouteName, route: Route): ZodOpenApiOperationObject {
  const described = operations[name];
  return {
    operationId: described.id,
    summary: route.summary,
    ...(described.description !== undefined && { description: described.description }),
    tags: [described.tag],
    security: security(route),
    parameters: headers(route),
    requestParams: { ...(route.params && { path: route.params }), ...(route.query && { query: route.query }) },
    ...(route.body && {
      requestBody: {
        required: true,
        content:
          route.body === "bytes" ? anyBytes : { "application/json": { schema: route.body, example: described.body } },
      },
    }),
    responses: { ...answers(name, route), ...errors(route) },
    "x-callers": callers(route),
    "x-codeSamples": samples(name, route),
  };
}

/** The whole wire as an OpenAPI 3.1 document. `version` is the desk's own. */
export function buildDocument(version: string): oas32.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, route] of routes) {
    const { method, path } = methodAndPath(name);
    paths[path] = { ...paths[path], [method]: operation(name, route) };
  }
  const document = withOneOfEach({
    openapi: "3.1.1",
    info: {
      title: "Firstline",
      version,
      description: "A help desk that lives in the page: open tickets, follow them, answer them.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "This desk" }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: { Problem, Hello, Frame, DeskFrame }, securitySchemes },
  });
  const comments = readComments();
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    if (typeof schema === "object") describe(name, schema, comments);
  return document;
}

/**
 * The document with each named schema once. What has a default may be left out in a request and is always there in an
 * answer, for which the library makes a second schema; one that says the first is enough for readers.
 */
function withOneOfEach(declared: ZodOpenApiObject): oas32.OpenAPIObject {
  const suffix = "InAnswers";
  const document = createDocument(declared, { outputIdSuffix: suffix });
  const schemas = document.components?.schemas ?? {};
  for (const name of Object.keys(schemas)) if (name.endsWith(suffix)) delete schemas[name];
  return JSON.parse(JSON.stringify(document).replaceAll(`${suffix}"`, '"'));
}

/** Puts the wire's doc comments onto a component and its fields. */
function describe(name: string, component: oas32.SchemaObjectValue, comments: Comments): void {
  const own = comments.schemas.get(name);
  if (own !== undefined) component.description ??= own;
  const fields = comments.fields.get(name);
  if (fields) describeFields(component, fields);
}

function describeFields(schema: oas32.SchemaObjectValue, fields: ReadonlyMap<string, string>): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const comment = fields.get(name);
    if (comment !== undefined && typeof field === "object") field.description ??= comment;
  }
  for (const variant of schema.oneOf ?? []) if (typeof variant === "object") describeFields(variant, fields);
}
