// A server in a process of its own that gives everybody the same answer, so that what differs is the client.
import { createServer } from "node:http";
import { answerAt, deskTicketAt } from "../test/examples.ts";

const events = Array.from({ length: 20 }, (_, before) => answerAt(before + 1, before));
const answer = Buffer.from(JSON.stringify({ ticket: deskTicketAt(20), events }));
const head = {
  "content-type": "application/json",
  "content-length": answer.length,
  etag: '"20"',
  "firstline-request-id": "req_bench",
};

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(request.method === "POST" ? 201 : 200, head).end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`);
});
// Whoever asked is gone.
process.once("disconnect", () => process.exit());
