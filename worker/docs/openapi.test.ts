import { type Route, refusals } from "@firstline/sdk/wire";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import type { oas32 } from "zod-openapi";
import { buildDocument, methodAndPath, routes } from "./openapi.ts";
import { operations } from "./operations.ts";
import { schemaOf } from "./schema.ts";

const document = buildDocument("1.2.3");
/** What a reader gets: the document as JSON carries it. */
const text = JSON.stringify(document);

function operationOf(name: (typeof routes)[number][0]): oas32.OperationObject {
  const { method, path } = methodAndPath(name);
  const operation = document.paths?.[path]?.[method];
  if (!operation) throw new Error(`${name} is not in the document`);
  return operation;
}

test("is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("tells the validator's yes from its no", async () => {
  const damaged = JSON.parse(text);
  delete damaged.paths["/v1/tickets"].post.responses;
  damaged.paths["/v1/tickets"].post.parameters = [{ name: "x" }];
  expect((await new Validator().validate(damaged)).valid).toBe(false);
});

test("has the routes of the contract, no more and no fewer", () => {
  const inDocument = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  const inContract = routes.map(([name]) => {
    const { method, path } = methodAndPath(name);
    return `${method} ${path}`;
  });
  expect(inContract.length).toBeGreaterThan(25);
  expect(inDocument.sort()).toEqual(inContract.sort());
});

test("every reference leads somewhere", () => {
  const references = [...new Set(Array.from(text.matchAll(/"\$ref":"([^"]+)"/g), ([, reference = ""]) => reference))];
  expect(references.length).toBeGreaterThan(20);
  const names = Object.keys(document.components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`);
  expect(references.filter((reference) => !names.includes(reference))).toEqual([]);
});

test("every named schema is one, not a copy for requests and another for answers", () => {
  const names = Object.keys(document.components?.schemas ?? {});
  expect(names.filter((name) => /Output$|InAnswers$/.test(name))).toEqual([]);
  expect(text).not.toContain("InAnswers");
});

test("operation ids are unique", () => {
  const ids = routes.map(([name]) => operationOf(name).operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("says what the wire's doc comments say", () => {
  const described = (schema: string, field: string) => {
    const component = document.components?.schemas?.[schema];
    return schemaOf(schemaOf(component).properties?.[field]).description;
  };
  expect(described("Ticket", "unread")).toMatch(/has not read/);
  expect(described("DeskReply", "status")).toMatch(/status the ticket gets/);
  // Each schema has its own words for a field of the same name.
  expect(described("Ticket", "seq")).not.toBe(described("DeskTicket", "seq"));
});

describe.each(routes)("%s", (name, route: Route) => {
  const operation = operationOf(name);
  const { body, answer, otherAnswers } = operations[name];

  test("has a summary, a known tag and both snippets", () => {
    expect(operation.summary).toBe(route.summary);
    expect(document.tags?.map((tag) => tag.name)).toContain(operation.tags?.[0]);
    expect(operation["x-codeSamples"]).toHaveLength(2);
  });

  test("lists every error under its status", () => {
    const listed = Object.entries(operation.responses ?? {})
      .filter(([status]) => Number(status) >= 400)
      .flatMap(([, response]) =>
        response.content["application/problem+json"].schema.allOf.flatMap(
          (part: oas32.SchemaObjectValue) => part.properties?.code ?? [],
        ),
      )
      .flatMap((code) => code.enum);
    expect(listed.sort()).toEqual([...refusals(route)]);
  });

  test("names its parameters and headers", () => {
    const listed = (operation.parameters ?? []).map((parameter) => ("name" in parameter ? parameter.name : ""));
    const declared = [
      ...Object.keys(route.params?.shape ?? {}),
      ...Object.keys(route.query?.shape ?? {}),
      ...(route.body === "bytes" ? ["Content-Length", "Firstline-File-Name"] : []),
      ...(route.idempotent ? ["Idempotency-Key"] : []),
      ...(route.ifMatch ? ["If-Match"] : []),
      ...(route.etag ? ["If-None-Match"] : []),
      ...(206 in route.answers ? ["If-Range", "Range"] : []),
    ];
    expect(listed.sort()).toEqual(declared.sort());
  });

  test("asks for the credential of its caller", () => {
    const schemes = (operation.security ?? []).map((requirement) => Object.keys(requirement).join("+"));
    const isSocket = 101 in route.answers;
    const byCaller = {
      public: [],
      visitor: isSocket ? [] : ["site", "site+visitorToken"],
      requester: ["site+visitorToken"],
      agent: ["console"],
      lead: ["console"],
      admin: ["console"],
    };
    // A socket's key comes in the first frame: for the document, that is no credential.
    const byKey = route.scope === undefined ? [] : [isSocket ? "" : "secretKey"];
    expect(schemes).toEqual([...byCaller[route.caller], ...byKey]);
  });

  test("its examples are what the contract takes and answers", () => {
    if (route.body && route.body !== "bytes") expect(route.body.parse(body)).toBeDefined();
    else expect(body).toBeUndefined();
    for (const [status, schema] of Object.entries(route.answers)) {
      const example = otherAnswers?.[status] ?? answer;
      if (schema && schema !== "bytes") expect(schema.parse(example)).toEqual(example);
      else expect(example).toBeNull();
    }
  });
});
