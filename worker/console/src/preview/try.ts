import { guideTexts } from "../texts/guide.ts";
import { callWidget } from "./widget-handle.ts";

const texts = guideTexts.tryPage;
document.title = texts.title;
for (const [selector, text] of [
  ["h1", texts.title],
  ["main p", texts.text],
]) {
  const element = document.querySelector(selector ?? "");
  if (element) element.textContent = text ?? "";
}
// The site's public key stands in the fragment.
const site = location.hash.slice(1);
if (/^pk_[A-Za-z0-9]{8,40}$/.test(site)) callWidget("boot", { site });
