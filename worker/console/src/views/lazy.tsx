import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { texts } from "../texts.ts";
import { Blank, Skeleton } from "./parts.tsx";

type Loaded<Props> = { readonly kind: "ready"; readonly View: ComponentType<Props> } | { readonly kind: "failed" };

/** A part of the page that is loaded when it is first shown. */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ComponentChildren = <Skeleton className="screen-skeleton" row="row row-skeleton" count={5} />,
): ComponentType<Props> {
  let known: Loaded<Props> | undefined;
  return function Lazy(props: Props) {
    const [loaded, setLoaded] = useState(known);
    useEffect(() => {
      if (known?.kind === "ready") return;
      let gone = false;
      load()
        .then(
          (View): Loaded<Props> => ({ kind: "ready", View }),
          (): Loaded<Props> => ({ kind: "failed" }),
        )
        .then((outcome) => {
          known = outcome;
          if (!gone) setLoaded(outcome);
        });
      return () => {
        gone = true;
      };
    }, []);
    if (loaded?.kind === "ready") return <loaded.View {...props} />;
    if (loaded === undefined) return <>{waiting}</>;
    return (
      <Blank title={texts.screens.failedTitle} text={texts.screens.failed} problem>
        <button type="button" class="button" onClick={() => location.reload()}>
          {texts.screens.reload}
        </button>
      </Blank>
    );
  };
}
