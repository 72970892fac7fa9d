/** Only a way inside this application: a link must not lead a fresh session elsewhere. */
export const inside = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');
