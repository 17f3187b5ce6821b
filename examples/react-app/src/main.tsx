import { Firstline } from "@firstline/widget/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./page.css";

const { VITE_FIRSTLINE_URL: url, VITE_FIRSTLINE_SITE: site } = import.meta.env;

createRoot(document.body).render(
  <StrictMode>
    <Firstline url={url} site={site} accent="#4b45c6">
      <App />
    </Firstline>
  </StrictMode>,
);
