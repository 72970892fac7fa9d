import { describe, expect, test } from 'vitest';
import { ready } from '#test/acting.ts';
import { anotherSite } from '#test/sites.ts';
import { block, toUser, without } from '#test/work.ts';
import { c, db, greaves, run, write, sign, row, code, letDeeTry, setUp } from './test-prescriptions.ts';

setUp();

describe('a hand-over', () => {
  const plan = () => [toUser('prescription', c.cy.id)];
  const handOver = async (how = plan()) => (await ready(db.pool, c.ada, c.bo, how))();

  test('gives drafts to whoever may prescribe there, and the author stays', async () => {
    const prescriptionId = await write();
    await handOver();
    expect(await row(prescriptionId)).toMatchObject({ holder_id: c.cy.id, came_from_id: c.bo.id, author_id: c.bo.id });
  });

  test('cancels them, and leaves what is signed', async () => {
    const [draft, signed] = [await write(), await write()];
    await sign(signed);
    await handOver([without('prescription', 'cancel')]);
    expect(await row(draft)).toMatchObject({ status: 'cancelled', cancelled_by_id: c.ada.id, cancel_reason: null });
    expect(await row(signed)).toMatchObject({ status: 'signed', signed_by_id: c.bo.id });
  });

  test('gives none to whoever is no prescriber, not at the site, or kept from the patient', async () => {
    await write();
    await letDeeTry();
    const left = code('handover/work-left');
    await expect(handOver([toUser('prescription', c.dee.id)])).rejects.toMatchObject(left);
    await block(db.owner, c, c.cy.id, [greaves]);
    await expect(handOver()).rejects.toMatchObject(left);
    await run('update chart_block set lifted_at = now() where clinic_id = $1');
    await anotherSite(db.owner, c);
    await run('delete from site_assignment where clinic_id = $1 and user_id = $2', c.cy.id);
    await expect(handOver()).rejects.toMatchObject(left);
  });
});
