import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose, type Draft, MailRefused } from "./compose.ts";

const draft = (change: Partial<Draft> = {}): Draft => ({
  from: "help@desk.test",
  name: "Shop",
  to: "kim@example.test",
  subject: "Your tickets at Shop",
  text: "Line\nand line.\n",
  language: "en",
  stop: "https://desk.test/mail/stop/en/token",
  ...change,
});

test("a mail says that a program wrote it, and how to stop it", () => {
  expect(compose(draft())).toEqual({
    from: { name: "Shop", email: "help@desk.test" },
    to: "kim@example.test",
    subject: "Your tickets at Shop",
    text: "Line\nand line.\n",
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": "en",
      "List-Unsubscribe": "<https://desk.test/mail/stop/en/token>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  });
});

test("a desk without TLS offers no one-click stop, which is for https alone", () => {
  expect(Object.keys(compose(draft({ stop: "http://localhost:1/mail/stop/en/token" })).headers)).not.toContain(
    "List-Unsubscribe",
  );
});

describe.each(["\r", "\n", "\0", "\r\nBcc: eve@evil.test"])("%j", (bad) => {
  test.each(["from", "to", "name", "subject", "language", "stop"] as const)("is refused in %s", (field) => {
    for (const value of [`${draft()[field]}${bad}`, `${bad}${draft()[field]}`, `a${bad}b`]) {
      const made = draft({ [field]: field === "stop" ? `https://${value}` : value });
      expect(() => compose(made)).toThrow(MailRefused);
    }
  });
});

test.each(["kim@example.test", "k@x.example", "kim.o'neil+shop@mail.example.co.uk", `${"a".repeat(64)}@example.test`])(
  "%s is an address",
  (to) => {
    expect(compose(draft({ to })).to).toBe(to);
  },
);

test.each([
  "",
  "kim",
  "kim@localhost",
  "kim@example..test",
  ".kim@example.test",
  "kim.@example.test",
  "ki..m@example.test",
  "kim@-example.test",
  "kim@example.test.",
  "kim@[127.0.0.1]",
  "kim@exämple.test",
  '"kim"@example.test',
  "Kim <kim@example.test>",
  "kim@example.test,eve@evil.test",
  "kim@example.test eve@evil.test",
  "kim@evil.test@example.test",
  "a@good.test (c (n) <e@evil.test>)",
  "kim@example.test\t",
  `${"a".repeat(65)}@example.test`,
  `kim@${"a.".repeat(130)}test`,
])("%j is none", (to) => {
  expect(() => compose(draft({ to }))).toThrow(MailRefused);
  expect(() => compose(draft({ from: to }))).toThrow(MailRefused);
});

test("whatever comes in, no header has a second line and nobody else is written to", () => {
  fc.assert(
    fc.property(
      fc.record({ name: fc.string({ unit: "binary" }), subject: fc.string({ unit: "binary" }), to: fc.string() }),
      (change) => {
        let mail: ReturnType<typeof compose>;
        try {
          mail = compose(draft(change));
        } catch (error) {
          expect(error).toBeInstanceOf(MailRefused);
          return;
        }
        for (const value of [mail.from.name, mail.from.email, mail.to, mail.subject, ...Object.values(mail.headers)]) {
          expect(value).not.toMatch(/[\r\n\0]/);
        }
        expect(mail.to.split("@")).toHaveLength(2);
      },
    ),
    { numRuns: 2_000, seed: 17 },
  );
});
