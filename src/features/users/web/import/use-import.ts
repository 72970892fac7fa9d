import { useRef, useState } from 'react';
import { call } from '#web/api.ts';
import { actWords } from '#web/words/acts.ts';
import { importWords } from '#web/words/import-users.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import type { Column } from '../../import-columns.ts';
import { type ImportPreview, MOST_ROWS, PreviewImport } from '../../import-contract.ts';
import type { Broken } from './read-csv.ts';
import { readSheet, type SheetRead } from './read-sheet.ts';

const words = importWords.file;

export interface Checked {
  readonly sheet: SheetRead;
  readonly preview: ImportPreview;
}

// The head, and an example that is left out.
const MOST_LINES = MOST_ROWS + 2;

const sayBroken = ({ problem, row, column }: Broken) => `${words.broken[problem]}${words.at(row, column)}`;

/** Reads a file and asks what its import would do; `problem` says why it cannot be read, or was not checked. */
export function useImport(columns: readonly Column[], example: readonly string[]) {
  const [checked, setChecked] = useState<Checked>();
  const [problem, setProblem] = useState<string>();
  const [checking, setChecking] = useState<number>();
  const source = useRef<File | string>(undefined);
  const read = async (given: File | string): Promise<SheetRead | string> => {
    // Loaded with the first file: what reads it is larger than the page.
    const { MOST_BYTES, readBytes, readText } = await import('./read-csv.ts');
    if (typeof given !== 'string' && given.size > MOST_BYTES) return words.broken['too-large'];
    const said =
      typeof given === 'string'
        ? readText(given, MOST_LINES)
        : readBytes(new Uint8Array(await given.arrayBuffer()), MOST_LINES);
    if (!said.ok) return sayBroken(said);
    const found = readSheet(said.table, columns, example);
    if (!found.ok) return found.says;
    return found.sheet.rows.length > MOST_ROWS ? words.broken['too-many-rows'] : found.sheet;
  };
  const look = async (given: File | string): Promise<string | undefined> => {
    const sheet = await read(given);
    if (typeof sheet === 'string') return sheet;
    setChecking(sheet.rows.length);
    const answer = await call(PreviewImport, { columns: sheet.columns, rows: sheet.rows });
    if (!answer.ok) return sayRefusal(answer.code, answer.facts);
    setChecked({ sheet, preview: answer.value });
    return undefined;
  };
  /** Checks what is given, or once more what was given before. */
  const check = async (given: File | string | undefined = source.current) => {
    if (given === undefined || checking !== undefined) return;
    source.current = given;
    setChecking(0);
    setProblem(undefined);
    const said = await look(given).catch(() => actWords.awayLook);
    setChecking(undefined);
    setProblem(said);
    if (said !== undefined) setChecked(undefined);
  };
  return { check, checked, problem, checking, again: () => setChecked(undefined) };
}
