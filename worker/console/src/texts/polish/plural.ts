const rules = new Intl.PluralRules("pl");

/** The form of a Polish noun behind a whole number: 1 zgłoszenie, 2 zgłoszenia, 5 zgłoszeń. */
export function plural(count: number, forms: { readonly one: string; readonly few: string; readonly many: string }) {
  const category = rules.select(count);
  return category === "one" || category === "few" ? forms[category] : forms.many;
}
