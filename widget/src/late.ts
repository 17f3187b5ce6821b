// What the launcher loads when somebody is about to open it: the panel, and what opens and closes it.
export { take } from "./corner.ts";
export { mount } from "./panel/panel.tsx";
