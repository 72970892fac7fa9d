import type { Concept } from './schema/datatypes.ts';

/** What a text says, which is nothing where it is blank. */
export const said = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** What a concept is called: its own text, else what one of its codes is called, else a code. */
export function textOf(concept: Concept | undefined): string | undefined {
  const [display] = (concept?.coding ?? []).flatMap((coding) => said(coding.display) ?? []);
  return said(concept?.text) ?? display ?? codeOf(concept);
}

export const codeOf = (concept: Concept | undefined): string | undefined =>
  concept?.coding?.flatMap(({ code }) => said(code) ?? [])[0];

export const hasCode = (concept: Concept | undefined, codes: readonly string[]): boolean =>
  concept?.coding?.some(({ code }) => code !== undefined && codes.includes(code)) ?? false;

/** What several concepts are called, told apart by commas. */
export const textsOf = (concepts: readonly Concept[] = []): string =>
  concepts.flatMap((concept) => textOf(concept) ?? []).join(', ');
