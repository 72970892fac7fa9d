import { describe, expect, test } from 'vitest';
import { arrange, clinic } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { c, db, greaves, tolland, add, list, subjects, code, setUp } from './test-letters.ts';

setUp();

describe('a list of letters', () => {
  test('shows one’s own open ones, the oldest first, and who has them', async () => {
    await add({ subject: 'First' });
    await add({ subject: 'Second', ready: false, body: '' });
    await add({ subject: 'Cy’s' }, c.bo, c.cy.id);
    const { letters, waiting, next } = await list('open');
    expect(letters.map(({ subject, status }) => [subject, status])).toEqual([
      ['First', 'to-sign'],
      ['Second', 'to-create'],
    ]);
    expect(letters[0]).toEqual({
      letterId: expect.any(String),
      patient: { patientId: greaves, demographicNumber: 1, lastName: 'Greaves', firstName: 'Anselm' },
      subject: 'First',
      recipient: 'Dr Ferris',
      organization: 'Harbour Cardiology',
      status: 'to-sign',
      madeAt: expect.stringMatching(/Z$/),
      author: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      holder: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      cameFrom: null,
    });
    expect([waiting, next]).toEqual([{ open: 2, withheld: 0, pool: 0, poolWithheld: 0 }, null]);
    expect(await subjects('all')).toEqual(['Cy’s', 'Second', 'First']);
    expect(await subjects('open', c.bo, { status: 'to-create' })).toEqual(['Second']);
  });

  test('pages through every letter once, in both directions', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into letter (clinic_id, patient_id, site_id, author_id, holder_id, recipient, subject, made_at)
         select $1, $2, $3, $4, $4, 'x', 'L' || n, '2026-01-01T00:00:00.000001Z' from generate_series(1, 60) n`,
        [c.id, greaves, c.siteId, c.bo.id],
      ),
    );
    for (const folder of ['open', 'all'] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await list(folder, c.bo, after ? { after } : {});
        seen.push(...page.letters.map(({ subject }) => subject));
        after = page.next ?? undefined;
      } while (after);
      expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
    }
  });

  test('keeps closed patients out and says how many are withheld', async () => {
    await add({ subject: 'Open' });
    await add({ subject: 'Closed', patientId: tolland });
    await add({ subject: 'Closed in the pool', patientId: tolland }, c.bo, null);
    await block(db.owner, c, c.bo.id, [tolland]);
    expect(await subjects('all')).toEqual(['Open']);
    expect((await list('open')).waiting).toEqual({ open: 1, withheld: 1, pool: 0, poolWithheld: 1 });
    await expect(list('all', c.bo, { patientId: tolland })).rejects.toMatchObject(code('patient/not-found'));
    expect(await subjects('all', c.cy, { patientId: tolland })).toHaveLength(2);
  });

  test('is refused to whoever may not, for a strange cursor, and holds nothing of another clinic', async () => {
    await add();
    await expect(list('open', c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(list('open', c.bo, { after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    expect(await subjects('all', (await clinic(db.owner)).bo)).toEqual([]);
  });
});
