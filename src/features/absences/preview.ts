import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { Preview } from './contract.ts';
import { type Cover, eachOnce } from './rules.ts';
import * as store from './store.ts';

interface Asked {
  readonly from: string;
  readonly until: string;
  readonly covers: readonly Cover[];
}

/** What waits for a user in those days, and what stands against each who would cover, as numbers. */
export async function previewOf(tx: Tx, userId: Id<'user'>, asked: Asked): Promise<Preview> {
  const covers = eachOnce(asked.covers);
  const covererIds = [...new Set(covers.map(({ covererId }) => covererId))];
  const [rows, coverers, others] = await Promise.all([
    store.readWork(tx, userId, asked, covererIds),
    store.findCoverers(tx, userId, covererIds, asked),
    store.coveredBy(tx, userId, asked),
  ]);
  const personOf = (id: Id<'user'>) => {
    const found = coverers.find((one) => one.userId === id);
    return { userId: id, name: found?.name ?? '', deactivated: !found?.active };
  };
  const held = rows.filter((row) => row.covererId === null);
  const ofCovers = covers.flatMap(({ kind, covererId }): Preview['doubts'] => {
    const row = rows.find((one) => one.kind === kind && one.covererId === covererId);
    const about = { person: personOf(covererId), kind, items: row?.items ?? 0 };
    if (row && !row.permitted) return [{ ...about, doubt: 'not-permitted' }];
    return about.items > 0 ? [{ ...about, doubt: 'closed' }] : [];
  });
  const ofCoverers = coverers.flatMap(({ userId: id, locked, away }): Preview['doubts'] => {
    const about = { person: personOf(id), kind: null, items: 0 };
    return [
      ...(locked ? [{ ...about, doubt: 'coverer-locked' as const }] : []),
      ...(away ? [{ ...about, doubt: 'coverer-away' as const }] : []),
    ];
  });
  const ofOthers = others.map((person) => ({
    doubt: 'covers-somebody' as const,
    person: { ...person, deactivated: false },
    kind: null,
    items: 0,
  }));
  return {
    appointments: held.find(({ kind }) => kind === 'appointment')?.items ?? 0,
    work: held.flatMap(({ kind, items }) => (kind === 'appointment' || items === 0 ? [] : [{ kind, items }])),
    doubts: [...ofCoverers, ...ofCovers, ...ofOthers],
  };
}
