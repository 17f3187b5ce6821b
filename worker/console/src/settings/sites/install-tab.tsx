import { useModel } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Workspace } from "../../models/workspace.ts";
import { siteTexts as texts } from "../../texts/sites.ts";
import { CheckIcon, ClockIcon, WarningIcon } from "../../views/icons.tsx";
import { Ago } from "../../views/parts.tsx";
import { CopyBox } from "../parts/copy-box.tsx";
import { InstallationCheck } from "./installation.ts";
import { tidyOrigin } from "./origin.ts";
import type { SiteTabProps } from "./site-tab.ts";
import { snippetFor, type Way, ways } from "./snippet.ts";

/** How the widget gets onto the site's pages, and whether it has got there. */
export function InstallTab({ workspace, site, saved }: SiteTabProps) {
  const [way, setWay] = useState<Way>("html");
  const { id, key, origins } = site.value;
  return (
    <div class="site-tab install">
      <nav class="segments" aria-label={texts.install.waysLabel}>
        {ways.map((one) => (
          <button key={one} type="button" class="segment" aria-pressed={one === way} onClick={() => setWay(one)}>
            {texts.install.ways[one]}
          </button>
        ))}
      </nav>
      <ol class="steps">
        {texts.install.steps[way].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CopyBox label={texts.install.snippet} text={snippetFor(way, { url: location.origin, key })} />
      {saved ? (
        <InstallStatus
          workspace={workspace}
          site={id}
          onAllow={(origin) => site.at("origins").change((all) => [...all, origin])}
          origins={origins}
        />
      ) : (
        <p class="install-status">
          <ClockIcon />
          {texts.install.saveFirst}
        </p>
      )}
      <p class="fields-text">
        {texts.install.tryText}{" "}
        <a class="text-link" href={`try.html#${key}`} target="_blank" rel="noopener">
          {texts.install.tryLink}
        </a>
      </p>
    </div>
  );
}

interface InstallStatusProps {
  readonly workspace: Workspace;
  readonly site: string;
  readonly origins: readonly string[];
  /** Puts an origin onto the site's list. */
  onAllow(origin: string): void;
}

/** Says by itself whether the tag runs, and what keeps it from running. */
export function InstallStatus({ workspace, site, origins, onAllow }: InstallStatusProps) {
  const check = useModel(() => new InstallationCheck(workspace.desk, site, workspace));
  const state = check.state.value;
  const now = workspace.now.value;
  if (state.kind === "failed") return <p class="form-issue">{state.failure.text}</p>;
  const { seen, refused } = state.kind === "ready" ? state.installation : { seen: [], refused: null };
  const strange = refused !== null && !origins.includes(refused.origin) ? refused : undefined;
  return (
    <div class="install-checks" role="status" aria-busy={state.kind === "loading"}>
      {seen.map(({ origin, at }) => (
        <p key={origin} class="install-status install-good">
          <CheckIcon />
          <span>
            {texts.install.seen} <bdi>{origin}</bdi> <Ago at={at} now={Math.max(now, Date.parse(at))} />
          </span>
        </p>
      ))}
      {seen.length === 0 && (
        <p class="install-status">
          <ClockIcon />
          <span>{origins.length === 0 ? texts.install.noOrigins : texts.install.waiting}</span>
        </p>
      )}
      {strange && (
        <div class="install-status install-bad">
          <WarningIcon />
          <span>
            <bdi>{strange.origin}</bdi> {texts.install.refused}{" "}
            <Ago at={strange.at} now={Math.max(now, Date.parse(strange.at))} />
          </span>
          {tidyOrigin(strange.origin) === strange.origin && strange.origin !== "null" && (
            <button type="button" class="button button-small" onClick={() => onAllow(strange.origin)}>
              {texts.install.allow}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
