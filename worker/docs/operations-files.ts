import type { Operations } from "./described.ts";
import { attachment } from "./examples.ts";

/** How files come in and go out again, on both sides. */
export const fileOperations = {
  "POST /v1/uploads": {
    id: "uploads.create",
    tag: "Files",
    description:
      "The body is the file, as it is; `Content-Type` means nothing. Nobody can read an upload before a message of its uploader names it, and one that is not named within 24 hours is removed. Whoever has no token yet names it by the id, so keep that to yourself until then.",
    sdk: `const upload = await firstline.uploads.create(file, {
  onProgress: (share) => (bar.value = share),
});
await firstline.tickets.reply("SHOP-10019", { text: "See the picture.", attachments: [upload] });`,
    body: undefined,
    answer: attachment,
  },
  "GET /v1/attachments/:attachment": {
    id: "attachments.get",
    tag: "Files",
    description:
      "Whoever may read the ticket may read its files, but for those of notes. They come as `attachment` with `nosniff` and a sandbox: to be saved, not shown. The name they are saved under is cleaned and has an ending of their type. A file never changes: a download that broke goes on with `Range`.",
    sdk: `const picture = URL.createObjectURL(await firstline.attachments.get(upload.id));`,
    body: undefined,
    answer: null,
  },
  "POST /v1/desk/uploads": {
    id: "desk.uploads.create",
    tag: "Files",
    description: "Only the same agent or key can name it, in a ticket of this site.",
    sdk: `const upload = await desk.uploads.create("site_shop", await openAsBlob("label.pdf"));
await desk.tickets.note("SHOP-10019", { text: "The label.", attachments: [upload] });`,
    query: { site: "site_shop" },
    body: undefined,
    answer: attachment,
  },
  "GET /v1/desk/attachments/:attachment": {
    id: "desk.attachments.get",
    tag: "Files",
    sdk: `const file = await desk.attachments.get(upload.id);`,
    body: undefined,
    answer: null,
  },
} satisfies Partial<Operations>;
