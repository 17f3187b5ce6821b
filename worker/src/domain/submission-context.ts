import type { SubmissionContext } from "@firstline/sdk/wire";

/**
 * The same context with the address of its page alone: without the query, the fragment and a user's name, where what is
 * nobody's business stands.
 */
export const pageOnly = ({ page, ...context }: SubmissionContext): SubmissionContext => ({
  ...context,
  ...(page !== undefined && { page: page.replace(/[?#].*$/s, "").replace(/^(https?:\/\/)[^/\\]*@/i, "$1") }),
});
