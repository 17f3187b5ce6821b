import { html } from "hono/html";
import { codeBlock } from "./highlight.ts";

/** Tiers, rules, rosters, contracts, clocks and promises, for somebody who sets a desk up. */
export const lines = html`
  <p>Tier 1 takes every ticket in and answers what it can; each further tier knows more. Where a ticket goes, who gets it
    and by when it is answered is decided by four lists in the desk's <a href="#desk.setup.get">set-up</a>: rules,
    rosters, calendars and contracts. The same code decides on new tickets, on those that change hands, and on every
    question that you ask here.</p>
  <dl>
    <dt>Rules</dt>
    <dd>A list in order. Each has conditions on the ticket as it came in: site, topic, a field of the form, words, language,
      the contact's plan, inside or outside of hours, and more. Of those that match, the first that names a team, a
      priority or a contract decides it; skills, certificates and tags add up. The last rule applies always, so nothing is
      left lying.</dd>
    <dt>Rosters</dt>
    <dd>Who can do what, and who is on duty when: skills with a level, certificates that expire, languages, shifts in each
      person's own time zone, on-call turns, and how many tickets one may have. Whoever is on duty, has all that the ticket
      asks for and has room may get it; of these, the least loaded does.</dd>
    <dt>Absences</dt>
    <dd>From when to when somebody is not there, and who stands in. <a href="#desk.absences.plan">Plan</a> one first: the
      answer says which tickets move to whom, and which promises that endangers.</dd>
    <dt>Calendars and contracts</dt>
    <dd>A calendar has opening hours and holidays. A contract says in minutes of these hours how soon a site's tickets are
      answered and solved at each priority, how long each tier may take, which statuses stop the clock, and what happens
      when one runs out. It is for all contacts of a site, or for those of one plan.</dd>
    <dt>Clocks</dt>
    <dd>Each promise is a clock on the ticket: <code>running</code>, <code>at_risk</code>, <code>paused</code>,
      <code>breached</code>, <code>met</code> or <code>cancelled</code>. A ticket keeps the version of the contract under
      which it began.</dd>
    <dt>Promises</dt>
    <dd>What the requester sees of it: answered by, solved by; or why it is paused and what lets it go on; or by how much it
      was missed, and the new date.</dd>
  </dl>
  <p>A ticket that is too hard is <a href="#desk.tickets.escalate">escalated</a> with a handover: what it is about, what was
    tried, what is missing, whom it hurts, and a short reason for the requester. It comes
    <a href="#desk.tickets.return">back</a> with what the handover lacks. When a clock runs out, the contract's ladder does
    what it says, by itself and once: tell those who have it, raise it to the next tier, or give it to the lead.</p>
  <p>When nobody can take a ticket, the contract says whether it waits for the next shift or goes to a stand-in, another
    team or the next tier. It is in the view <code>unassigned</code> until somebody has it, and the desk tries again.</p>

  <h3>Why did it go there?</h3>
  <p><a href="#desk.routing.explain">Explain</a> runs the real decision and writes nothing. Ask about a ticket that is
    there, or one that might come, at any instant:</p>
  ${codeBlock(
    "curl",
    `curl "$DESK/v1/desk/routing/explain" \\
  -H "Authorization: Bearer $SECRET_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "ticket": { "site": "site_shop", "topic": "top_delivery", "subject": "Where is it?" },
    "at": "2026-12-25T03:00:00.000Z"
  }'`,
  )}
  ${codeBlock(
    "SDK",
    `const { rules, placement, considered, promise } = await desk.routing.explain({
  ticket: { site: "site_shop", topic: "top_delivery", subject: "Where is it?" },
  at: "2026-12-25T03:00:00.000Z",
});

for (const rule of rules) {
  if (rule.result === "matched") console.log(rule.name, "decided", rule.decided.join(", "));
  else console.log(rule.name, "did not match:", rule.failed.map(({ condition }) => condition.type).join(", "));
}
for (const one of considered) {
  console.log(one.agent.name, one.eligible ? "could take it" : one.reasons.map(({ why }) => why).join(", "));
}
if (placement.kind === "agent") console.log(placement.taker.agent.name, "gets it");`,
  )}

  <h3>Who is there on Christmas night?</h3>
  <p><a href="#desk.coverage.at">Coverage</a> names who takes such a ticket then and who is next;
    <a href="#desk.coverage.gaps">gaps</a> lists when nobody does in the days ahead:</p>
  ${codeBlock(
    "curl",
    `curl -G "$DESK/v1/desk/coverage" \\
  -H "Authorization: Bearer $SECRET_KEY" \\
  -d site=site_shop -d tier=2 -d skill=skl_gas:3 -d at=2026-12-25T03:00:00.000Z

curl -G "$DESK/v1/desk/coverage/gaps" \\
  -H "Authorization: Bearer $SECRET_KEY" \\
  -d site=site_shop -d tier=2 -d days=60`,
  )}
  ${codeBlock(
    "SDK",
    `const gas = { site: "site_shop", tier: 2, skills: [{ skill: "skl_gas", level: 3 }] };

const { placement } = await desk.coverage.at({ ...gas, at: "2026-12-25T03:00:00.000Z" });
if (placement.kind === "agent") console.log(placement.taker.agent.name, "takes it");
else if (placement.next) console.log("nobody until", placement.next.at);

const { gaps } = await desk.coverage.gaps({ ...gas, days: 60 });
for (const { from, to, why } of gaps) console.log(from, to, why);`,
  )}`;

/** How a desk's set-up is kept under version control. */
export const setupInGit = html`
  <p>The set-up is one JSON document, so it can live in a repository and be reviewed like code. A secret key with
    <code>setup:read</code> and <code>setup:write</code> is all it takes. Read it once, and commit it:</p>
  ${codeBlock(
    "Read",
    `curl "$DESK/v1/desk/setup" -H "Authorization: Bearer $SECRET_KEY" | jq .setup > desk.json
git add desk.json && git commit -m "Keep the desk's set-up"`,
  )}
  <p>Change the file. <a href="#desk.setup.diff">Diff</a> says what that would change and which contracts get a new version,
    and refuses what could not work: a rule to a team that is gone, shifts that overlap, a calendar that never opens. It is
    the check to run on a pull request:</p>
  ${codeBlock(
    "See what it would change",
    `curl "$DESK/v1/desk/setup/diff" \\
  -H "Authorization: Bearer $SECRET_KEY" \\
  -H "Content-Type: application/json" \\
  -d @desk.json > diff.json
jq -r '.changes[] | "\\(.change) \\(.path)"' diff.json`,
  )}
  <p>When you have read that, put it. The version makes sure that nobody has changed the desk since:</p>
  ${codeBlock(
    "Put it",
    `curl -X PUT "$DESK/v1/desk/setup" \\
  -H "Authorization: Bearer $SECRET_KEY" \\
  -H "If-Match: \\"$(jq .version diff.json)\\"" \\
  -H "Content-Type: application/json" \\
  -d @desk.json`,
  )}
  ${codeBlock(
    "The same with the SDK",
    `const setup = JSON.parse(await readFile("desk.json", "utf8"));
const { version, changes } = await desk.setup.diff(setup);
for (const { change, path } of changes) console.log(change, path);
await desk.setup.put({ version, setup });`,
  )}
  <p>Tickets that are under an older version of a contract keep it; new ones begin under the new one. Keys, sessions and
    absences are not part of the document. Before a contract is changed,
    <a href="#desk.contracts.dryRun">try it</a> on the past.</p>`;
