import type { Operations } from "./described.ts";
import { accessOperations } from "./operations-access.ts";
import { contactOperations } from "./operations-contacts.ts";
import { deskOperations } from "./operations-desk.ts";
import { fileOperations } from "./operations-files.ts";
import { inboxOperations } from "./operations-inbox.ts";
import { lineOperations } from "./operations-lines.ts";
import { visitorOperations } from "./operations-visitor.ts";
import { webhookOperations } from "./operations-webhooks.ts";

/** A route without a row here, or a row whose example does not fit the contract, does not compile. */
export const operations: Operations = {
  ...visitorOperations,
  ...fileOperations,
  ...deskOperations,
  ...inboxOperations,
  ...lineOperations,
  ...accessOperations,
  ...contactOperations,
  ...lineOperations,
  ...webhookOperations,
};
