import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { addTask } from './add-task.ts';
import { finishTask } from './finish-task.ts';
import { exportTasks } from './export-tasks.ts';
import { listTasks } from './list-tasks.ts';
import { passTask } from './pass-task.ts';
import { readTask } from './read-task.ts';
import { readTaskHistory } from './read-task-history.ts';
import { reopenTask } from './reopen-task.ts';
import { takeTask } from './take-task.ts';
import { updateTask } from './update-task.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

interface Asked {
  readonly title?: string;
  readonly due?: string | null;
  readonly urgent?: boolean;
  readonly patientId?: Id<'patient'>;
}
const plain = { title: 'Call back', details: 'Before noon', due: null, urgent: false };
const give = (from: Member, to: Member | null, asked: Asked = {}) =>
  perform(db.pool, from.caller, addTask, { ...plain, ...asked, assigneeId: to?.id ?? null });
const list = (of: Member, folder: 'mine' | 'given' | 'pool' | 'all' | 'done') =>
  answer(db.pool, of.caller, listTasks, { folder });
const titles = ({ tasks }: { tasks: readonly { title: string }[] }) => tasks.map(({ title }) => title);
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const asOwner = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
/** As the hand-over leaves somebody: work moved, no activity. */
const leave = async (who: Member, to: Member) => {
  await asOwner('update task set holder_id = $2, came_from_id = $1 where open_holder_id = $1', who.id, to.id);
  await asOwner('delete from active_user where user_id = $1', who.id);
};
/** The clinic's day, so many days from today. */
const day = (from: number) =>
  one<string>(db.owner, `select ((now() at time zone 'America/Vancouver')::date + $1::int)::text`, [from]);

test('urgent tasks come first, then those due first; overdue by the clinic’s today', async () => {
  const [yesterday, today, tomorrow] = [await day(-1), await day(0), await day(1)];
  await give(c.ada, c.bo, { title: 'some day' });
  await give(c.ada, c.bo, { title: 'tomorrow', due: tomorrow });
  await give(c.ada, c.bo, { title: 'today', due: today });
  await give(c.ada, c.bo, { title: 'urgent some day', urgent: true });
  await give(c.ada, c.bo, { title: 'yesterday', due: yesterday });
  await give(c.ada, c.bo, { title: 'urgent tomorrow', due: tomorrow, urgent: true });
  const mine = await list(c.bo, 'mine');
  expect(titles(mine)).toEqual(['urgent tomorrow', 'urgent some day', 'yesterday', 'today', 'tomorrow', 'some day']);
  expect(mine.tasks.filter(({ overdue }) => overdue).map(({ title }) => title)).toEqual(['yesterday']);
  expect(mine).toMatchObject({ counts: { mine: 6, overdue: 1, given: 0, pool: 0 }, withheld: 0 });
  const only = async (what: 'overdue' | 'urgent') =>
    titles(await answer(db.pool, c.bo.caller, listTasks, { folder: 'mine', only: what }));
  expect(await only('overdue')).toEqual(['yesterday']);
  expect(await only('urgent')).toEqual(['urgent tomorrow', 'urgent some day']);
  expect((await list(c.ada, 'given')).tasks).toHaveLength(6);
  expect((await list(c.ada, 'mine')).tasks).toEqual([]);
});

test('a task given shows who gave it, about whom; its words stay out of the log', async () => {
  const [patientId] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  const { taskId, version } = await give(c.ada, c.bo, patientId ? { patientId, urgent: true } : {});
  expect((await list(c.bo, 'mine')).tasks).toMatchObject([
    {
      taskId,
      version,
      details: 'Before noon',
      author: { name: 'Ada Lindqvist', deactivated: false },
      holder: { userId: c.bo.id },
      cameFrom: null,
      patient: { patientId, name: 'Emeric Tolland' },
      doneAt: null,
    },
  ]);
  const entry = await lastEntry();
  expect(entry).toMatchObject({
    action: 'tasks.add-task',
    outcome: 'done',
    patient_id: patientId,
    subject_user_id: c.bo.id,
    facts: { taskId, after: { due: null, urgent: true, assigneeId: c.bo.id } },
  });
  expect(JSON.stringify(entry)).not.toMatch(/Call back|noon/);
});

test('nobody locked, gone or of another clinic is given a task', async () => {
  await asOwner(`update clinic_user set locked_at = now(), locked_reason = 'leave' where user_id = $1`, c.dee.id);
  await leave(c.bo, c.cy);
  const other = await clinic(db.owner);
  await expect(give(c.ada, c.dee)).rejects.toMatchObject({ code: 'task/assignee-not-active' });
  await expect(give(c.ada, c.bo)).rejects.toMatchObject({ code: 'task/assignee-not-active' });
  await expect(give(c.ada, other.bo)).rejects.toMatchObject({ code: 'user/not-found' });
  const { taskId, version } = await give(c.ada, c.cy);
  const pass = (to: Member) =>
    perform(db.pool, c.ada.caller, updateTask, { taskId, version, ...plain, assigneeId: to.id });
  await expect(pass(c.dee)).rejects.toMatchObject({ code: 'task/assignee-not-active' });
  await expect(pass(c.bo)).rejects.toMatchObject({ code: 'task/assignee-not-active' });
  await expect(pass(other.bo)).rejects.toMatchObject({ code: 'user/not-found' });
  expect((await entries(db.owner, c.id)).filter(({ outcome }) => outcome === 'refused')).toHaveLength(6);
});

test('a change keeps what others changed meanwhile, and records what became of it', async () => {
  const { taskId, version } = await give(c.ada, c.bo);
  const due = await day(3);
  const change = (who: Member, from: number, to: Member | null) =>
    perform(db.pool, who.caller, updateTask, {
      taskId,
      version: from,
      title: 'Call twice',
      details: 'Before noon',
      due,
      urgent: true,
      assigneeId: to?.id ?? null,
    });
  const changed = await change(c.bo, version, c.cy);
  expect(changed.version).toBe(version + 1);
  expect((await lastEntry())?.facts).toEqual({
    taskId,
    before: { due: null, urgent: false, assigneeId: c.bo.id },
    after: { due, urgent: true, assigneeId: c.cy.id },
    reworded: ['title'],
  });
  await expect(change(c.ada, version, c.ada)).rejects.toMatchObject({ code: 'request/version-stale' });
  expect(await answer(db.pool, c.ada.caller, readTask, { taskId })).toMatchObject({
    ...changed,
    holder: { userId: c.cy.id },
    cameFrom: { userId: c.bo.id },
  });
  await expect(change(c.bo, changed.version, c.bo)).rejects.toMatchObject({ code: 'task/not-found' });
  await change(c.cy, changed.version, null);
  expect((await list(c.bo, 'pool')).tasks).toMatchObject([{ taskId, holder: null, cameFrom: { userId: c.cy.id } }]);
  await expect(answer(db.pool, c.bo.caller, readTask, { taskId })).resolves.toMatchObject({ taskId });
});

test('who had it may stay while locked, when something else of it changes', async () => {
  const { taskId, version } = await give(c.ada, c.bo);
  await asOwner(`update clinic_user set locked_at = now(), locked_reason = 'leave' where user_id = $1`, c.bo.id);
  const input = { taskId, version, ...plain, urgent: true, assigneeId: c.bo.id };
  await expect(perform(db.pool, c.ada.caller, updateTask, input)).resolves.toMatchObject({ version: version + 1 });
});

test('done is done once, by whom is kept, and it can be taken back', async () => {
  const { taskId, version } = await give(c.ada, c.bo);
  const finish = (who: Member) => perform(db.pool, who.caller, finishTask, { taskId });
  const reopen = (who: Member) => perform(db.pool, who.caller, reopenTask, { taskId });
  await expect(reopen(c.bo)).rejects.toMatchObject({ code: 'task/not-done' });
  await expect(finish(c.cy)).rejects.toMatchObject({ code: 'task/not-found' });
  await finish(c.bo);
  await expect(finish(c.ada)).rejects.toMatchObject({ code: 'task/already-done' });
  const change = { taskId, version: version + 1, ...plain, assigneeId: c.bo.id };
  await expect(perform(db.pool, c.bo.caller, updateTask, change)).rejects.toMatchObject({ code: 'task/already-done' });
  for (const who of [c.bo, c.ada]) {
    expect((await list(who, 'done')).tasks).toMatchObject([
      { taskId, doneBy: { name: 'Bo Castellane' }, overdue: false },
    ]);
  }
  expect(await list(c.bo, 'mine')).toMatchObject({ tasks: [], counts: { mine: 0 } });
  await expect(reopen(c.cy)).rejects.toMatchObject({ code: 'task/not-found' });
  await reopen(c.bo);
  expect((await list(c.bo, 'mine')).tasks).toMatchObject([{ taskId, doneAt: null, doneBy: null, cameFrom: null }]);
  expect((await entries(db.owner, c.id)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'tasks.add-task done',
    'tasks.reopen-task refused',
    'tasks.finish-task refused',
    'tasks.finish-task done',
    'tasks.finish-task refused',
    'tasks.update-task refused',
    'tasks.reopen-task refused',
    'tasks.reopen-task done',
  ]);
});

test('a task of somebody gone, opened again, comes to whoever opens it', async () => {
  const { taskId } = await give(c.ada, c.bo);
  await perform(db.pool, c.bo.caller, finishTask, { taskId });
  await leave(c.bo, c.cy);
  await perform(db.pool, c.ada.caller, reopenTask, { taskId });
  expect((await list(c.ada, 'mine')).tasks).toMatchObject([
    { taskId, holder: { userId: c.ada.id }, cameFrom: { name: 'Bo Castellane', deactivated: true } },
  ]);
  expect(await lastEntry()).toMatchObject({
    facts: { before: { assigneeId: c.bo.id }, after: { assigneeId: c.ada.id } },
  });
});

test('after a hand-over the successor sees what came from whom', async () => {
  const { taskId } = await give(c.bo, c.bo);
  await leave(c.bo, c.cy);
  const gone = { userId: c.bo.id, name: 'Bo Castellane', deactivated: true };
  expect((await list(c.cy, 'mine')).tasks).toMatchObject([{ taskId, author: gone, cameFrom: gone }]);
});

test('of two who take a task from the pool at once, one gets it', async () => {
  const { taskId } = await give(c.bo, null, { title: 'For anybody' });
  expect((await list(c.cy, 'pool')).counts.pool).toBe(1);
  const tries = await Promise.allSettled(
    [c.ada, c.cy].map(({ caller }) => perform(db.pool, caller, takeTask, { taskId })),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'task/already-taken' } });
  const winner = tries[0]?.status === 'fulfilled' ? c.ada : c.cy;
  expect(titles(await list(winner, 'mine'))).toEqual(['For anybody']);
  const second = await give(c.bo, null);
  await perform(db.pool, c.bo.caller, finishTask, { taskId: second.taskId });
  await expect(perform(db.pool, c.cy.caller, takeTask, { taskId: second.taskId })).rejects.toMatchObject({
    code: 'task/already-done',
  });
});

test('a task about a patient who is closed to its holder is withheld, and counted', async () => {
  const [closed] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  if (!closed) throw new Error('no patient');
  const { taskId, version } = await give(c.ada, c.bo, { patientId: closed });
  const pooled = await give(c.ada, null, { patientId: closed });
  await block(db.owner, c, c.bo.id, [closed]);
  expect(await list(c.bo, 'mine')).toMatchObject({ tasks: [], withheld: 1, counts: { mine: 0, pool: 0 } });
  expect((await list(c.ada, 'given')).withheld).toBe(0);
  expect((await list(c.bo, 'pool')).tasks).toEqual([]);
  const hidden = { code: 'task/not-found' };
  await expect(answer(db.pool, c.bo.caller, readTask, { taskId })).rejects.toMatchObject(hidden);
  const change = { taskId, version, ...plain, assigneeId: c.bo.id };
  await expect(perform(db.pool, c.bo.caller, updateTask, change)).rejects.toMatchObject(hidden);
  await expect(perform(db.pool, c.bo.caller, finishTask, { taskId })).rejects.toMatchObject(hidden);
  await expect(perform(db.pool, c.bo.caller, takeTask, { taskId: pooled.taskId })).rejects.toMatchObject(hidden);
  await expect(give(c.bo, c.cy, { patientId: closed })).rejects.toMatchObject({ code: 'patient/closed' });
});

test('pages follow one another without gap or repetition', async () => {
  await asOwner(
    `insert into task (clinic_id, author_id, holder_id, title, urgent, due_on, done_at, done_by_id)
     select $1, $2, $3, 'No ' || n, n % 9 = 0, case when n % 3 > 0 then current_date + n % 4 end,
            case when n > 95 then now() - n % 5 * interval '1 microsecond' end, case when n > 95 then $3::uuid end
       from generate_series(1, 190) n`,
    c.id,
    c.ada.id,
    c.bo.id,
  );
  for (const [who, name] of [
    [c.bo, 'mine'],
    [c.ada, 'given'],
    [c.bo, 'done'],
    [c.ada, 'done'],
  ] as const) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await answer(db.pool, who.caller, listTasks, { folder: name, ...(after ? { after } : {}) });
      seen.push(...page.tasks.map(({ taskId }) => taskId));
      after = page.next ?? undefined;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([95, 95]);
  }
  const forged = (keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
  for (const folder of ['mine', 'done'] as const) {
    for (const after of [
      'nonsense',
      forged([0, '2026-02-30', c.bo.id]),
      forged([0, '0000-01-01', c.bo.id]),
      forged(['2026-02-30 00:00:00+00', c.bo.id]),
      forged(['2026-02-28 25:00:00+00', c.bo.id]),
    ]) {
      await expect(answer(db.pool, c.bo.caller, listTasks, { folder, after })).rejects.toMatchObject({
        code: 'request/cursor-unknown',
      });
    }
  }
});

test('Dee holds none of this, and another clinic’s tasks are not there', async () => {
  const { taskId, version } = await give(c.ada, c.dee);
  const change = { taskId, version, ...plain, assigneeId: null };
  const refused = { code: 'actor/not-permitted' };
  await expect(list(c.dee, 'mine')).rejects.toMatchObject(refused);
  await expect(answer(db.pool, c.dee.caller, readTask, { taskId })).rejects.toMatchObject(refused);
  await expect(give(c.dee, c.bo)).rejects.toMatchObject(refused);
  await expect(perform(db.pool, c.dee.caller, updateTask, change)).rejects.toMatchObject(refused);
  const { bo } = await clinic(db.owner);
  const hidden = { code: 'task/not-found' };
  await expect(answer(db.pool, bo.caller, readTask, { taskId })).rejects.toMatchObject(hidden);
  await expect(perform(db.pool, bo.caller, updateTask, change)).rejects.toMatchObject(hidden);
  for (const command of [finishTask, reopenTask, takeTask]) {
    await expect(perform(db.pool, c.dee.caller, command, { taskId })).rejects.toMatchObject(refused);
    await expect(perform(db.pool, bo.caller, command, { taskId })).rejects.toMatchObject(hidden);
  }
});

test('through whose hands a task went, for whoever it concerns', async () => {
  const { taskId, version } = await give(c.ada, c.bo);
  const hands = async (who: Member) =>
    (await answer(db.pool, who.caller, readTaskHistory, { taskId })).hands.map(({ by, from, to }) =>
      [by, from, to].map((person) => person?.name.split(' ')[0] ?? null),
    );
  expect(await hands(c.bo)).toEqual([]);
  const change = (who: Member, to: Member | null, at: number) =>
    perform(db.pool, who.caller, updateTask, { taskId, ...plain, assigneeId: to?.id ?? null, version: at });
  const reworded = await perform(db.pool, c.bo.caller, updateTask, {
    taskId,
    ...plain,
    title: 'Call again',
    assigneeId: c.bo.id,
    version,
  });
  const given = await change(c.ada, c.cy, reworded.version);
  await change(c.cy, null, given.version);
  await perform(db.pool, c.bo.caller, takeTask, { taskId });
  expect(await hands(c.bo)).toEqual([
    ['Ada', 'Bo', 'Cy'],
    ['Cy', 'Cy', null],
    ['Bo', null, 'Bo'],
  ]);
  const missing = { code: 'task/not-found' };
  await expect(hands(c.cy)).rejects.toMatchObject(missing);
  await expect(hands((await clinic(db.owner)).bo)).rejects.toMatchObject(missing);
});

test('an administrator sees everybody’s, without details, and passes a colleague’s task on', async () => {
  const [patientId] = (await patients(db.owner, c.id, ['Tolland, Emeric'])) as [Id<'patient'>];
  const { taskId, version } = await give(c.cy, c.bo, { patientId });
  await give(c.ada, c.cy, { title: 'Own' });
  const pass = (to: Member | null, from: number, by: Member = c.ada) =>
    perform(db.pool, by.caller, passTask, { taskId, assigneeId: to?.id ?? null, version: from });
  const all = async (of = c.ada) =>
    (await list(of, 'all')).tasks
      .map(({ title, details, holder }) => [title, details, holder?.userId] as const)
      .toSorted(([a], [b]) => a.localeCompare(b));
  expect(await all()).toEqual([
    ['Call back', '', c.bo.id],
    ['Own', 'Before noon', c.cy.id],
  ]);
  await expect(list(c.bo, 'all')).rejects.toMatchObject({ code: 'actor/not-permitted' });
  await expect(pass(c.cy, version, c.bo)).rejects.toMatchObject({ code: 'actor/not-permitted' });
  const { version: next } = await pass(c.cy, version);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.ada.id,
    action: 'tasks.pass-task',
    outcome: 'done',
    patient_id: patientId,
    subject_user_id: c.cy.id,
    facts: { taskId, before: { assigneeId: c.bo.id }, after: { assigneeId: c.cy.id } },
  });
  await expect(pass(c.bo, version)).rejects.toMatchObject({ code: 'request/version-stale' });
  const other = await clinic(db.owner);
  await expect(pass(other.cy, next)).rejects.toMatchObject({ code: 'user/not-found' });
  await expect(pass(other.cy, next, other.ada)).rejects.toMatchObject({ code: 'task/not-found' });
  await pass(null, next);
  const hands = async (of: Member) => (await answer(db.pool, of.caller, readTaskHistory, { taskId })).hands;
  expect((await hands(c.ada)).map(({ from, to }) => [from?.userId, to?.userId])).toEqual([
    [c.bo.id, c.cy.id],
    [c.cy.id, undefined],
  ]);
  expect((await answer(db.pool, c.cy.caller, readTask, { taskId })).author.userId).toBe(c.cy.id);
  await block(db.owner, c, c.ada.id, [patientId]);
  await expect(pass(c.cy, next + 1)).rejects.toMatchObject({ code: 'task/not-found' });
  await expect(hands(c.ada)).rejects.toMatchObject({ code: 'task/not-found' });
});

test('what is done, or would go to somebody locked, is not passed on; everybody’s leave as a file for the same users', async () => {
  const { taskId, version } = await give(c.cy, c.bo);
  await asOwner(`update clinic_user set locked_at = now(), locked_reason = 'leave' where user_id = $1`, c.dee.id);
  const pass = (to: Member) => perform(db.pool, c.ada.caller, passTask, { taskId, assigneeId: to.id, version });
  await expect(pass(c.dee)).rejects.toMatchObject({ code: 'task/assignee-not-active' });
  await perform(db.pool, c.bo.caller, finishTask, { taskId });
  await expect(pass(c.cy)).rejects.toMatchObject({ code: 'task/already-done' });
  await expect(perform(db.pool, c.bo.caller, exportTasks, { folder: 'all' })).rejects.toMatchObject({
    code: 'actor/not-permitted',
  });
});
