import type { Site, SiteSetup } from "@firstline/sdk/wire";

/**
 * What a page would learn of a site that is being edited. What is not finished yet, such as half a colour, is left out:
 * the widget is given nothing that the desk would not give it.
 */
export function asSeen(site: SiteSetup): Site {
  const { accent, scheme, side, logo, offset, layer } = site.theme;
  const length = String.raw`\d{1,4}(\.\d{1,3})?(px|rem|em)`;
  return {
    key: site.key,
    name: site.name,
    greeting: site.greeting,
    theme: {
      accent: /^#[0-9a-f]{6}$/.test(accent) ? accent : "#2457c5",
      scheme,
      side,
      ...(logo !== undefined && /^https:\/\/[^\s/?#@\\]+([/?#]\S*)?$/i.test(logo) && { logo }),
      ...(offset !== undefined && new RegExp(`^${length}( ${length})?$`).test(offset) && { offset }),
      ...(layer !== undefined && Number.isInteger(layer) && { layer }),
    },
    topics: site.topics.map((topic) => ({ ...topic, fields: topic.fields.filter(({ label }) => label !== "") })),
    uploads: { ...site.uploads, types: ["image/png", "image/jpeg", "application/pdf", "text/plain"] },
    hours: null,
    usualAnswer: null,
    identifiedOnly: site.identifiedOnly,
    consent: site.consent ?? null,
    fallbackEmail: site.fallbackEmail ?? null,
    texts: site.texts ?? {},
    restore: false,
  };
}
