import { prefetchTexts } from "./panel/texts.ts";

// What the launcher loads when somebody is about to open it: the panel, and what opens and closes it.
export { take } from "./corner.ts";
export { mount } from "./panel/panel.tsx";

// The texts are on their way before they are asked for; whoever asks hears of a failure.
prefetchTexts().catch(() => {});
