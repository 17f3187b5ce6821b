import type { DeskEvent, DeskTicket } from "@firstline/sdk/wire";
import { type Step, wayOf } from "../models/way.ts";
import { texts } from "../texts.ts";
import { inFull, moment } from "../time.ts";
import { CheckIcon, InboxIcon, ReturnIcon, RouteIcon, UpIcon } from "./icons.tsx";

/** The way of a ticket through the tiers: where it was, who has it since when, and why. */
export function Way(props: { ticket: DeskTicket; events: readonly DeskEvent[]; now: number }) {
  const steps = wayOf(props.events);
  const current = steps.findLast((step) => step.kind === "tier");
  return (
    <section class="way" aria-label={texts.lines.way.label}>
      <ol>
        {steps.map((step) => (
          <Station key={`${step.kind}${step.at}`} step={step} now={props.now} current={step === current} />
        ))}
      </ol>
      {props.ticket.bounces > 0 && <span class="way-bounces">{texts.lines.way.bounces(props.ticket.bounces)}</span>}
      {current?.kind === "tier" && (
        <p class="way-because" title={current.because}>
          {texts.lines.way.because} <bdi>{current.because}</bdi>
        </p>
      )}
    </section>
  );
}

function Station({ step, now, current }: { step: Step; now: number; current: boolean }) {
  return (
    <li class={`station station-${step.kind}`} aria-current={current ? "step" : undefined}>
      <StationIcon step={step} />
      <span class="station-name">{step.kind === "tier" ? step.tier.label : texts.lines.way[step.kind]}</span>{" "}
      <time dateTime={step.at} title={inFull(step.at)}>
        {current ? texts.lines.way.since(moment(step.at, now)) : moment(step.at, now)}
      </time>
    </li>
  );
}

function StationIcon({ step }: { step: Step }) {
  if (step.kind === "received") return <InboxIcon />;
  if (step.kind === "solved") return <CheckIcon />;
  if (step.how === "escalated") return <UpIcon />;
  return step.how === "returned" ? <ReturnIcon /> : <RouteIcon />;
}
