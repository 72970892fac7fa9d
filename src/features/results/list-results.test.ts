import { describe, expect, test } from 'vitest';
import { arrange, clinic, entries } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { c, db, greaves, tolland, result, list, titles, acknowledge, personOf, setUp } from './test-results.ts';

setUp();

describe('a list of results', () => {
  test('shows one’s own open ones, abnormal first, then the oldest, and names everybody in it', async () => {
    await result({ title: 'Lipids', issuedAt: '2026-03-01T10:00:00Z' });
    await result({
      title: 'Ferritin',
      issuedAt: '2026-04-01T10:00:00Z',
      abnormal: true,
      orderer: c.cy,
      cameFrom: c.cy,
    });
    await result({ title: 'Glucose', issuedAt: '2026-02-01T10:00:00Z' });
    await result({ title: 'Somebody else’s', holder: c.cy });
    const { results, waiting, next } = await list('open');
    expect(results.map(({ title }) => title)).toEqual(['Ferritin', 'Glucose', 'Lipids']);
    expect(results[0]).toEqual({
      resultId: expect.any(String),
      title: 'Ferritin',
      category: '',
      section: 'laboratory',
      urgent: false,
      status: 'final',
      issuedAt: '2026-04-01T10:00:00.000Z',
      abnormal: true,
      patient: {
        patientId: greaves,
        demographicNumber: 1,
        lastName: 'Greaves',
        firstName: 'Anselm',
        dateOfBirth: null,
      },
      orderer: personOf(c.cy, 'Cy Okonjo'),
      holder: personOf(c.bo, 'Bo Castellane'),
      cameFrom: personOf(c.cy, 'Cy Okonjo'),
      arrivedFor: null,
      acknowledgedAt: null,
    });
    expect(waiting).toEqual({ open: 3, abnormal: 1, withheld: 0, pool: 0, poolWithheld: 0 });
    expect(next).toBeNull();
    // A query leaves no entry.
    expect(await entries(db.owner, c.id)).toEqual([]);
  });

  test('pages through every result once, though all came in the same microsecond', async () => {
    for (let n = 0; n < 60; n++) await result({ title: `R${n}`, abnormal: n % 3 === 0 });
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await list('open', c.bo, after ? { after } : {});
      seen.push(...page.results.map(({ title }) => title));
      after = page.next ?? undefined;
      pages++;
    } while (after);
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(60);
    expect(seen.slice(0, 20).every((title) => Number(title.slice(1)) % 3 === 0)).toBe(true);
  });

  test('of the pool shows what nobody holds, and for whom it arrived', async () => {
    await result({ title: 'Unclaimed', holder: null, orderer: c.cy, cameFrom: c.cy });
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.cy.id]));
    const { results, waiting } = await list('pool');
    expect(results).toMatchObject([{ title: 'Unclaimed', holder: null, cameFrom: personOf(c.cy, 'Cy Okonjo', true) }]);
    expect(waiting).toMatchObject({ open: 0, pool: 1 });
    expect(await titles('open')).toEqual([]);
  });

  test('of a patient shows all, latest first; of those acknowledged one’s own', async () => {
    const glucose = await result({ title: 'Glucose', issuedAt: '2026-02-01T10:00:00Z' });
    await result({ title: 'Lipids', holder: c.cy, issuedAt: '2026-03-01T10:00:00Z' });
    await result({ title: 'Another patient’s', patientId: tolland });
    await acknowledge(glucose);
    expect(await titles('patient', c.bo, { patientId: greaves })).toEqual(['Lipids', 'Glucose']);
    expect(await titles('acknowledged')).toEqual(['Glucose']);
    expect(await titles('acknowledged', c.cy)).toEqual([]);
    expect(await titles('open', c.bo, { patientId: tolland })).toEqual(['Another patient’s']);
  });

  test('keeps closed patients out of every folder and says how many are withheld', async () => {
    await result({ title: 'Open' });
    await result({ title: 'Closed', patientId: tolland, abnormal: true });
    await result({ title: 'Closed in the pool', patientId: tolland, holder: null });
    await block(db.owner, c, c.bo.id, [tolland]);
    // A second block on the same patient counts nothing twice.
    await block(db.owner, c, c.bo.id, [tolland]);
    expect(await titles('open')).toEqual(['Open']);
    expect(await titles('pool')).toEqual([]);
    expect((await list('open')).waiting).toEqual({ open: 1, abnormal: 0, withheld: 1, pool: 0, poolWithheld: 1 });
    await expect(list('patient', c.bo, { patientId: tolland })).rejects.toMatchObject({ code: 'patient/closed' });
  });

  test('is refused to whoever lacks the permission, for no patient, and for a cursor of somebody’s making', async () => {
    await expect(list('open', c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
    await expect(list('patient')).rejects.toMatchObject({ code: 'patient/not-found' });
    for (const after of ['x', Buffer.from('[0,1.5,"x"]').toString('base64url')]) {
      await expect(list('open', c.bo, { after })).rejects.toMatchObject({ code: 'request/cursor-unknown' });
    }
  });

  test('holds nothing of another clinic', async () => {
    await result({ title: 'Ours' });
    const other = await clinic(db.owner);
    expect((await list('open', other.bo)).results).toEqual([]);
    await expect(list('patient', other.bo, { patientId: greaves })).rejects.toMatchObject({
      code: 'patient/not-found',
    });
  });
});
