interface Reading {
  /** What it looked for; never by name, for a keyword may be a patient's. */
  readonly filters: Readonly<Record<string, unknown>> & { readonly keyword?: string | undefined };
  readonly shown: number;
  /** It goes on where a page before ended. */
  readonly further?: boolean;
  readonly exporting?: boolean;
}

/** What the entry of a reading says of it: what it looked for, and how much it showed. */
export function factsOf({ filters: { keyword, ...filters }, shown, further, exporting }: Reading) {
  return {
    ...filters,
    ...(keyword?.trim() ? { narrowed: true } : {}),
    shown,
    ...(further ? { further } : {}),
    ...(exporting ? { exported: true } : {}),
  };
}
