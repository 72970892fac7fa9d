import { createHash } from 'node:crypto';
import type { Actor, Tx } from '#kernel/db.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import type { Doubt, Flaw } from './import-contract.ts';
import { clashesOf, namesakesOf, type Newcomer, readRows, type Sheet, sortNameOf, uniquesOf } from './import-rules.ts';
import * as store from './import-store.ts';
import { provinceOf } from './provinces/provinces.ts';

export interface ImportPlan {
  /** Whose rows are clean. */
  readonly newcomers: readonly Newcomer[];
  readonly flaws: readonly Flaw[];
  readonly doubts: readonly Doubt[];
  readonly flawed: number;
  /** Changes when the file does, or what it means in this clinic. */
  readonly hash: string;
}

/**
 * Lays a sheet beside the clinic as it is now. Preview and import both do exactly this, so that the one can be held
 * to the other.
 *
 * @throws {Refusal} `user/import-empty`, `user/import-columns`, `user/import-row-too-long`.
 */
export async function planImport(tx: Tx, actor: Actor, sheet: Sheet): Promise<ImportPlan> {
  const [{ province, today, now }, roles, sites] = await Promise.all([
    store.placeAndMoment(tx),
    roleChoices(tx, actor.id),
    siteChoices(tx),
  ]);
  const { newcomers, flaws: own } = readRows(sheet, { province: provinceOf(province), today, now, roles, sites });
  const named = newcomers.filter(({ lastName, firstName }) => lastName !== '' && firstName !== '');
  const [taken, namesakes] = await Promise.all([
    store.takenAmong(tx, newcomers.flatMap(uniquesOf)),
    store.namesakesAmong(tx, named.map(sortNameOf)),
  ]);
  const flaws = [...own, ...clashesOf(newcomers, taken)].toSorted((a, b) => a.row - b.row);
  const spoilt = new Set(flaws.map(({ row }) => row));
  const clean = newcomers.filter(({ row }) => !spoilt.has(row));
  const hash = createHash('sha256').update(JSON.stringify([actor.clinicId, clean, [...spoilt]]));
  return {
    newcomers: clean,
    flaws,
    doubts: namesakesOf(named, namesakes),
    flawed: newcomers.length - clean.length,
    hash: hash.digest('hex'),
  };
}

/** Whether somebody will sign in at all. */
export const signsIn = ({ username, email }: Newcomer): boolean => username !== null || email !== null;
