import type { SiteSetup } from "@firstline/sdk/wire";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { language as spoken } from "../../language.ts";
import { type PreviewDraft, ready } from "../../preview/draft.ts";
import { siteTexts as texts } from "../../texts/sites.ts";
import { asSeen } from "./as-seen.ts";

interface PreviewProps {
  readonly site: SiteSetup;
  /** The topic whose form is shown; empty: the form before one is picked; undefined: the widget as it opens. */
  readonly topic?: string | undefined;
  /** The language that the widget speaks; default that of the console. */
  readonly language?: string | undefined;
}

/** How long (ms) a change rests before it is shown: drawing a form anew with every key would flicker. */
const rest = 200;

/** The real widget as it would be with the draft, in a page of its own that can reach nobody. */
export function Preview({ site, topic, language = spoken }: PreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [scheme, setScheme] = useState<"light" | "dark">(() =>
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  );
  const [size, setSize] = useState<"desktop" | "phone">("desktop");
  const [listening, setListening] = useState(false);

  // Before the frame runs: it says once that it is ready.
  useLayoutEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && origin === location.origin && data === ready) setListening(true);
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);

  const draft: PreviewDraft = { kind: "firstline-preview", site: asSeen(site), scheme, language, topic };
  const said = JSON.stringify(draft);
  useEffect(() => {
    if (!listening) return undefined;
    const timer = setTimeout(() => frame.current?.contentWindow?.postMessage(JSON.parse(said), location.origin), rest);
    return () => clearTimeout(timer);
  }, [said, listening]);

  return (
    <section class="site-preview" aria-label={texts.preview.label}>
      <div class="site-preview-tools">
        <Choice
          label={texts.preview.size}
          value={size}
          options={[
            ["desktop", texts.preview.desktop],
            ["phone", texts.preview.phone],
          ]}
          onChange={(next) => setSize(next)}
        />
        <Choice
          label={texts.preview.scheme}
          value={site.theme.scheme === "auto" ? scheme : site.theme.scheme}
          disabled={site.theme.scheme !== "auto"}
          options={[
            ["light", texts.preview.light],
            ["dark", texts.preview.dark],
          ]}
          onChange={(next) => setScheme(next)}
        />
      </div>
      <iframe ref={frame} class={`site-preview-${size}`} src="preview.html" title={texts.preview.label} />
      <p class="form-optional">{texts.preview.hint}</p>
    </section>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly disabled?: boolean;
  onChange(value: Value): void;
}

/** A few things of which one is on. */
function Choice<Value extends string>({ label, value, options, disabled, onChange }: ChoiceProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is drawn with a frame and a legend, which this has no room for
    <div class="segments" role="group" aria-label={label}>
      {options.map(([option, name]) => (
        <button
          key={option}
          type="button"
          class="segment"
          aria-pressed={option === value}
          disabled={disabled}
          onClick={() => onChange(option)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
