import { useModel } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { guideTexts as texts } from "../../texts/guide.ts";
import { CheckIcon } from "../../views/icons.tsx";
import { Blank, Failed, Skeleton } from "../../views/parts.tsx";
import type { PageProps } from "../page.ts";
import { Guide } from "./guide.ts";
import type { StepProps } from "./step.ts";
import { AnswerStep, NameStep, SiteStep, TagStep, TicketStep } from "./step-views.tsx";
import { type StepName, stepNames } from "./steps.ts";
import "./guide.css";

/** How often (ms) the desk is asked how far it is. */
const every = 4_000;

const views: Record<StepName, ComponentType<StepProps>> = {
  name: NameStep,
  site: SiteStep,
  tag: TagStep,
  ticket: TicketStep,
  answer: AnswerStep,
};

/** From a new desk to its first answered ticket, step by step. */
export function Start(props: PageProps) {
  const guide = useModel(() => new Guide(props.workspace.desk, props.workspace));
  useEffect(() => {
    void guide.look();
    const timer = setInterval(() => document.visibilityState === "visible" && void guide.look(), every);
    // Back from the page where the ticket was written: not later than it is seen.
    const onVisible = () => document.visibilityState === "visible" && void guide.look();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [guide]);
  const state = guide.state.value;
  if (state.kind === "loading") return <Skeleton row="row row-skeleton" count={3} />;
  if (state.kind === "failed") {
    return <Failed title={texts.failed} text={state.failure.text} retry={guide.look} />;
  }
  const { done, now, facts } = state;
  if (now === undefined) return <Blank title={texts.finished} text={texts.finishedText} />;
  return (
    <div class="guide">
      <p class="fields-text">{texts.intro}</p>
      <p class="guide-progress">
        <progress value={done.size} max={stepNames.length} aria-label={texts.progress(done.size, stepNames.length)} />
        <span role="status">{texts.progress(done.size, stepNames.length)}</span>
      </p>
      <ol>
        {stepNames.map((name) => {
          const View = views[name];
          const state = name === now ? "now" : done.has(name) ? "done" : "later";
          return (
            <li key={name} class={`guide-step guide-${state}`} aria-current={state === "now" ? "step" : undefined}>
              <h3>
                {state === "done" && <CheckIcon />}
                {texts[name].title}
                {state === "done" && <span class="hidden">: {texts.done}</span>}
              </h3>
              {state === "now" && <View {...props} guide={guide} facts={facts} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
