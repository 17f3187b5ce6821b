import type { Site } from "@firstline/sdk/wire";
import { isDraft, type PreviewDraft, ready } from "./draft.ts";
import { callWidget } from "./widget-handle.ts";

// The real widget over a desk that answers with the draft and takes nothing. The page's policy allows no connection, so
// nothing that is typed here can leave it.
let answer: (site: Site) => void = () => {};
let site = new Promise<Site>((resolve) => {
  answer = resolve;
});
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  if (request.method === "GET" && new URL(request.url).pathname === "/v1/site") return Response.json(await site);
  const problem = { type: "about:blank", title: "A preview", status: 403, code: "forbidden", requestId: "preview" };
  return Response.json(problem, { status: 403, headers: { "Content-Type": "application/problem+json" } });
};

let shown: string | undefined;

function show(draft: PreviewDraft): void {
  const { theme, ...content } = draft.site;
  answer(draft.site);
  site = Promise.resolve(draft.site);
  const scheme = theme.scheme === "auto" ? draft.scheme : theme.scheme;
  document.documentElement.dataset.scheme = scheme;
  const { accent, side, offset, layer } = theme;
  callWidget("update", { accent, side, offset, layer, scheme });
  const drawn = JSON.stringify([content, theme.logo, draft.language, draft.topic]);
  if (drawn === shown) return;
  shown = drawn;
  // What is typed belongs to a site's key: a form of another topic starts empty.
  callWidget("boot", { site: `pk_preview${draft.topic ?? ""}`, language: draft.language });
  if (draft.topic === undefined) callWidget("navigate", "home");
  else callWidget("newTicket", draft.topic === "" ? {} : { topic: draft.topic });
}

addEventListener("message", ({ source, origin, data }) => {
  if (source === parent && origin === location.origin && isDraft(data)) show(data);
});
parent.postMessage(ready, location.origin);
