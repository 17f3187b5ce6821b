import { keepPlace } from "../surroundings.ts";

/** Leads this tab to an issuer. What it showed is shown again after the return. */
export const thisTab = {
  elsewhere: false,
  open: () => (url: string | undefined) => {
    if (url === undefined) return;
    keepPlace();
    location.assign(url);
  },
};

/** Leads another tab there, so that this one keeps what is in it. Browsers let a click open a tab, not what follows it. */
export const anotherTab = {
  elsewhere: true,
  open() {
    const tab = open("about:blank", "_blank");
    return (url: string | undefined) => {
      if (url === undefined) tab?.close();
      else if (tab) tab.location.replace(url);
      else location.assign(url);
    };
  },
};
