import { SHORT_NAME_LENGTH, type SiteColour, siteColours } from '#features/sites/contract.ts';
import type { SiteRow } from './rows.ts';

/** What the open sites of the clinic are called. */
export interface SiteNames {
  readonly name: string;
  readonly shortName: string;
}

/** A site as it is added. */
export interface NewSite extends SiteRow {
  readonly colour: SiteColour;
}

/** The text itself, or with the first number behind it that makes it differ from all that are taken, without regard to case. */
function untaken(text: string, taken: ReadonlySet<string>, numbered: (n: number) => string): string {
  let free = text;
  for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = numbered(n);
  return free;
}

/**
 * Gives the sites of an import names that no open site has. The same name does not prove the same
 * place, so nothing is merged: the later one is numbered, and the clinic closes what it has twice.
 */
export function namedApart(rows: readonly SiteRow[], here: readonly SiteNames[]): NewSite[] {
  const names = new Set(here.map(({ name }) => name.toLowerCase()));
  const shortNames = new Set(here.map(({ shortName }) => shortName.toLowerCase()));
  return rows.map((row, at) => {
    const colour = siteColours[(here.length + at) % siteColours.length] ?? siteColours[0];
    const wanted = row.short_name.slice(0, SHORT_NAME_LENGTH) || 'S';
    if (row.closed) return { ...row, short_name: wanted, colour };
    const name = untaken(row.name, names, (n) => `${row.name} (${n})`);
    const short_name = untaken(wanted, shortNames, (n) => `${wanted.slice(0, SHORT_NAME_LENGTH - `${n}`.length)}${n}`);
    names.add(name.toLowerCase());
    shortNames.add(short_name.toLowerCase());
    return { ...row, name, short_name, colour };
  });
}
