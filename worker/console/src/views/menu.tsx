import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Something that a menu offers. */
export interface MenuItem {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly choose: () => void;
}

/** A button that opens a list of actions. Arrow keys move in it, Esc and a click elsewhere close it. */
export function Menu(props: {
  label: string;
  className: string;
  items: readonly MenuItem[];
  disabled?: boolean;
  children: ComponentChildren;
}) {
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (back: boolean) => {
    open.value = false;
    if (back) button.current?.focus();
  };

  useLayoutEffect(() => {
    if (!open.value) return;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close(false);
    };
    document.addEventListener("pointerdown", onPointerDown);
    return () => document.removeEventListener("pointerdown", onPointerDown);
  }, [open.value]);

  const move = (step: number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = all.findIndex((item) => item.matches(":focus"));
    all[(at + step + all.length) % all.length]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the menu in it
    <div
      ref={box}
      class="menu"
      onKeyDown={(event) => {
        if (!open.value) return;
        if (event.key === "Escape" || event.key === "Tab") close(event.key === "Escape");
        else if (event.key === "ArrowDown") move(1);
        else if (event.key === "ArrowUp") move(-1);
        else return;
        if (event.key !== "Tab") event.preventDefault();
      }}
    >
      <button
        ref={button}
        type="button"
        class={props.className}
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label={props.label}
        title={props.label}
        disabled={props.disabled}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {props.children}
      </button>
      {open.value && (
        <div class="menu-list" role="menu" aria-label={props.label}>
          {props.items.map(({ name, hint, choose }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close(true);
                choose();
              }}
            >
              <span>{name}</span>
              {hint !== undefined && <span class="menu-hint">{hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
