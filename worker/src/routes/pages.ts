import { Hono } from "hono";
import type { Env } from "../env.ts";
import type { App } from "../http/bind.ts";
import { currentDirectory, newestDirectory } from "../store/directory.ts";

/** What our own pages may do: their own files only, no inline script or style, no frame around them. */
const ownPage = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** What the settings' preview of a widget may do, in a frame of the console: show a logo from anywhere, and ask nobody. */
const previewPage = ownPage
  .replace("img-src 'self' data:", "img-src 'self' data: https:")
  .replace("connect-src 'self'", "connect-src 'none'")
  .replace("frame-src 'self'", "frame-src 'none'")
  .replace("frame-ancestors 'none'", "frame-ancestors 'self'");

const immutable = "public, max-age=31536000, immutable";
const brief = "public, max-age=300, stale-while-revalidate=86400";

/** The files beside the API: the script tag, the hosted ticket page, console, docs and, in a demo, the shop. */
export const pages: App = new Hono<{ Bindings: Env; Variables: { requestId: string } }>();

pages.get("/firstline.js", (c) => embedded(c.env.ASSETS, "/firstline.js", brief));
pages.get("/widget/:file{[\\w.-]+}", (c) => embedded(c.env.ASSETS, c.req.path, immutable));
// Under another address too: some browsers remember a module that failed, and the second try must be a new one.
pages.get("/again/widget/:file{[\\w.-]+}", (c) => embedded(c.env.ASSETS, c.req.path.slice("/again".length), immutable));
pages.get("/openapi.json", (c) => embedded(c.env.ASSETS, "/openapi.json", brief));

/**
 * The page of one ticket, `/t/SHOP-10019#k=…`, and of all that somebody has on a site, `/t/SHOP#r=…`. The site is told by
 * the number's prefix, also of a mistyped one, so that the page can say so; secrets stay in the fragment, in the browser.
 */
pages.get("/t/:number", async (c) => {
  const [prefix = "", number] = c.req.param("number").split("-");
  const directory = await currentDirectory(c.env.DB, false);
  const site =
    directory.siteByPrefix.get(prefix) ?? (await newestDirectory(c.env.DB, directory)).siteByPrefix.get(prefix);
  const page = await own(c.env.ASSETS, "/t.html");
  // It is the file's, not that of what the file becomes here.
  page.headers.delete("etag");
  const title = number === undefined ? "Your tickets" : "Your ticket";
  return new HTMLRewriter()
    .on('meta[name="firstline-site"]', { element: (meta) => void meta.setAttribute("content", site?.key ?? "") })
    .on("title, h1", { element: (one) => void one.setInnerContent(title) })
    .transform(page);
});

pages.get("/", (c) => c.redirect("/docs/"));
for (const folder of ["/console", "/docs", "/demo"]) {
  pages.get(folder, (c) => c.redirect(`${folder}/`));
  pages.get(`${folder}/*`, async (c, next) => {
    const path = c.req.path.endsWith("/") ? `${c.req.path}index.html` : c.req.path;
    const response = await own(c.env.ASSETS, path);
    return response.ok ? response : next();
  });
}

async function fetchAsset(assets: Fetcher, path: string): Promise<Response> {
  const file = await assets.fetch(`https://assets${path}`);
  const response = new Response(file.body, file);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "no-referrer");
  return response;
}

/** A file that other sites' pages load. */
async function embedded(assets: Fetcher, path: string, caching: string): Promise<Response> {
  const response = await fetchAsset(assets, path);
  response.headers.set("access-control-allow-origin", "*");
  response.headers.set("cross-origin-resource-policy", "cross-origin");
  response.headers.set("cache-control", response.ok ? caching : "no-store");
  return response;
}

/** A page or file of our own surfaces. */
async function own(assets: Fetcher, path: string): Promise<Response> {
  const response = await fetchAsset(assets, path);
  response.headers.set("content-security-policy", path === "/console/preview.html" ? previewPage : ownPage);
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cache-control", /-[A-Za-z0-9_-]{8}\.\w+$/.test(path) ? immutable : "no-cache");
  return response;
}
