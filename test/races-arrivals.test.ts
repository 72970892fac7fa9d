// What comes after leaving, at the same moment as something else: late arrivals, the pool, the return, an undo and whoever
// works on the same. Two connections each; nobody who is gone holds anything, and nothing is lost or doubled.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { newToken } from '#kernel/secrets.ts';
import { recordRejection } from '#features/claims/record-rejection.ts';
import { assignPool } from '#features/handover/assign-pool.ts';
import { previewUndo } from '#features/handover/preview-undo.ts';
import { takeBackWork } from '#features/handover/take-back-work.ts';
import { undoHandOver } from '#features/handover/undo-hand-over.ts';
import { sendMessage } from '#features/inbox/send-message.ts';
import { leaveOnLastDay } from '#features/last-day/leave-on-last-day.ts';
import { endsAt } from '#features/last-day/test-last-day.ts';
import { finishTask } from '#features/tasks/finish-task.ts';
import { makeAdministrator, outcome, ready } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { bringBack, lets } from './leaving.ts';
import { arrange, type Clinic, clinic, type Member, one, PASSWORD, patients } from './staff.ts';
import { toUser, without } from './work.ts';

let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

async function begin() {
  c = await clinic(db.owner);
  await makeAdministrator(db.owner, c, c.dee);
  [chart] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
}
beforeEach(begin);

const put = <T extends string>(sql: string, ...more: unknown[]) =>
  arrange(db.owner, c.id, () => one<Id<T>>(db.owner, sql, [c.id, ...more]));
const task = (holder: Member | null) =>
  put<'task'>(
    `insert into task (clinic_id, author_id, holder_id, title) values ($1, $2, $3, 'Call back') returning task_id`,
    c.ada.id,
    holder?.id ?? null,
  );
const count = (of: string, ...values: readonly unknown[]) =>
  one<number>(db.owner, `select count(*)::int from ${of}`, [c.id, ...values]);
const heldBy = (who: Member, table = 'task') => count(`${table} where clinic_id = $1 and open_holder_id = $2`, who.id);
const heldByTheGone = () =>
  count(
    'open_work w where w.clinic_id = $1 and not exists (select from active_user a where a.clinic_id = w.clinic_id and a.user_id = w.holder_id)',
  );

type Act = () => Promise<unknown>;
/** Both at once, several times, each first in turn; how they ended. */
async function atOnce(prepare: () => Promise<[Act, Act]>, check: () => Promise<void>) {
  const seen = new Set<string>();
  for (let turn = 0; turn < 6; turn += 1) {
    await begin();
    const [first, second] = await prepare();
    const said = await Promise.all((turn % 2 ? [second, first] : [first, second]).map((act) => outcome(act())));
    seen.add((turn % 2 ? said.toReversed() : said).join(' + '));
    expect(await heldByTheGone()).toBe(0);
    await check();
  }
  return [...seen];
}

test('sign-in at the moment of the last day, with the job that carries it out: no session is left', async () => {
  const signIn = async () => {
    const { rows } = await db.pool.query<{ said: string }>(
      'select said from sign_in($1, $2, true, true, $3, null, null)',
      [c.id, c.bo.id, newToken().hash],
    );
    return rows[0]?.said;
  };
  for (let round = 0; round < 4; round += 1) {
    await begin();
    await endsAt(db.owner, c, `now() + interval '60 milliseconds'`);
    const tries = Array.from({ length: 16 }, (_, n) => new Promise((go) => setTimeout(go, n * 10)).then(signIn));
    const job = new Promise((go) => setTimeout(go, 70)).then(() =>
      leaveOnLastDay.run(db.pool, new AbortController().signal),
    );
    const [, ...said] = await Promise.all([job, ...tries]);
    expect(said.every((word) => ['done', 'last-day', 'inactive'].includes(word ?? ''))).toBe(true);
    expect(said.at(-1)).not.toBe('done');
    expect(await count('session where clinic_id = $1 and user_id = $2 and ends_at > now()', c.bo.id)).toBe(0);
  }
});

test('brought back by two administrators at once: one does, the other learns it', async () => {
  const seen = await atOnce(
    async () => {
      await lets(db.pool, c, c.bo.id, []);
      const back = (by: Member) => () => bringBack(db.pool, { ...c, ada: by }, c.bo.id);
      return [back(c.ada), back(c.dee)];
    },
    async () => expect(await count('active_user where clinic_id = $1 and user_id = $2', c.bo.id)).toBe(1),
  );
  for (const said of seen) expect(['done + user/already-active', 'user/already-active + done']).toContain(said);
});

test('undone while the successor finishes an item: it is finished by who held it, or given back', async () => {
  const seen = await atOnce(
    async () => {
      const taskId = await task(c.bo);
      const handoverId = await lets(db.pool, c, c.bo.id, [toUser('task', c.cy.id)]);
      await bringBack(db.pool, c, c.bo.id);
      const { undoHash } = await answer(db.pool, c.ada.caller, previewUndo, { handoverId });
      const input = { handoverId, undoHash, reason: 'stays' };
      return [
        () => perform(db.pool, c.ada.caller, undoHandOver, input, { password: PASSWORD }),
        () => perform(db.pool, c.cy.caller, finishTask, { taskId }),
      ];
    },
    async () => {
      const open = await heldBy(c.bo);
      expect(open + (await count('task where clinic_id = $1 and done_at is not null'))).toBe(1);
      expect(await heldBy(c.cy)).toBe(0);
    },
  );
  for (const said of seen)
    expect(['done + task/not-found', 'handover/plan-changed + done', 'handover/nothing-to-undo + done']).toContain(
      said,
    );
});

test('taken back while the successor finishes an item: one of both', async () => {
  const seen = await atOnce(
    async () => {
      const taskId = await task(c.bo);
      const handoverId = await lets(db.pool, c, c.bo.id, [toUser('task', c.cy.id)]);
      await bringBack(db.pool, c, c.bo.id);
      const input = { handoverId, what: [{ kind: 'task' }], items: 1, reason: 'is back' };
      return [
        () => perform(db.pool, c.ada.caller, takeBackWork, input, { password: PASSWORD }),
        () => perform(db.pool, c.cy.caller, finishTask, { taskId }),
      ];
    },
    async () =>
      expect((await heldBy(c.bo)) + (await count('task where clinic_id = $1 and done_at is not null'))).toBe(1),
  );
  for (const said of seen) expect(['done + task/not-found', 'handover/plan-changed + done']).toContain(said);
});

test('assigned from the pool to somebody who leaves at that moment: handed on, or refused', async () => {
  const seen = await atOnce(
    async () => {
      const itemId = (await task(null)) as string as Id<'work'>;
      const leave = await ready(db.pool, c.dee, c.cy, [toUser('task', c.bo.id)]);
      const items = [{ kind: 'task', itemId }];
      return [() => perform(db.pool, c.ada.caller, assignPool, { userId: c.cy.id, items }), leave];
    },
    async () => expect(await count('task where clinic_id = $1 and done_at is null')).toBe(1),
  );
  for (const said of seen)
    expect(['done + handover/plan-changed', 'done + done', 'work/holder-not-active + done']).toContain(said);
});

test('a message arrives for a leaver while the successor leaves: it is with somebody, or in the pool', async () => {
  const seen = await atOnce(
    async () => {
      const { messageId } = await perform(db.pool, c.bo.caller, sendMessage, {
        recipientIds: [c.ada.id],
        subject: 'Echo',
        body: 'When?',
        patientId: chart,
        replyToId: null,
      });
      await lets(db.pool, c, c.bo.id, [toUser('message', c.cy.id)]);
      const leave = await ready(db.pool, c.dee, c.cy, [without('message', 'return')]);
      const input = { recipientIds: [c.bo.id], subject: 'x', body: 'x', patientId: chart, replyToId: messageId };
      return [() => perform(db.pool, c.ada.caller, sendMessage, input), leave];
    },
    async () =>
      expect(await count('inbox_item where clinic_id = $1 and arrived_for_id = $2 and filed_at is null', c.bo.id)).toBe(
        1,
      ),
  );
  for (const said of seen) expect(['done + done', 'done + handover/plan-changed']).toContain(said);
});

test('a paid claim comes back while whoever had it leaves: it is with the successor, or in the pool', async () => {
  const seen = await atOnce(
    async () => {
      const claimId = await put<'claim'>(
        `insert into claim (clinic_id, holder_id, biller_id, patient_id, service_on, amount_cents, currency, status)
         values ($1, $2, $2, $3, current_date, 2550, 'CAD', 'paid') returning claim_id`,
        c.bo.id,
        chart,
      );
      const leave = await ready(db.pool, c.dee, c.bo, [toUser('claim', c.cy.id)]);
      return [() => perform(db.pool, c.bo.caller, recordRejection, { claimId, reason: 'wrong code' }), leave];
    },
    async () => expect(await heldBy(c.bo, 'claim')).toBeLessThanOrEqual(1),
  );
  for (const said of seen)
    expect(['done + handover/plan-changed', 'done + done', 'session/ended + done']).toContain(said);
});
