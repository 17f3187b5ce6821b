/** What an agent may choose for themselves. */
export const preferences = {
  title: "Preferences",
  intro: "They hold in this browser.",
  language: "Language",
  asBrowser: "As the browser",
  scheme: "Colours",
  schemes: { system: "As the system", light: "Light", dark: "Dark" },
  desktop: "Notifications on the desktop",
  desktopHint: "New in your teams, assigned to you, an answer, at risk",
  refused: "The browser does not allow them. Allow notifications for this page in its settings.",
  sound: "Sound",
  soundHint: "A short one, with the same news",
};
