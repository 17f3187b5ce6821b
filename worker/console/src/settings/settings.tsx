import { useModel } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { screenFragment } from "../models/place.ts";
import { settingsTexts as texts } from "../texts/settings.ts";
import type { ScreenProps } from "../views/screen-props.ts";
import { Guide } from "./guide/guide.ts";
import { type Page, pages } from "./pages.ts";
import { SaveBar } from "./save-bar.tsx";
import { SetupEditor } from "./setup-editor.ts";
import "./parts/parts.css";
import "./settings.css";

/** Everything that can be set up: a menu, a page, and what is not saved yet. */
export function Settings({ workspace, path }: ScreenProps) {
  const editor = useModel(() => new SetupEditor(workspace.desk, workspace));
  const guide = useModel(() => new Guide(workspace.desk, workspace));
  useEffect(() => void guide.look(), [guide]);
  const { value: way } = guide.state;
  const guided = way.kind === "ready" && way.now !== undefined;
  const [name, ...rest] = path;
  const page = pages.find((one) => one.name === name) ?? pages.find((one) => one.name !== "start");
  const menu = useRef<HTMLElement>(null);
  // On a narrow screen the menu is a row to scroll, and the agent sees where they are.
  useEffect(() => {
    const current = menu.current?.querySelector('[aria-current="page"]');
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [page, guided]);
  if (!page) return null;
  return (
    <div class="settings">
      <nav ref={menu} class="settings-menu" aria-label={texts.title}>
        <h2>{texts.title}</h2>
        {groupsOf(pages.filter((one) => guided || one.name !== "start")).map(([group, members]) => (
          <div key={group}>
            <h3 id={`settings-${group}`}>{texts.groups[group]}</h3>
            <ul aria-labelledby={`settings-${group}`}>
              {members.map((member) => (
                <li key={member.name}>
                  <a
                    class="rail-link"
                    href={screenFragment(["settings", member.name])}
                    aria-current={member === page ? "page" : undefined}
                  >
                    {texts.pages[member.name]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div class="settings-page">
        <h2 id="screen-title" tabIndex={-1}>
          {texts.pages[page.name]}
        </h2>
        <page.View workspace={workspace} editor={editor} path={rest} />
      </div>
      <SaveBar workspace={workspace} editor={editor} />
    </div>
  );
}

function groupsOf(all: readonly Page[]): [Page["group"], Page[]][] {
  const groups = new Map<Page["group"], Page[]>();
  for (const page of all) groups.set(page.group, [...(groups.get(page.group) ?? []), page]);
  return [...groups];
}
