import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { addFile } from './add-file.ts';
import { MOST_BYTES } from './file-contract.ts';
import { markLine } from './mark-line.ts';
import { openFile } from './open-file.ts';
import { readChecklist } from './read-checklist.ts';
import { removeFile } from './remove-file.ts';
import { takeBackMark } from './take-back-mark.ts';

let db: TestDatabase;
let c: Clinic;
let app: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  await perform(db.pool, c.ada.caller, markLine, { userId: c.bo.id, line: 'e-fax', state: 'done', note: '' });
});

const pdf = Buffer.from('%PDF-1.7\nthe receipt for the keys\n%%EOF');
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
interface Given {
  readonly name?: string;
  readonly content?: Buffer;
  readonly line?: string;
  readonly who?: Member;
  readonly userId?: Id<'user'>;
}
const add = ({ name = 'receipt.pdf', content = pdf, line = 'e-fax', who = c.ada, userId = c.bo.id }: Given = {}) =>
  perform(db.pool, who.caller, addFile, { userId, line, name, content: content.toString('base64') });
const filesOf = async () =>
  (await answer(db.pool, c.ada.caller, readChecklist, { userId: c.bo.id })).lines.find(({ line }) => line === 'e-fax')
    ?.mark?.files;
const open = (fileId: string, who: Member = c.ada) =>
  app.inject({
    method: 'POST',
    url: `/api/outside-checklist/files/${fileId}`,
    headers: { cookie: who.cookie },
    payload: {},
  });
const remove = (fileId: Id<'file'>, who: Member = c.ada) => perform(db.pool, who.caller, removeFile, { fileId });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const nothing = '00000000-0000-4000-8000-000000000000';

test('a file is kept with its line, and opened again as it was, with an entry each time', async () => {
  const { fileId } = await add();
  expect(await lastEntry()).toMatchObject({
    action: 'outside-checklist.add-file',
    subject_user_id: c.bo.id,
    facts: { line: 'e-fax', file: 'receipt.pdf', bytes: pdf.length },
  });
  expect(await filesOf()).toEqual([{ fileId, name: 'receipt.pdf', bytes: pdf.length }]);
  const opened = await open(fileId);
  expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(opened.headers['content-disposition']).toContain('attachment; filename="receipt.pdf"');
  expect(opened.rawPayload.equals(pdf)).toBe(true);
  expect(await lastEntry()).toMatchObject({
    action: 'outside-checklist.open-file',
    subject_user_id: c.bo.id,
    facts: { line: 'e-fax', file: 'receipt.pdf' },
  });
});

test.each([
  [String.raw`C:\Users\Ada\badge.png`, png, 'badge.png'],
  ['../../etc/passwd', pdf, 'passwd.pdf'],
  ['keys.exe', pdf, 'keys.exe.pdf'],
  ['Photo.JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'Photo.JPEG'],
])('%s is what it holds, and named so', async (name, content, kept) => {
  expect(await add({ name, content })).toMatchObject({ name: kept });
});

test('removed, its content is gone for good; that it was there stays', async () => {
  const { fileId } = await add();
  await remove(fileId);
  expect(await lastEntry()).toMatchObject({
    action: 'outside-checklist.remove-file',
    subject_user_id: c.bo.id,
    facts: { line: 'e-fax', file: 'receipt.pdf' },
  });
  expect(await filesOf()).toEqual([]);
  expect(await one(db.owner, 'select content from outside_file where file_id = $1', [fileId])).toBeNull();
  expect((await open(fileId)).json()).toMatchObject({ code: 'checklist/file-not-found' });
  await expect(remove(fileId)).rejects.toThrow('checklist/file-not-found');
});

test('with the mark it belongs to it leaves the list', async () => {
  const { fileId } = await add();
  await perform(db.pool, c.ada.caller, takeBackMark, { userId: c.bo.id, line: 'e-fax' });
  await perform(db.pool, c.ada.caller, markLine, { userId: c.bo.id, line: 'e-fax', state: 'done', note: 'anew' });
  expect(await filesOf()).toEqual([]);
  expect((await open(fileId)).statusCode).toBe(200);
});

describe('refused, and nothing is kept', () => {
  test.each<[string, Given | (() => Given)]>([
    ['checklist/file-unreadable', { content: Buffer.from('MZ is a program') }],
    ['checklist/file-unreadable', { content: Buffer.from('<svg onload="alert(1)">'), name: 'x.pdf' }],
    ['checklist/file-too-large', { content: Buffer.concat([pdf, Buffer.alloc(MOST_BYTES)]) }],
    ['checklist/not-marked', { line: 'keys-and-devices' }],
    ['checklist/line-not-found', { line: 'no-such-line' }],
    ['user/not-found', { userId: nothing as Id<'user'> }],
    ['actor/not-permitted', () => ({ who: c.dee })],
  ])('%s', async (code, given) => {
    await expect(add(typeof given === 'function' ? given() : given)).rejects.toThrow(code);
    expect(await filesOf()).toEqual([]);
  });

  test('more than ten of one line, however many come at once', async () => {
    const said = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => add({ name: `${n}.pdf` })));
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await expect(add()).rejects.toThrow('checklist/too-many-files');
    expect(await filesOf()).toHaveLength(10);
  });

  test('what is no Base64, or beyond every measure', async () => {
    const send = (content: string) =>
      app.inject({
        method: 'POST',
        url: `/api/users/${c.bo.id}/outside-checklist/e-fax/files`,
        headers: { cookie: c.ada.cookie },
        payload: { name: 'a.pdf', content },
      });
    expect((await send('not base64!')).json()).toMatchObject({ code: 'request/malformed' });
    expect((await send('A'.repeat(5 * 1024 * 1024))).json()).toMatchObject({ code: 'request/too-large' });
    expect(await filesOf()).toEqual([]);
  });

  test('somebody of another clinic, and whoever may not', async () => {
    const { fileId } = await add();
    const other = await clinic(db.owner);
    expect((await open(fileId, other.ada)).json()).toMatchObject({ code: 'checklist/file-not-found' });
    await expect(remove(fileId, other.ada)).rejects.toThrow('checklist/file-not-found');
    await expect(add({ who: other.ada })).rejects.toThrow('user/not-found');
    await expect(perform(db.pool, c.dee.caller, openFile, { fileId })).rejects.toThrow('actor/not-permitted');
    await expect(remove(fileId, c.dee)).rejects.toThrow('actor/not-permitted');
    expect(await filesOf()).toHaveLength(1);
  });
});
