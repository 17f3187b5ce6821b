import fc from "fast-check";
import { expect, test } from "vitest";
import { contentDisposition, savedName } from "./file-name.ts";

test.each([
  ["lamp.png", "image/png", "lamp.png"],
  ["Lamp.JPG", "image/jpeg", "Lamp.JPG"],
  ["Rechnung für Müller.pdf", "application/pdf", "Rechnung für Müller.pdf"],
  ["契約書.pdf", "application/pdf", "契約書.pdf"],
  ["server.log", "text/plain", "server.log"],
  ["data.csv", "text/plain", "data.csv"],
  ["no ending", "text/plain", "no ending.txt"],
  [".htaccess", "text/plain", "htaccess.txt"],
  ["run.bat", "text/plain", "run.bat.txt"],
  ["page.html", "image/gif", "page.html.gif"],
  ["picture.svg", "text/plain", "picture.svg.txt"],
  ["invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf"],
  ["tool.jar", "application/zip", "tool.jar.zip"],
  ["letter.docx", "application/zip", "letter.docx"],
  ["../../etc/passwd", "text/plain", "passwd.txt"],
  ["C:\\Windows\\system32\\drivers.txt", "text/plain", "drivers.txt"],
  ["..", "text/plain", "file.txt"],
  ["/", "text/plain", "file.txt"],
  ["photo.", "image/png", "photo.png"],
  ["gnp.\u202egpj.exe", "image/png", "gnp.gpj.exe.png"],
  ["a\u200bb\u2066c\u2069.png", "image/png", "abc.png"],
  ["line\u2028break.png", "image/png", "linebreak.png"],
  ["a\tb.png", "image/png", "ab.png"],
  ['a<b>:"|?*.png', "image/png", "ab.png"],
  ["lamp.png", "application/x-unknown", "lamp.png.bin"],
])("%j of type %s is saved as %j", (name, type, saved) => {
  expect(savedName(name, type)).toBe(saved);
});

test("the header says the name twice: plain for the old, exact for the rest", () => {
  expect(contentDisposition("Müller's (1).pdf")).toBe(
    "attachment; filename=\"M_ller_s (1).pdf\"; filename*=UTF-8''M%C3%BCller%27s%20%281%29.pdf",
  );
});

test("whatever a file is called, the header is one line that says attachment, and the name is exact", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string({ maxLength: 400 })),
      fc.constantFrom("text/plain", "image/gif", "application/zip"),
      (name, type) => {
        const saved = savedName(name, type);
        expect(saved).not.toMatch(/[/\\<>:"|?*]|[\p{Cc}\p{Cf}]/u);
        expect(saved).toMatch(/[^. ].*\.[a-z]+$/iu);
        expect(saved.length).toBeLessThanOrEqual(130);
        const header = contentDisposition(saved);
        expect(header).toMatch(/^attachment; filename="[A-Za-z0-9 ._()-]+"; filename\*=UTF-8''[A-Za-z0-9%!~._-]+$/);
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(saved);
      },
    ),
    { numRuns: 300 },
  );
});
