import { FirstlinePanel, useFirstlineEvent } from "@firstline/widget/react";
import { useEffect, useState } from "react";
import { Invoices } from "./invoices.tsx";

/** The page that the address names; `#help` is the only one besides the invoices. */
function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return hash;
}

export function App() {
  const page = useHash() === "#help" ? "help" : "invoices";
  const [asked, setAsked] = useState<string>();
  useFirstlineEvent("ticket:created", ({ ticket }) => setAsked(ticket.number));
  return (
    <>
      <header>
        <b>Tallyroom</b>
        <nav aria-label="Pages">
          <a href="#invoices" aria-current={page === "invoices" ? "page" : undefined}>
            Invoices
          </a>
          <a href="#help" aria-current={page === "help" ? "page" : undefined}>
            Help
          </a>
        </nav>
      </header>
      <main>
        <p role="status">{asked && `Thank you. Your question is ${asked}; the answer comes here.`}</p>
        {page === "invoices" ? <Invoices /> : <Help />}
      </main>
    </>
  );
}

function Help() {
  return (
    <>
      <h1>Help</h1>
      <p className="lead">Ask us here, or from the bubble on any page. It is the same conversation.</p>
      <FirstlinePanel className="panel" />
    </>
  );
}
