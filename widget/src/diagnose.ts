import type { Launcher } from "./launcher.ts";
import type { Reason, WidgetOptions } from "./widget.ts";

/** What an error of the desk tells whoever runs the page; for one that may pass by itself, nothing. */
export function explain(code: string, { site, url }: WidgetOptions): Reason | undefined {
  if (code === "origin_not_allowed") {
    const message = `${location.origin} is not on the list of pages that may use the site ${site}. Add it in the desk's set-up.`;
    return { code: "origin-not-allowed", message };
  }
  if (code === "credentials_invalid") {
    return { code: "site-unknown", message: `The desk at ${url} knows no site ${site}. Look at the tag's data-site.` };
  }
  return undefined;
}

/** The code of a problem that a desk has answered with. */
function codeOf(problem: unknown): string {
  return typeof problem === "object" && problem !== null && "code" in problem ? String(problem.code) : "unreadable";
}

/** Tries what the widget does first, loading its code and asking for the site, and says what came in between. */
export async function diagnose({ load, options }: Launcher): Promise<readonly Reason[]> {
  if (!navigator.onLine) return [{ code: "offline", message: "The browser is offline." }];
  const breaches: SecurityPolicyViolationEvent[] = [];
  const note = (breach: SecurityPolicyViolationEvent) => breaches.push(breach);
  document.addEventListener("securitypolicyviolation", note);
  const reasons: Reason[] = [];
  const { site = "", url } = options;
  try {
    if (!(await load())) reasons.push(blocked(`The widget's code at ${url}`));
    const response = await fetch(`${url}v1/site`, { headers: { "Firstline-Site": site } }).catch(() => undefined);
    if (!response) reasons.push(blocked(`The desk at ${url}`));
    else if (!response.ok) {
      const code = codeOf(await response.json().catch(() => undefined));
      reasons.push(
        explain(code, options) ?? { code: "desk", message: `The desk answers ${response.status}, ${code}.` },
      );
    }
    // A breach is told in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    return breaches.length > 0 ? breaches.map(forbidden) : reasons;
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
}

const blocked = (what: string): Reason => ({
  code: "blocked",
  message: `${what} cannot be reached: it is down, or something in between, such as a content blocker, keeps this browser from it.`,
});

const forbidden = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): Reason => ({
  code: "csp",
  message: `The page's content security policy forbids ${blockedURI}: add its origin to ${effectiveDirective}.`,
});
