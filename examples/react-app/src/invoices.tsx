import { useFirstline } from "@firstline/widget/react";

const invoices = [
  { number: "2026-114", to: "Brookfield Dairy", total: "€ 1,240.00", state: "paid" },
  { number: "2026-115", to: "Atelier Nord", total: "€ 380.00", state: "sent" },
  { number: "2026-116", to: "Kessler & Daughters", total: "€ 2,905.50", state: "overdue" },
] as const;

export function Invoices() {
  // Undefined until the browser has drawn the page: the buttons wait for it.
  const firstline = useFirstline();
  return (
    <>
      <h1>Invoices</h1>
      <ul className="invoices">
        {invoices.map(({ number, to, total, state }) => (
          <li key={number}>
            <span>
              <b>{to}</b>
              <small>{number}</small>
            </span>
            <span className={`chip ${state}`}>{state}</span>
            <span className="total">{total}</span>
            <button
              type="button"
              disabled={!firstline}
              onClick={() => firstline?.newTicket({ topic: "top_invoices", subject: `Invoice ${number}` })}
            >
              Ask about it
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
