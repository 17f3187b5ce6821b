import type { ContractVersion } from "@firstline/sdk/wire";
import type { Terms } from "../src/domain/clock.ts";
import type { Surroundings } from "../src/domain/decision.ts";
import { planned } from "../src/domain/eligibility.ts";
import { type Lines, linesOf } from "../src/domain/lines.ts";
import type { Submission } from "../src/domain/open.ts";
import { setup } from "./fixture.ts";

/** Finds the newest version of each contract. */
export const newestIn =
  (lines: Lines) =>
  ({ id, version }: ContractVersion): Terms => {
    const terms = lines.terms.get(id);
    if (terms?.contract.version !== version) throw new Error(`There is no contract ${id} in version ${version}`);
    return terms;
  };

/** The surroundings of a decision in some lines, with nobody having any tickets unless `change` says so. */
export const within = (lines: Lines, now: number, change: Partial<Surroundings> = {}): Surroundings => ({
  now,
  site: "site_shop",
  lines,
  situation: planned,
  termsOf: newestIn(lines),
  ...change,
});

const plainLines = linesOf(setup, []);

/** Those of the fixture, which hands nothing out and promises nothing. */
export const plainly = (now: number): Surroundings => within(plainLines, now);

/** A ticket of the shop as it comes in. */
export const submission = (change: Partial<Submission> = {}): Submission => ({
  subject: "The lamp is dark",
  topic: null,
  channel: "web",
  priority: "normal",
  contact: "con_kim",
  language: null,
  fields: {},
  tags: [],
  message: { id: "msg_first", text: "It does not turn on." },
  plan: null,
  verified: false,
  lastContactAt: null,
  ...change,
});
