import type { Wording } from "./wording.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const give = "attach|send|include|provide|add|enter|give us|give me|tell us|tell me|fill in";
const days = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** Plain English. Twenty-five words are the most of a sentence in the style guide of the British government. */
export const english: Wording = {
  longest: 25,
  shortened: set("e.g i.e mr mrs ms dr prof st no nos vs cf approx fig inc ltd dept a.m p.m u.s u.k"),
  greetings: "hi|hello|hey|dear|greetings|welcome|good (?:morning|afternoon|evening|day)|many thanks|thanks|thank you",
  greeting: "Hello,\n\n",
  nextSteps: [
    "(?:i|we|you|it|they|he|she|that|this|there|team|colleague)(?:['’]ll| will| shall| should| can| need to)",
    "(?:i['’]m|i am|we['’]re|we are) (?:going to|looking|checking|sending|asking|waiting|working)",
    "will be|should (?:arrive|work|see|be)|please|let (?:me|us) know|get back to|next step|no need to|need from you",
    "need (?:your|the|a|one|some|more)|tomorrow|today|tonight|as soon as|once (?:you|we|i|it)|until then",
    `(?:by|on|before|next|this|until) (?:${days}|week|month|noon)|within (?:the|a|an|one|two|\\d+)|in the next|shortly`,
  ].join("|"),
  requests:
    "take|open|click|go|choose|select|press|restart|reload|try|send|use|check|enter|sign|log|install|update|follow|call|write|reply|answer|wait|look|see|keep|leave|turn|set|make|add|remove|delete|just|simply|first|then",
  blames: [
    { says: `you (?:forgot to|failed to|did not|didn['’]t) (?:${give})`, suggestion: "we still need" },
    { says: "you (?:have )?(?:forgot|failed|neglected) to" },
    { says: "you (?:did not|didn['’]t) (?:bother|even|read|listen|follow|pay attention)" },
    { says: "you made (?:a mistake|an error)", suggestion: "there was a mistake" },
    { says: "you (?:have )?misunderstood" },
    { says: "you(?:['’]re| are) (?:wrong|mistaken|confused)" },
    {
      says: "you (?:should|could|ought to) have (?:read|checked|known|told|asked|noticed|contacted|written|waited|said|called|done)",
    },
    {
      says: "you must have (?:deleted|entered|clicked|typed|mistyped|changed|broken|removed|missed|overlooked|forgotten|done)",
    },
    { says: "(?:your|the user['’]s) (?:own )?(?:fault|mistake|error)|user error" },
    {
      says: "as (?:i|we) (?:have )?already (?:said|told you|explained|wrote|written|mentioned)",
      suggestion: "as a reminder",
    },
    { says: "you claim(?:ed)? that", suggestion: "you write that" },
    { says: "calm down" },
  ],
  excuses: set("if unless whether not isn't wasn't isn’t wasn’t never case when think unlikely"),
  marks: set("the you your and with this have that for our will it here would has they from are"),
};
