import { writeFileSync } from "node:fs";
import { shapeOf } from "./shape.ts";

// Takes today's wire as what programs are written for. Run it with a release; a breach that it takes in is declared by
// the change of wire.json, and belongs into the release's notes.
writeFileSync(new URL("wire.json", import.meta.url), `${JSON.stringify(shapeOf(), null, 1)}\n`);
