import { createLauncher } from "./launcher.ts";
import { take } from "./verbs.ts";
import type { Widget, WidgetOptions } from "./widget.ts";

export type * from "./widget.ts";

/**
 * A widget of its own on this page, with a bubble as soon as it knows its site. Unlike the tag's it has no global; there
 * may be several. The panel's code is loaded when somebody is about to open it.
 */
export function createWidget(options: WidgetOptions): Widget {
  const launcher = createLauncher({ ...options }, () => import("./late.ts").catch(() => undefined));
  launcher.boot();
  const widget = take(launcher);
  void widget.resume();
  return widget;
}
