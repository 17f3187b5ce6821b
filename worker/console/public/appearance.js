// Runs before the first paint, so that a page of chosen colours never shows the others.
try {
  const scheme = localStorage.getItem("firstline-console:scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Blocked: the system's colours stay.
}
