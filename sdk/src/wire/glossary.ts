import * as z from "zod";
import { line } from "./common.ts";

/** A word that a client's visitors are not to read, in the form it is found in, and what is said in its place. */
export const GlossaryTerm = z.strictObject({ word: line(60), instead: line(120) }).meta({ id: "GlossaryTerm" });
export type GlossaryTerm = z.infer<typeof GlossaryTerm>;

/** A client's glossary. The console points out its words while an agent writes a reply; it never stops one. */
export const Glossary = z.array(GlossaryTerm).max(200).meta({ id: "Glossary" });
export type Glossary = z.infer<typeof Glossary>;
