import { Refusal } from '#kernel/refusal.ts';
import { readFile } from './read-file.ts';
import type { Report } from './reports.ts';
import { message, OBR } from './test-messages.ts';

export const read = (content: string | Uint8Array) => readFile(Buffer.from(content), 'in.hl7');

/** The one report that a file comes to. */
export function only(content: string | Uint8Array): Report {
  const [report, ...others] = read(content).reports;
  if (!report || others.length > 0) throw new Error(`${others.length + (report ? 1 : 0)} reports instead of one`);
  return report;
}

/** The lines of a result that has these under its order. */
export const lines = (...items: string[]) =>
  only(message({ rest: [OBR, ...items] })).groups.flatMap((group) => group.lines);

/** What is said of a file that is refused; nothing where it is read. */
export function refusal(content: string | Uint8Array) {
  try {
    read(content);
  } catch (error) {
    if (error instanceof Refusal) return error.facts;
    throw error;
  }
  return undefined;
}
