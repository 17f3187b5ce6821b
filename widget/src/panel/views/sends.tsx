import type { Submission } from "@firstline/sdk/wire";
import { more } from "../more-texts.ts";
import { Bar, Loaded } from "./parts.tsx";
import type { ViewProps } from "./view.ts";

interface Line {
  /** What it is turned off by. */
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

function linesOf(context: NonNullable<Submission["context"]>): readonly Line[] {
  const { page, browser, viewport, locale, timeZone, errors, custom = {} } = context;
  return [
    { name: "page", label: more.sendPage, text: page ?? "" },
    { name: "browser", label: more.sendBrowser, text: browser ?? "" },
    { name: "viewport", label: more.sendViewport, text: viewport ? `${viewport.width} × ${viewport.height}` : "" },
    { name: "locale", label: more.sendLocale, text: locale ?? "" },
    { name: "timeZone", label: more.sendTimeZone, text: timeZone ?? "" },
    ...(errors ? [{ name: "errors", label: more.sendErrors, text: errors.join("\n") }] : []),
    ...Object.entries(custom).map(([name, text]) => ({ name: `custom.${name}`, label: name, text })),
  ];
}

/** What is sent with a ticket besides what was typed, line by line, each with a switch. */
export function Sends({ panel, desk }: ViewProps) {
  const { context } = desk.submission;
  return (
    <>
      <Bar panel={panel} back>
        {more.sendTitle}
      </Bar>
      <div class="body">
        <p>{more.sendHint}</p>
        <Loaded remote={context.lines}>
          {(lines) => (
            <ul class="switches">
              {linesOf(lines).map(({ name, label, text }) => (
                <li key={name}>
                  <label>
                    <input
                      type="checkbox"
                      checked={!context.off.value.has(name)}
                      onChange={() => context.toggle(name)}
                    />
                    <span>
                      <b>{label}</b>
                      <small dir="auto">{context.off.value.has(name) ? more.nothing : text}</small>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </div>
      <div class="foot">
        <button type="button" class="primary" onClick={() => panel.show({ name: "new" })}>
          {more.done}
        </button>
      </div>
    </>
  );
}
