import type { Contact, Session, Status } from "@firstline/sdk/wire";
import type { ComponentChildren, SelectHTMLAttributes } from "preact";
import { texts } from "../texts.ts";
import { elapsed, inFull } from "../time.ts";
import { ChevronIcon } from "./icons.tsx";

/** A person's or visitor's name as text, safe beside text of the other writing direction. */
export function PersonName({ name }: { name: string }) {
  return <bdi>{name}</bdi>;
}

/** What a requester is called: their name, else their address, else a word for nobody known. */
export const nameOf = (contact: Contact): string => contact.name ?? contact.email ?? texts.unnamed;

/** What the numbers of a ticket's site look like, for a field that asks for another one. */
export const shapeOf = (number: string): string => number.replace(/\d+$/, "…");

const hues = 8;

/** Initials on a ground whose hue stays the same for the same person. */
export function Avatar({ id, name, small }: { id: string; name: string; small?: boolean }) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return (
    <span class={`avatar avatar-${sum % hues}${small ? " avatar-small" : ""}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/u).filter((word) => word !== "");
  const letters = [words[0], name.includes("@") ? undefined : words.slice(1).at(-1)];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** Where a ticket stands, in colour and words. */
export function StatusChip({ status, long }: { status: Status; long?: boolean }) {
  return <span class={`chip status-${status}`}>{long ? texts.status[status] : texts.statusShort[status]}</span>;
}

/** A site's name with its own accent; the colour comes from the set-up, which knows hex colours only. */
export function SiteName({ site, sites }: { site: { id: string; name: string }; sites: Session["sites"] }) {
  const accent = sites.find(({ id }) => id === site.id)?.accent;
  return (
    <span class="site-name">
      <SiteDot accent={accent} />
      <bdi>{site.name}</bdi>
    </span>
  );
}

export function SiteDot({ accent }: { accent: string | undefined }) {
  return <span class="site-dot" aria-hidden="true" style={accent === undefined ? {} : { backgroundColor: accent }} />;
}

/** How long ago something was; the full time shows on hover. */
export function Ago({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={inFull(at)}>
      {elapsed(at, now)}
    </time>
  );
}

/** A native select in the console's clothes. */
export function Picker({ children, ...select }: SelectHTMLAttributes & { children: ComponentChildren }) {
  return (
    <span class="picker">
      <select {...select}>{children}</select>
      <ChevronIcon />
    </span>
  );
}

/** What stands where something should be: nothing there, or it did not load. */
export function Blank(props: { title: string; text: string; problem?: boolean; children?: ComponentChildren }) {
  return (
    <div class="blank" role={props.problem ? "alert" : undefined}>
      <p class="blank-title">{props.title}</p>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

/** What stands where something did not load, with another try. */
export function Failed({ title, text, retry }: { title: string; text: string; retry: () => unknown }) {
  return (
    <Blank title={title} text={text} problem>
      <button type="button" class="button" onClick={() => void retry()}>
        {texts.retry}
      </button>
    </Blank>
  );
}

/** What stands there while rows are on their way; `row` is the class of one, and `count` how many. */
export function Skeleton({ className, row, count }: { className?: string; row: string; count: number }) {
  return (
    <div class={className} role="status">
      <span class="hidden">{texts.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} class={row} aria-hidden="true">
          <span class="bone bone-round" />
          <span class="row-body">
            <span class="bone bone-short" />
            <span class="bone" />
            <span class="bone bone-half" />
          </span>
        </div>
      ))}
    </div>
  );
}
