import type { Operations } from "./described.ts";
import { deskOperations } from "./operations-desk.ts";
import { fileOperations } from "./operations-files.ts";
import { lineOperations } from "./operations-lines.ts";
import { visitorOperations } from "./operations-visitor.ts";

/** A route without a row here, or a row whose example does not fit the contract, does not compile. */
export const operations: Operations = { ...visitorOperations, ...fileOperations, ...deskOperations, ...lineOperations };
