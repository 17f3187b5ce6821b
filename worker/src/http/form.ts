import type { FieldValues, SiteSetup, Topic } from "@firstline/sdk/wire";
import { fieldIssues } from "../domain/fields.ts";
import { Refused } from "./refused.ts";

/** The topic of a site by its id, which stands at a path of the request. Refuses one that the site does not have. */
export function topicOf(site: SiteSetup, id: string, path: string): Topic {
  const topic = site.topics.find((one) => one.id === id);
  if (!topic) throw new Refused("invalid", { issues: [{ path, message: "This site has no such topic." }] });
  return topic;
}

/** Refuses a topic that a site does not have, and fields that are not as the topic's form asks for them. */
export function requireForm(
  site: SiteSetup,
  { topic: id, fields = {} }: { readonly topic?: string | undefined; readonly fields?: FieldValues | undefined },
): void {
  const topic = id === undefined ? undefined : topicOf(site, id, "body.topic");
  const issues = fieldIssues(topic?.fields ?? [], fields);
  if (issues.length > 0) {
    throw new Refused("invalid", {
      issues: issues.map(({ path, message }) => ({ path: `body.fields.${path}`, message })),
    });
  }
}
