import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router-dom";
import { App } from "./app/App";
import { startI18n } from "./i18n";
import "./style.css";

void startI18n().then(() => {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      {/* No transitions: what the address says is on the page before the next click, or a click would act on the old one. */}
      <BrowserRouter future={{ v7_startTransition: false, v7_relativeSplatPath: true }}>
        <App />
      </BrowserRouter>
    </StrictMode>,
  );
});
