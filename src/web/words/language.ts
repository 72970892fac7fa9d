// Chosen once, when the first word file loads: a page never speaks two languages.
const language = globalThis.document?.documentElement.lang ?? 'en';

/** The catalogue in the language of the document, in English where it has no other. */
export const inLanguage = <W>(catalogue: { readonly en: W; readonly fr?: NoInfer<W> }): W =>
  (language.startsWith('fr') ? catalogue.fr : undefined) ?? catalogue.en;
