import { answer, confirm, days, escalate, hold, hours, note, rate, reply, type Story } from "./script.ts";

const site = "site_tally";

/** What Tallyroom's customers wrote about signing in and the API in the last days, oldest first. */
export const productAccess: readonly Story[] = [
  {
    site,
    topic: "top_login",
    from: "hugo",
    ago: days(5) + hours(8),
    subject: "No sign-in mail arrives",
    text: "I ask for the sign-in link, the page says it was sent, and nothing comes. Spam is empty too. Our mail runs on our own server.",
    steps: [
      note(21, "Our log: their server answers 451 greylisted, then we stop after three tries within two minutes."),
      answer(
        3,
        "Hello Hugo, your server asks us to come back later (greylisting), and we come back too soon. Could you allow mail from mail.tallyroom.example meanwhile? I am passing our side on to the engineers.",
        "pending",
      ),
      reply(hours(2), "Done, and now it works. Thanks for looking so closely."),
      answer(10, "Great. The engineers will make the pauses longer, so that others do not need this.", "solved"),
      confirm(hours(5)),
      rate(5, "Found the cause and told me what it was. Exactly right."),
    ],
  },
  {
    site,
    topic: "top_interface",
    fields: { apiVersion: "v2" },
    from: "aisha",
    ago: days(4),
    subject: "429 from the API at the end of the month",
    text: "Our nightly job creates about 900 invoices on the last day of the month. For some weeks now it stops after 300 with 429. Did the limit change? We send no more than 10 a second.",
    steps: [
      answer(18, "Hello Aisha, thank you for the numbers. I am asking engineering whether the limit has changed."),
      escalate(
        2,
        {
          summary: "The API answers 429 after about 300 calls, at 10 a second; the documentation says 50 a second.",
          tried: ["Compared with the documentation: 10 a second is allowed", "Looked at the key: no limit of its own"],
          missing: "What the limiter counts since the last release.",
          impact: "A Business customer; 600 invoices of the month are missing.",
          publicReason: "The engineers look at what the limiter counts.",
        },
        3,
      ),
      note(55, "The new limiter counts per address, not per key. They share one address with 40 firms at their host."),
      answer(
        8,
        "Hi Aisha, {me} from engineering. The limit is the same, but since the last release we count per address instead of per key, and yours is shared. We will count per key again; the change goes out on Tuesday. Until then I have raised the limit for your address.",
      ),
      hold(3),
    ],
  },
  {
    site,
    topic: "top_login",
    from: "victor",
    ago: days(2),
    subject: "Lost my phone with the passkey",
    text: "My phone was stolen yesterday and the passkey was on it. I still have my mail. How do I get in, and how do I lock the thief out?",
    priority: "high",
    steps: [
      answer(
        9,
        "Hello Victor, first things first: I have ended all sessions of your account just now. A sign-in link is on its way to your mail address. Once you are in, remove the old passkey under Settings → Sign-in.",
        "pending",
      ),
      reply(14, "I am in, and the old key is gone. Uff. Thank you!"),
      answer(4, "Well done. Add a second passkey on your laptop, then you have a spare.", "solved"),
      confirm(25),
      rate(5),
    ],
  },
  {
    site,
    topic: "top_interface",
    fields: { apiVersion: "v1" },
    from: "grace",
    ago: days(1) + hours(8),
    subject: "Webhook signature does not match",
    text: "I check the signature as in your guide, but it never matches. It works in your tester. I use Express with its JSON parser.",
    steps: [
      answer(
        28,
        "Hi Grace, my guess: the signature covers the raw bytes, and the JSON parser has already changed them. Use express.raw() on that one route and parse afterwards. Would you tell me whether that was it?",
        "pending",
      ),
    ],
  },
  {
    site,
    topic: "top_interface",
    fields: { apiVersion: "v2" },
    from: "aisha",
    ago: hours(9),
    subject: "Export of last year ends at 10,000 rows",
    text: "The CSV export of last year has exactly 10,000 lines plus header, but we have 11,418 invoices. No error is shown. Is there a way to get all of them?",
    steps: [
      answer(
        34,
        "Hi Aisha, a limit that says nothing is not nice of us. You can export by quarter meanwhile; that stays below it. I am passing on both: the limit, and that it is silent.",
      ),
      note(3, "Is 10,000 on purpose? If so the page should say it. I am asking the engineers."),
    ],
  },
  {
    site,
    topic: "top_login",
    from: "simone",
    ago: hours(4) + 40,
    subject: "My assistant sees all amounts",
    text: "I invited my assistant as “Office”, and she can see the amounts of all projects. I thought that Office only sees addresses and dates.",
    steps: [
      answer(
        40,
        "Bonjour Simone, “Office” sees amounts of invoices it has made itself. Did your assistant make these, or are they yours?",
        "pending",
      ),
      reply(35, "Some of them are mine. She should not see those, should she?"),
    ],
  },
  {
    site,
    topic: "top_interface",
    from: "victor",
    ago: 12,
    subject: "Is there a sandbox?",
    text: "We want to try the API without sending real invoices. Is there a test mode, or should we make a second account?",
    steps: [],
  },
];
