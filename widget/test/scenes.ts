import type { Status } from "@firstline/sdk/wire";
import type { Page } from "playwright-core";
import { png } from "./picture.ts";
import { at, promises, type Scene, type Scenery } from "./scene.ts";

/** How far the ticket of the scenes has come. */
export type Stage = "new" | "answered" | "escalated" | Exclude<Status, "new" | "open"> | "missed" | "rated";

/** Opens the ticket of the scenes and lets happen what has happened by then. */
export function tell({ desk, words }: Pick<Scenery, "desk" | "words">, stage: Stage): string {
  const [first, second] = words.tiers;
  const [priya, amara] = words.agents;
  const agent = { kind: "agent", name: priya } as const;
  const ticket = desk.open(words.subject, words.talk[0] ?? "", new Date(at(-190)));
  const { number } = ticket;
  ticket.tier.label = first;
  ticket.promise = promises.due;
  const minutes = (ago: number) => new Date(at(-ago));
  const say = (name: string, index: number, ago: number) =>
    desk.happen(
      number,
      {
        type: "message",
        actor: name ? { kind: "agent", name } : { kind: "contact" },
        message: { id: `msg_talk${index}`, text: words.talk[index] ?? "" },
      },
      minutes(ago),
    );
  if (stage === "new") return number;
  desk.happen(number, { type: "assigned", actor: { kind: "system" }, agent: { name: priya } }, minutes(185));
  desk.happen(number, { type: "status", actor: agent, from: "new", to: "open" }, minutes(170));
  if (stage === "missed") {
    ticket.promise = promises.missed;
    return number;
  }
  ticket.promise = promises.answered;
  say(priya, 1, 170);
  if (stage === "answered") return number;
  const tiers = { from: { level: 1, label: first }, to: { level: 2, label: second } };
  desk.happen(number, { type: "escalated", actor: agent, ...tiers, reason: words.reason }, minutes(165));
  desk.happen(number, { type: "assigned", actor: agent, agent: { name: amara } }, minutes(160));
  say("", 2, 150);
  say(amara, 3, 40);
  ticket.unread = 0;
  ticket.seen = { seq: ticket.seq, at: at(-45) };
  if (stage === "escalated") return number;
  ticket.promise = stage === "pending" ? promises.paused : stage === "on_hold" ? promises.onHold : promises.done;
  const to = stage === "rated" ? "solved" : stage;
  const person = { kind: "agent", name: amara } as const;
  desk.happen(number, { type: "status", actor: person, from: "open", to: to === "closed" ? "solved" : to }, minutes(6));
  if (to === "closed") {
    desk.happen(number, { type: "status", actor: { kind: "contact" }, from: "solved", to }, minutes(2));
  }
  if (stage === "rated") ticket.rating = { score: 4, comment: null };
  return number;
}

const inThread = (name: string, stage: Stage, more?: (scenery: Scenery) => Promise<void>): Scene => ({
  name,
  known: true,
  async draw(scenery) {
    const number = tell(scenery, stage);
    await scenery.open();
    await scenery.call("showTicket", number);
    await scenery.panel.locator(".log article").first().waitFor();
    await more?.(scenery);
  },
});

/** Opens the form, with what the desk knows of it. */
async function openForm({ open, panel }: Scenery): Promise<void> {
  await open();
  await panel.locator(".greeting, .problem, [role=status]:not(.skeleton)").first().waitFor();
  await panel.locator(".skeleton").waitFor({ state: "detached" });
}

const send = ({ panel }: Scenery) => panel.locator("[type=submit].primary").click();

async function fill({ panel, words }: Scenery): Promise<void> {
  await panel.locator("#subject").fill(words.subject);
  await panel.locator("#message").fill(words.talk[0] ?? "");
}

async function sendForm(scenery: Scenery): Promise<void> {
  await openForm(scenery);
  await fill(scenery);
  await send(scenery);
}

/** Gives the visitor so many tickets, of all states. */
function openTickets({ desk, words }: Scenery, count: number): void {
  const states: readonly Status[] = ["open", "pending", "on_hold", "solved", "closed", "new"];
  for (let index = count - 1; index > 0; index--) {
    const subject = words.others[(index - 1) % words.others.length] ?? "";
    const ago = index * 60 * 31;
    const { number } = desk.open(subject, subject, new Date(at(-ago)));
    const to = states[index % states.length] ?? "open";
    if (to !== "new") desk.status(number, to, new Date(at(60 - ago)));
  }
  const number = tell({ desk, words }, "answered");
  const ticket = desk.tickets.get(number)?.ticket;
  if (ticket) ticket.promise = promises.due;
}

const holdBack = (page: Page) => page.route(/\/widget\//, () => {});

const before: readonly Scene[] = [
  {
    name: "bubble",
    async draw({ page, host }) {
      await page.goto(host.url);
      await page.locator("[data-firstline-bubble]").waitFor();
    },
  },
  {
    name: "bubble, unread",
    known: true,
    async draw(scenery) {
      const { desk, page, panel, words } = scenery;
      const number = tell(scenery, "answered");
      await scenery.open();
      await scenery.call("showTicket", number);
      await panel.locator(".log article").first().waitFor();
      await page.waitForFunction(() => true);
      while (!desk.live()) await page.waitForTimeout(20);
      await page.locator("[data-firstline-bubble]").dispatchEvent("click");
      const message = { id: "msg_late", text: words.talk[3] ?? "" };
      desk.happen(number, { type: "message", actor: { kind: "agent", name: words.agents[0] }, message });
      await page.locator(".unread").waitFor();
    },
  },
  {
    name: "shell",
    async draw({ page, host }) {
      await holdBack(page);
      await page.goto(host.url);
      await page.click("[data-firstline-bubble]");
    },
  },
  {
    name: "shell, failed",
    async draw({ page, panel, host }) {
      await page.route(/\/widget\//, (route) => route.abort());
      await page.goto(host.url);
      await page.click("[data-firstline-bubble]");
      await panel.locator("button").waitFor();
    },
  },
];

const form: readonly Scene[] = [
  {
    name: "form",
    async draw(scenery) {
      scenery.desk.site.hours = { is: "open", until: at(200) };
      scenery.desk.site.usualAnswer = 47 * 60_000;
      await openForm(scenery);
    },
  },
  {
    name: "form, loading",
    async draw({ desk, open, panel }) {
      desk.hold = new Promise(() => {});
      await open();
      await panel.locator(".skeleton").waitFor();
    },
  },
  {
    name: "form, after hours, with consent",
    async draw(scenery) {
      scenery.desk.site.hours = { is: "closed", opensAt: at(14 * 60) };
      scenery.desk.site.usualAnswer = 5 * 3_600_000;
      scenery.desk.site.consent = { version: "2026-11", text: scenery.words.consent };
      await openForm(scenery);
      await send(scenery);
      await scenery.panel.locator(".consent .error").waitFor();
      await scenery.panel.locator(".body").evaluate((body) => body.scrollTo(0, 9_999));
    },
  },
  {
    name: "form, with a topic's fields",
    async draw(scenery) {
      await openForm(scenery);
      await scenery.panel.locator("fieldset .pill").nth(3).click();
      await scenery.panel.locator("select").selectOption({ index: 1 });
      await scenery.panel.locator("fieldset:last-of-type input").first().check();
    },
  },
  {
    name: "form, end of a topic's fields",
    async draw(scenery) {
      await openForm(scenery);
      await scenery.panel.locator("fieldset .pill").nth(3).click();
      await scenery.panel.locator("select").waitFor();
      await scenery.panel.locator(".body").evaluate((body) => body.scrollTo(0, 9_999));
    },
  },
  {
    name: "form, with mistakes",
    async draw(scenery) {
      await openForm(scenery);
      await scenery.panel.locator("#email").fill("marta@");
      await send(scenery);
      await scenery.panel.locator(".error").nth(2).waitFor();
    },
  },
  {
    name: "form, with mistakes in a topic's fields",
    async draw(scenery) {
      await openForm(scenery);
      await scenery.panel.locator("fieldset .pill").nth(3).click();
      await scenery.panel.locator("select").selectOption({ index: 1 });
      await scenery.panel.locator("[type=number]").fill("12");
      await send(scenery);
      await scenery.panel.locator(".error").nth(4).waitFor();
    },
  },
  {
    name: "form, refused",
    async draw(scenery) {
      scenery.desk.refuse = { route: /POST/, code: "forbidden" };
      await sendForm(scenery);
      await scenery.panel.locator(".problem").waitFor();
    },
  },
  {
    name: "form, sending",
    async draw(scenery) {
      await openForm(scenery);
      await fill(scenery);
      scenery.desk.hold = new Promise(() => {});
      await send(scenery);
      await scenery.panel.locator("[inert]").waitFor();
    },
  },
  {
    name: "form, queued",
    async draw(scenery) {
      scenery.desk.site.fallbackEmail = "help@larkmoor.example";
      await openForm(scenery);
      await fill(scenery);
      await scenery.page.route(/\/v1\/tickets/, (route) => route.abort());
      await send(scenery);
      await scenery.panel.locator(".foot a").waitFor();
    },
  },
  {
    name: "form, to sign in first",
    async draw(scenery) {
      scenery.desk.site.identifiedOnly = true;
      await openForm(scenery);
    },
  },
  {
    name: "form, origin not allowed",
    async draw(scenery) {
      scenery.desk.refuse = { route: /site/, code: "origin_not_allowed" };
      await openForm(scenery);
    },
  },
  {
    name: "form, desk out of reach",
    async draw(scenery) {
      await scenery.page.route(/\/v1\//, (route) => route.abort());
      await openForm(scenery);
    },
  },
  {
    name: "form, a follow-up",
    known: true,
    async draw(scenery) {
      const number = tell(scenery, "closed");
      await scenery.open();
      await scenery.call("showTicket", number);
      await scenery.panel.locator(".question button").click();
      await scenery.panel.locator(".follow-up").waitFor();
    },
  },
  {
    name: "sent",
    async draw(scenery) {
      scenery.desk.promise = promises.due;
      await sendForm(scenery);
      await scenery.panel.locator("output").waitFor();
    },
  },
  {
    name: "sent, nobody on duty",
    async draw(scenery) {
      scenery.desk.promise = promises.unstaffed;
      await sendForm(scenery);
      await scenery.panel.locator("output").waitFor();
    },
  },
  {
    name: "what we send",
    async draw(scenery) {
      await openForm(scenery);
      await scenery.panel.locator(".links button").first().click();
      await scenery.panel.locator(".switches input").nth(2).uncheck();
    },
  },
  {
    name: "find",
    async draw(scenery) {
      Object.assign(scenery.desk.site, { restore: true });
      await openForm(scenery);
      await scenery.panel.locator(".links button").nth(1).click();
      await scenery.panel.locator("#find-mail").waitFor();
    },
  },
  {
    name: "find, not a link",
    async draw(scenery) {
      await openForm(scenery);
      await scenery.panel.locator(".links button").nth(1).click();
      await scenery.panel.locator("#find-link").fill("LARK-10013");
      await scenery.page.keyboard.press("Enter");
    },
  },
];

const inHome = (name: string, count: number, more: (scenery: Scenery) => Promise<unknown>): Scene => ({
  name,
  known: true,
  async draw(scenery) {
    openTickets(scenery, count);
    await scenery.open();
    await scenery.panel.locator(".row").first().waitFor();
    await more(scenery);
  },
});

const home: readonly Scene[] = [
  inHome("home", 4, async ({ panel }) => panel.locator(".dot").waitFor()),
  inHome("home, many tickets", 24, async ({ panel }) => panel.locator("[type=search]").waitFor()),
  inHome("home, searched", 24, ({ panel, words }) => panel.locator("[type=search]").fill(words.others[4] ?? "")),
  inHome("home, nothing found", 24, ({ panel }) => panel.locator("[type=search]").fill("qqq")),
  {
    name: "home, loading",
    known: true,
    async draw({ desk, open, panel }) {
      desk.hold = new Promise(() => {});
      await open();
      await panel.locator(".skeleton").first().waitFor();
    },
  },
  {
    name: "home, failed",
    known: true,
    async draw({ desk, open, panel }) {
      desk.refuse = { route: /GET .v1.tickets/, code: "internal" };
      await open();
      await panel.locator(".problem").waitFor();
    },
  },
  {
    name: "home, no tickets",
    known: true,
    async draw({ open, panel }) {
      await open();
      await panel.locator(".greeting").waitFor();
      await panel.locator(".skeleton").waitFor({ state: "detached" });
    },
  },
  inHome("forget", 3, async ({ call, panel }) => {
    await call("navigate", "forget");
    await panel.locator(".danger").waitFor();
  }),
];

const thread: readonly Scene[] = [
  inThread("thread, new", "new"),
  inThread("thread, answered", "answered"),
  inThread("thread, escalated", "escalated"),
  inThread("thread, waiting for the visitor", "pending"),
  inThread("thread, on hold", "on_hold"),
  inThread("thread, answer missed", "missed"),
  inThread("thread, solved", "solved"),
  inThread("thread, rated", "rated"),
  inThread("thread, closed", "closed"),
  inThread("thread, solved too long ago", "solved", async ({ desk, panel }) => {
    desk.refuse = { route: /reopen/, code: "reopen_expired" };
    await panel.locator(".question button").last().click();
    await panel.locator(".composer").first().waitFor({ state: "detached" });
  }),
  inThread("thread, a reply refused", "answered", async ({ desk, panel, words }) => {
    desk.refuse = { route: /messages/, code: "forbidden" };
    await panel.locator(".foot textarea").fill(words.talk[2] ?? "");
    await panel.locator(".foot [type=submit]").click();
    await panel.locator(".message .error").waitFor();
  }),
  inThread("thread, a reply queued", "answered", async ({ page, panel, words }) => {
    await page.route(/messages/, (route) => route.abort());
    await panel.locator(".foot textarea").fill(words.talk[2] ?? "");
    await panel.locator(".foot [type=submit]").click();
    await panel.locator(".message [role=alert]").waitFor();
  }),
  inThread("thread, writing", "escalated", async ({ panel, words }) =>
    panel.locator(".foot textarea").fill(`${words.talk[2]}\n\n${words.talk[0]}`),
  ),
  {
    name: "thread, loading",
    known: true,
    async draw({ desk, open, call, panel }) {
      desk.hold = new Promise(() => {});
      await open();
      await call("showTicket", "LARK-10013");
      await panel.locator(".bar button").first().waitFor();
    },
  },
  {
    name: "thread, not found",
    known: true,
    async draw({ open, call, panel }) {
      await open();
      await call("showTicket", "LARK-99999");
      await panel.locator(".problem").waitFor();
    },
  },
];

const photo = { name: "boots.png", mimeType: "image/png", buffer: png(960, 640) };
const note = {
  name: "delivery note, second page, as it came with the parcel.txt",
  mimeType: "text/plain",
  buffer: Buffer.alloc(18_000, "a"),
};
const film = { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.from("x") };

/** Lets the browser share a picture of one colour where somebody would be asked which. */
const share = ({ page }: Scenery) =>
  page.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = async () => {
      const canvas = document.createElement("canvas");
      canvas.width = 1_280;
      canvas.height = 800;
      const context = canvas.getContext("2d");
      const draw = () => {
        if (context) context.fillStyle = "#dfe7df";
        context?.fillRect(0, 0, 1_280, 800);
      };
      draw();
      setInterval(draw, 50);
      return canvas.captureStream();
    };
  });

const shoot = ({ panel }: Scenery) => panel.locator(".attach button").last().click();

const files: readonly Scene[] = [
  {
    name: "form, waiting for its files",
    async draw(scenery) {
      const { desk, panel } = scenery;
      await openForm(scenery);
      await fill(scenery);
      await panel.locator("[type=file]").setInputFiles([photo, note, film]);
      await panel.locator(".files [role=status]").nth(1).waitFor();
      desk.hold = new Promise(() => {});
      await panel.locator("[type=file]").setInputFiles([{ ...note, name: "second.txt" }]);
      await panel.locator("progress").waitFor();
      await send(scenery);
      await panel.locator("p.error").waitFor();
    },
  },
  {
    name: "form, a file not sent",
    async draw(scenery) {
      scenery.desk.refuse = { route: /uploads/, code: "not_found" };
      await openForm(scenery);
      await scenery.panel.locator("[type=file]").setInputFiles([photo]);
      await scenery.panel.locator(".files .error").waitFor();
    },
  },
  {
    name: "form, no screenshot",
    async draw(scenery) {
      await scenery.page.addInitScript(() => {
        navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException("No", "NotAllowedError"));
      });
      await openForm(scenery);
      await shoot(scenery);
      await scenery.panel.locator(".files .error").waitFor();
    },
  },
  {
    name: "screenshot",
    async draw(scenery) {
      await share(scenery);
      await openForm(scenery);
      await shoot(scenery);
      const sheet = scenery.panel.locator(".sheet");
      await sheet.press("ArrowUp");
      await sheet.press("Enter");
      await scenery.panel.locator(".tools button").nth(1).click();
      await sheet.press("ArrowUp");
      for (let presses = 0; presses < 8; presses++) await sheet.press("ArrowRight");
    },
  },
  inThread("thread, with files", "answered", async ({ desk, panel, words }) => {
    const [number = ""] = desk.tickets.keys();
    const attachments = [photo, note].map(({ name, buffer }) => desk.store(name, buffer));
    const actor = { kind: "agent", name: words.agents[0] } as const;
    desk.happen(number, { type: "message", actor, message: { id: "msg_files", text: "", attachments } });
    await panel.locator(".picture canvas").waitFor();
    await panel.locator("[type=file]").setInputFiles([photo]);
    await panel.locator(".files [role=status]").waitFor();
  }),
  inThread("thread, a picture", "answered", async ({ desk, panel }) => {
    const [number = ""] = desk.tickets.keys();
    const attachments = [desk.store(photo.name, photo.buffer)];
    desk.happen(number, {
      type: "message",
      actor: { kind: "contact" },
      message: { id: "msg_file", text: "", attachments },
    });
    await panel.locator(".picture canvas").waitFor();
    await panel.locator(".picture").click();
    await panel.locator(".modal canvas").waitFor();
  }),
];

const hostedScene = (name: string, path: (scenery: Scenery) => string, shown: string): Scene => ({
  name,
  hosted: true,
  async draw(scenery) {
    await scenery.page.goto(`${scenery.desk.url}t/${path(scenery)}`);
    await scenery.panel.locator(shown).first().waitFor();
  },
});

const hosted: readonly Scene[] = [
  hostedScene("its own page", (scenery) => `${tell(scenery, "escalated")}#k=${scenery.desk.secret}`, ".log article"),
  hostedScene("its own page, wrong link", (scenery) => `${tell(scenery, "new")}#k=wrong`, ".problem"),
];

/** Every view of the widget, in every state that looks its own way. */
export const scenes: readonly Scene[] = [...before, ...form, ...home, ...thread, ...files, ...hosted];

/** Finds a scene by its name. */
export function sceneOf(name: string): Scene {
  const found = scenes.find((scene) => scene.name === name);
  if (!found) throw new Error(`There is no scene "${name}".`);
  return found;
}
