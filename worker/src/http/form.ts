import type { FieldValues, SiteSetup } from "@firstline/sdk/wire";
import { fieldIssues } from "../domain/fields.ts";
import { Refused } from "./refused.ts";

/** Refuses a topic that a site does not have, and fields that are not as the topic's form asks for them. */
export function requireForm(
  site: SiteSetup,
  { topic: id, fields = {} }: { readonly topic?: string | undefined; readonly fields?: FieldValues | undefined },
): void {
  const topic = site.topics.find((one) => one.id === id);
  if (id !== undefined && !topic) {
    throw new Refused("invalid", { issues: [{ path: "body.topic", message: "This site has no such topic." }] });
  }
  const issues = fieldIssues(topic?.fields ?? [], fields);
  if (issues.length > 0) {
    throw new Refused("invalid", {
      issues: issues.map(({ path, message }) => ({ path: `body.fields.${path}`, message })),
    });
  }
}
