import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { closeReview } from './close-review.ts';
import { handToDeactivate } from './hand-to-deactivate.ts';
import { saidOf } from './test-decisions.ts';
import { confirmAs, lineOf, read, started, withTwoReviewers } from './test-reviews.ts';

let db: TestDatabase;
let c: Clinic;
let reviewId: Id<'review'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildApp(db.pool);
});
afterAll(() => app.close());
beforeEach(async () => {
  c = await clinic(db.owner);
  await withTwoReviewers(db.owner, c);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set first_name = '=Dee', last_name = 'ᐃᓄᒃ Hartwell' where user_id = $1`, [
      c.dee.id,
    ]),
  );
  ({ reviewId } = await started(db, c, { scope: 'role', roleId: c.roles.frontDesk, reviewerIds: [c.cy.id] }));
});

const close = (reason?: string, by: Member = c.ada) =>
  perform(db.pool, by.caller, closeReview, { reviewId, ...(reason ? { reason } : {}) });
const document = async (format: 'pdf' | 'csv', by: Member = c.ada) =>
  app.inject({
    method: 'POST',
    url: `/api/access-reviews/${reviewId}/document`,
    headers: { cookie: by.cookie, 'idempotency-key': 'the-same-each-time' },
    payload: { format },
  });
const pdfText = async (bytes: Buffer) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes) }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, at) => (await pdf.getPage(at + 1)).getTextContent()),
  );
  const text = pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join('\n');
  return { pdf, text };
};

test('closed when everything is decided, and then final', async () => {
  await confirmAs(db, c.cy, reviewId, c.dee);
  const { digest } = await close();
  expect(await read(db, c.ada, reviewId)).toMatchObject({ closedBy: 'Ada Lindqvist', closedReason: null, digest });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'access-review.close-review',
    facts: { reviewId, waiting: 0, digest },
  });
  const tries = [
    'update access_review set name = name where review_id = $1',
    'update access_review set closed_at = null, closed_by_name = null, digest = null where review_id = $1',
    'update access_review_line set reviewer_name = reviewer_name where review_id = $1',
    'delete from access_review_line where review_id = $1',
    'delete from access_review where review_id = $1',
  ];
  for (const sql of tries) {
    const again = () => db.owner.query(sql, [reviewId]);
    await expect(arrange(db.owner, c.id, again)).rejects.toMatchObject({ constraint: 'access_review_closed' });
  }
});

test('closed early with a reason: what is undecided stays marked undecided, whatever becomes of the user', async () => {
  await close(' year end ');
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.dee.id]));
  const review = await read(db, c.ada, reviewId);
  expect(review).toMatchObject({ closedReason: 'year end', counts: { undecided: 1, left: 0 } });
});

test('what was handed to Deactivate and not done holds the review open', async () => {
  const { seen } = await lineOf(db, c.ada, reviewId, c.dee);
  await perform(db.pool, c.cy.caller, handToDeactivate, { reviewId, userId: c.dee.id, seen, reason: 'left' });
  expect(await saidOf(db.owner, c.id, () => close())).toBe('review/reason-missing');
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.dee.id]));
  await close();
  expect((await read(db, c.ada, reviewId)).lines).toMatchObject([{ state: 'out', outcome: 'deactivated' }]);
});

describe('refused', () => {
  const refused = (act: () => Promise<unknown>) => saidOf(db.owner, c.id, act);
  test('review/not-starter, unless whoever started it has left', async () => {
    expect(await refused(() => close('x', c.cy))).toBe('review/not-starter');
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.ada.id]));
    await close('Ada has left', c.cy);
  });
  test('review/reason-missing', async () => {
    expect(await refused(() => close())).toBe('review/reason-missing');
  });
  test('review/already-closed', async () => {
    await close('x');
    expect(await refused(() => close('x'))).toBe('review/already-closed');
  });
  test('actor/not-permitted', async () => {
    expect(await refused(() => close('x', c.bo))).toBe('actor/not-permitted');
  });
});

describe('the document', () => {
  test('as CSV: head, then the table that the digest stands for; names are no formulas', async () => {
    await confirmAs(db, c.cy, reviewId, c.dee);
    const { digest } = await close();
    const answer = await document('csv');
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="access-review Autumn \d{4}-\d\d-\d\d\.csv"/,
    );
    const [head = '', table = ''] = answer.body.split('\r\n\r\n');
    expect(head).toContain('Clinic,Alder Point\r\n');
    expect(head).toContain('Of whom,users with the role front desk\r\n');
    expect(head).toContain('Times by the clock of,America/Vancouver\r\n');
    expect(head).toContain('Confirmed,1\r\n');
    expect(head).toContain(`SHA-256 of the table,${digest}`);
    expect(table).toContain("'=Dee ᐃᓄᒃ Hartwell,receptionist,active,front desk,Alder Point,never,");
    expect(table).toContain('Cy Okonjo,confirmed');
    expect(createHash('sha256').update(table).digest('hex')).toBe(digest);
  });

  test('as PDF: tagged, titled, in its language, with every name that people have', async () => {
    await close('year end');
    const answer = await document('pdf');
    expect(answer.headers['content-type']).toBe('application/pdf');
    const { pdf, text } = await pdfText(answer.rawPayload);
    expect(text).toContain('=Dee ᐃᓄᒃ');
    expect(text).toContain('undecided');
    expect(text).toContain('year end');
    expect(text).toContain((await read(db, c.ada, reviewId)).digest);
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'Access review: Autumn', Language: 'en-CA' });
    expect(Object.fromEntries((await pdf.getMarkInfo()) as never)).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const tag of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD']) expect(tree).toContain(`"role":"${tag}"`);
  });

  test('each time it is taken out there is an entry, as there is when that is refused', async () => {
    await document('csv');
    await document('pdf');
    await document('pdf', c.bo);
    const entry = { action: 'access-review.make-document', outcome: 'done', actor_id: c.ada.id };
    const facts = { reviewId, review: 'Autumn', exported: 1 };
    expect((await entries(db.owner, c.id)).slice(-3)).toMatchObject([
      { ...entry, facts: { ...facts, format: 'csv' } },
      { ...entry, facts: { ...facts, format: 'pdf' } },
      { ...entry, outcome: 'refused', actor_id: c.bo.id, reason: 'actor/not-permitted' },
    ]);
  });

  test('of an open review says that it is not closed', async () => {
    expect((await document('csv')).body).toContain('Closed,"not closed yet; as it stands on ');
  });

  test('review/not-found, actor/not-permitted', async () => {
    expect((await document('pdf', c.bo)).json()).toMatchObject({ code: 'actor/not-permitted' });
    reviewId = c.id as never;
    expect((await document('pdf')).json()).toMatchObject({ code: 'review/not-found' });
  });
});
