/** The first-run guide, and the page on which the widget can be tried. */
export const guide = {
  intro: "Five steps to your first answered ticket. Leave whenever you like; the guide knows where you were.",
  progress: (done: number, all: number) => `${done} of ${all} done`,
  done: "Done",
  next: "Save and go on",
  saving: "Saving …",
  name: {
    title: "Name your desk",
    text: "Agents see it at the top of the console.",
    label: "Name of the desk",
  },
  site: {
    title: "Say which site it is for",
    text: "Ticket numbers begin with letters from its name. Everything can be changed later.",
    name: "Name of the site",
    address: "Address of the site",
    addressHint: "Leave it empty to try it here first",
  },
  tag: {
    title: "Put the widget onto a page",
    text: "Paste this line into your page before </head>, or try it on a page that the desk has ready.",
    snippet: "What to paste",
    other: "Other ways: tag manager, WordPress, React",
    tryIt: "Open the try page",
  },
  ticket: {
    title: "Write a ticket as a visitor",
    text: "Open the bubble on your page or on the try page, and send a question. It appears here by itself.",
    waiting: "Waiting for the first ticket …",
  },
  answer: {
    title: "Answer it",
    text: (number: string) => `${number} has arrived. Open it and write a reply: the visitor sees it at once.`,
    open: (number: string) => `Open ${number}`,
  },
  finished: "Your desk works",
  finishedText: "The first ticket is answered. This guide goes away now; everything else is in the menu.",
  hintTitle: "Welcome to your desk",
  hint: "A few minutes, and the first ticket comes in.",
  hintDone: (done: number, all: number) => `${done} of ${all} steps are done.`,
  start: "Set up the desk",
  goOn: "Go on setting up",
  failed: "The guide does not know how far you are",

  tryPage: {
    title: "A page to try the widget on",
    text: "This page stands for your site. Open the bubble in the corner and write to your own desk.",
  },
};
