// Calls before the widget's script has arrived are kept, and made up for.
window.Firstline ??= Object.assign((...call) => window.Firstline.q.push(call), { q: [] });

document.querySelector("#ask").addEventListener("click", () => {
  window.Firstline("newTicket", { topic: "top_delivery", subject: "Order 48213" });
});
