// What somebody does in an editor: adds a topic to the first site.
import { readFile, writeFile } from "node:fs/promises";
import { Setup } from "@firstline/sdk/wire";

const file = "firstline.setup.json";
const document: { version: number; setup: unknown } = JSON.parse(await readFile(file, "utf8"));
const setup = Setup.parse(document.setup);
const [site] = setup.sites;
if (!site) throw new Error("This desk has no site yet.");
site.topics.push({ id: "top_gifts", label: "Gift cards", fields: [] });
await writeFile(file, `${JSON.stringify({ ...document, setup }, null, 2)}\n`);
