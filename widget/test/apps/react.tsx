/** @jsxImportSource react */
import { Firstline, FirstlinePanel, useFirstline, useFirstlineEvent } from "@firstline/widget/react";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

// Where the desk is comes with the page's address.
const given = new URLSearchParams(location.search);

function AskUs() {
  const firstline = useFirstline();
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  useFirstlineEvent("ticket:created", ({ ticket }) => setNumbers([...numbers, ticket.number]));
  return (
    <p>
      <button type="button" onClick={() => firstline?.newTicket({ subject: "Boots" })} disabled={!firstline}>
        Ask about boots
      </button>
      <output>{numbers.join(" ")}</output>
    </p>
  );
}

function App() {
  const [shown, setShown] = useState(true);
  const [inline, setInline] = useState(false);
  const [accent, setAccent] = useState("#123456");
  const [site, setSite] = useState(given.get("site") ?? undefined);
  const [renders, setRenders] = useState(0);
  const [user, setUser] = useState<string>();
  return (
    <>
      <button type="button" onClick={() => setShown(!shown)}>
        Help on and off
      </button>
      <button type="button" onClick={() => setInline(!inline)}>
        Inline on and off
      </button>
      <button type="button" onClick={() => setAccent("#654321")}>
        Brown
      </button>
      <button type="button" onClick={() => setRenders(renders + 1)}>
        Again
      </button>
      <button type="button" onClick={() => setSite(site ? undefined : (given.get("site") ?? undefined))}>
        Site on and off
      </button>
      <button type="button" onClick={() => setUser(user ? undefined : "ada")}>
        Sign in and out
      </button>
      <span id="renders">{renders}</span>
      {shown && (
        <Firstline
          url={given.get("url") ?? ""}
          site={site}
          accent={accent}
          texts={{ subject: "In short" }}
          identity={user ? () => "signed" : undefined}
        >
          <AskUs />
          {inline && <FirstlinePanel className="place" />}
        </Firstline>
      )}
    </>
  );
}

const place = document.querySelector("#place");
if (place)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
