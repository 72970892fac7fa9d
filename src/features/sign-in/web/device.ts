import { signInWords } from '#web/words/sign-in.ts';

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** What a person calls the browser that sent this user-agent text. */
export function deviceOf(agent: string | null): string {
  const browser = browsers.find(([sign]) => agent?.includes(sign))?.[1];
  const system = systems.find(([sign]) => agent?.includes(sign))?.[1];
  if (browser && system) return signInWords.sessions.on(browser, system);
  return browser ?? system ?? signInWords.sessions.unknownDevice;
}
