import type { Handover, Playbook } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";
import { texts } from "../texts.ts";
import { LinkedText } from "./linked-text.tsx";

/** A handover as the next tier reads it. */
export function HandoverCard({ handover }: { handover: Handover }) {
  const words = texts.lines.handover;
  return (
    <Packet label={words.label}>
      <Part label={words.summary}>
        <LinkedText text={handover.summary} />
      </Part>
      <Part label={words.tried}>
        <StepList steps={handover.tried} />
      </Part>
      <Part label={words.missing}>
        <LinkedText text={handover.missing} />
      </Part>
      <Part label={words.impact}>
        <LinkedText text={handover.impact} />
      </Part>
      <Part label={words.publicReason} open>
        <LinkedText text={handover.publicReason} />
      </Part>
    </Packet>
  );
}

/** What a ticket that was sent back lacks. */
export const MissingCard = ({ missing }: { missing: string }) => (
  <Packet label={texts.lines.handover.missing}>
    <Part label={texts.lines.handover.missing}>
      <LinkedText text={missing} />
    </Part>
  </Packet>
);

/** How tier 1 can solve such a ticket the next time. */
export const PlaybookCard = ({ playbook }: { playbook: Playbook }) => (
  <Packet label={texts.lines.playbook.label} title={playbook.title}>
    <Part label={texts.lines.playbook.signs}>
      <LinkedText text={playbook.signs} />
    </Part>
    <Part label={texts.lines.playbook.steps}>
      <StepList steps={playbook.steps} />
    </Part>
  </Packet>
);

function Packet({ label, title, children }: { label: string; title?: string; children: ComponentChildren }) {
  return (
    <article class="packet" aria-label={label}>
      {title !== undefined && (
        <p class="packet-title" dir="auto">
          {title}
        </p>
      )}
      <dl>{children}</dl>
    </article>
  );
}

/** A part of a packet; an open one is what the requester sees too. */
const Part = ({ label, open, children }: { label: string; open?: boolean; children: ComponentChildren }) => (
  <div class={open ? "packet-open" : undefined}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const StepList = ({ steps }: { steps: readonly string[] }) => (
  <ol class="steps">
    {steps.map((step, index) => (
      <li key={`${index}${step}`}>
        <LinkedText text={step} />
      </li>
    ))}
  </ol>
);
