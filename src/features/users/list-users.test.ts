import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic } from '#test/staff.ts';
import {
  type ListUsers,
  signIns,
  sortKeys,
  type UserLine,
  type UserStatus,
  type UserType,
  userStatuses,
  userTypes,
} from './contract.ts';
import { listUsers } from './list-users.ts';

type Asked = Input<typeof ListUsers>;

/** A user as drawn: what the oracle knows. */
interface Drawn {
  readonly userId: string;
  readonly userNumber: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly type: UserType;
  readonly speciality: string;
  readonly team: string;
  /** A billing number, which is one person's. */
  readonly billing: string | null;
  readonly status: UserStatus;
  readonly username: string | null;
  /** To the microsecond, as PostgreSQL keeps it; empty for somebody who never signed in. */
  readonly signedIn: string;
  /** Whether their sign-in ends one day. */
  readonly expires: boolean;
}

// Signed in either long ago, or this year; and 90 days ago is what the database says it is.
const thisYear = 2100;
const lately = new Date(Date.now() - 90 * 86_400_000).toISOString();

const lastNames = [
  'Smith',
  'smith',
  'Smithers',
  'de Vries',
  'Élise',
  'Ångström',
  'Zhou',
  'O’Neil',
  'Smith-Jones',
  '123',
];
const firstNames = ['Jo', 'jo', 'Joana', 'Élodie', 'Ann Marie', 'Smitty', 'Zoë'];
const drawn = fc.record({
  lastName: fc.constantFrom(...lastNames),
  firstName: fc.constantFrom(...firstNames),
  type: fc.constantFrom(...userTypes),
  speciality: fc.constantFrom('', 'Family medicine', 'family medicine', 'Österreich'),
  team: fc.constantFrom('', 'Alder', 'Birch'),
  status: fc.constantFrom(...userStatuses),
  login: fc.boolean(),
  second: fc.integer({ min: -1, max: 5 }),
  long: fc.boolean(),
  micro: fc.integer({ min: 0, max: 3 }),
});

let db: TestDatabase;
let c: Clinic;
let everybody: readonly Drawn[];
beforeAll(async () => {
  db = await testDatabase();
  c = await clinic(db.owner);
  // A second clinic with people of the same names: none of them may ever be seen.
  await fill(await clinic(db.owner), 30);
  everybody = await fill(c, 130);
});
afterAll(() => db.drop());

/** Adds users as drawn, beside the four persons. */
async function fill(into: Clinic, count: number): Promise<Drawn[]> {
  const people = fc.sample(drawn, { numRuns: count, seed: 7 }).map(({ second, micro, login, long, ...one }, at) => ({
    ...one,
    billing: at % 3 === 0 ? `J4${at}` : null,
    username: login ? `${one.lastName.slice(0, 2).replaceAll(/\W/g, 'x')}${at}` : null,
    signedIn:
      login && second >= 0 ? `${long ? '2024' : thisYear}-01-0${second + 1}T08:02:0${second}.00000${micro}` : '',
  }));
  await arrange(db.owner, into.id, async () => {
    const given = [into.id, JSON.stringify(people)];
    await db.owner.query(
      `create temp table drawn on commit drop as
       select gen_random_uuid() as user_id, d.* from jsonb_to_recordset($1) as
         d("lastName" text, "firstName" text, type text, speciality text, team text, billing text, status text, username text, "signedIn" text)`,
      [given[1]],
    );
    await db.owner.query(
      `insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type, speciality, team, locked_at, locked_reason)
       select $1, user_id, next_numbers('user'), "lastName", "firstName", type, speciality, team,
              case status when 'locked' then now() end, case status when 'locked' then 'badge lost' end from drawn`,
      [given[0]],
    );
    await db.owner.query(`insert into active_user select $1, user_id from drawn where status <> 'inactive'`, [
      given[0],
    ]);
    await db.owner.query(
      `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
       select $1, user_id, 'bc.billing-number', 0, billing, true from drawn where billing is not null`,
      [given[0]],
    );
    await db.owner.query(
      `insert into credentials (clinic_id, user_id, username, password_hash, passcode_hash, last_sign_in_at, expires_at)
       select $1, user_id, username, '', '', (nullif("signedIn", '') || 'Z')::timestamptz,
              now() + case u.user_number % 4 when 0 then interval '5 days' when 1 then interval '20 days' when 2 then interval '-1 day' end
         from drawn join clinic_user u using (user_id) where username is not null`,
      [given[0]],
    );
  });
  const { rows } = await db.owner.query(
    `select u.user_id as "userId", u.user_number::int as "userNumber", u.last_name as "lastName", u.first_name as "firstName",
            u.type, u.speciality, u.team, (select value from provider_field f where f.user_id = u.user_id) as billing, k.username, k.expires_at is not null as expires, case when a.user_id is null then 'inactive' when locked_at is null then 'active' else 'locked' end as status,
            coalesce(to_char(k.last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '') as "signedIn"
       from clinic_user u left join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)
      where u.clinic_id = $1`,
    [into.id],
  );
  return rows as Drawn[];
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[-'’ ]+/g, ' ');
const partsOf = ({ lastName, firstName }: Drawn) => plain(`${lastName} ${firstName}`.toLowerCase()).split(' ');
const nameOf = ({ lastName, firstName }: Drawn) => `${lastName.toLowerCase()}, ${firstName.toLowerCase()}`;
const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const keyOf: Record<(typeof sortKeys)[number], (one: Drawn) => string> = {
  name: () => '',
  number: ({ userNumber }) => String(userNumber).padStart(19, '0'),
  type: ({ type }) => type,
  speciality: ({ speciality }) => speciality.toLowerCase(),
  team: ({ team }) => team.toLowerCase(),
  status: ({ status }) => status,
  'last-sign-in': ({ signedIn }) => signedIn,
};

const answers = ({ signedIn, expires, userNumber }: Drawn): Record<(typeof signIns)[number], boolean> => ({
  never: signedIn === '',
  'not-lately': signedIn !== '' && signedIn < lately,
  'ends-soon': expires && userNumber % 4 === 0,
});

function expected({
  keyword = '',
  type,
  status = 'current',
  signIn,
  hasCredentials,
  sort = 'name',
  descending = false,
}: Asked): string[] {
  const text = keyword.trim().toLowerCase();
  const [last, first] = text.split(/ ?, ?/, 2);
  const found = everybody.filter(
    (one) =>
      (status === 'current' ? one.status !== 'inactive' : one.status === status) &&
      (type === undefined || one.type === type) &&
      ((last !== undefined && first !== undefined
        ? one.lastName.toLowerCase().startsWith(last) && one.firstName.toLowerCase().startsWith(first)
        : nameOf(one).startsWith(text) ||
          partsOf(one).some((_, at, all) => all.slice(at).join(' ').startsWith(plain(text)))) ||
        `${one.firstName} ${one.lastName}`.toLowerCase().startsWith(text) ||
        Boolean(one.username?.toLowerCase().startsWith(text)) ||
        String(one.userNumber) === text ||
        (one.billing !== null && one.billing === text.toUpperCase().replaceAll(/[\s-]/g, ''))) &&
      (signIn === undefined || answers(one)[signIn]) &&
      (hasCredentials === undefined || hasCredentials === (one.username !== null)),
  );
  const key = keyOf[sort];
  const sorted = found.toSorted(
    (a, b) => bytes(key(a), key(b)) || bytes(nameOf(a), nameOf(b)) || bytes(a.userId, b.userId),
  );
  return (descending ? sorted.toReversed() : sorted).map(({ userId }) => userId);
}

async function everyPage(asked: Asked): Promise<UserLine[][]> {
  const pages: UserLine[][] = [];
  let after: string | null | undefined;
  do {
    const said = await answer(db.pool, c.ada.caller, listUsers, { ...asked, ...(after ? { after } : {}) });
    pages.push(said.users);
    after = said.next;
  } while (after);
  return pages;
}
const idsOf = (pages: readonly (readonly UserLine[])[]) => pages.flat().map(({ userId }) => userId);

describe('paging says what the oracle says, 25 at a time', () => {
  const orders = sortKeys.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })));
  test.each(orders)('by $sort, descending $descending', async (order) => {
    for (const status of [undefined, ...userStatuses]) {
      const pages = await everyPage({ ...order, ...(status ? { status } : {}) });
      expect(idsOf(pages)).toEqual(expected({ ...order, ...(status ? { status } : {}) }));
      expect(pages.slice(0, -1).every((page) => page.length === 25)).toBe(true);
      expect(pages.at(-1)?.length).toBeGreaterThan(0);
    }
  });

  test('with a keyword, a type, a status and an order drawn at random', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            keyword: fc.oneof(
              fc.constantFrom(
                'smith',
                'SMITH',
                ' smith, jo ',
                'jo sm',
                'Élo',
                'él',
                'zoë zhou',
                '123',
                '12',
                'sm1',
                'å',
                'j43',
                'J4-12',
                'j4 6',
                '%',
                '_',
                '',
              ),
              fc.nat(140).map(String),
            ),
            type: fc.constantFrom(...userTypes),
            signIn: fc.constantFrom(...signIns),
            hasCredentials: fc.boolean(),
            status: fc.constantFrom('current' as const, ...userStatuses),
            sort: fc.constantFrom(...sortKeys),
            descending: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        async (asked) => {
          expect(idsOf(await everyPage(asked))).toEqual(expected(asked));
        },
      ),
      { numRuns: 60 },
    ));
});

test('a name is found however it is typed', async () => {
  const found = async (keyword: string) => idsOf(await everyPage({ keyword })).length;
  expect(await found('smith,jo')).toBe(await found('smith, jo'));
  expect(await found('smith ,  jo')).toBe(await found('smith, jo'));
  expect(await found('Ann  Marie')).toBe(await found('ann marie'));
  expect(await found('smith,')).toBeGreaterThan(0);
  expect(await found('smith, jo')).toBeGreaterThan(0);
});

test('a line tells what the list shows', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update credentials set last_sign_in_at = '2026-11-10T16:02:00Z', held_until = '2126-01-01T00:00:00Z' where user_id = $1`,
      [c.ada.id],
    ),
  );
  const { users } = await answer(db.pool, c.ada.caller, listUsers, { keyword: 'lindqvist' });
  expect(users).toMatchObject([
    {
      userId: c.ada.id,
      userNumber: 1,
      lastName: 'Lindqvist',
      firstName: 'Ada',
      type: 'admin',
      status: 'active',
      roles: ['admin', 'doctor'],
      sites: ['AP'],
      hasCredentials: true,
      lastSignInAt: '2026-11-10T16:02:00.000Z',
      heldUntil: '2126-01-01T00:00:00.000Z',
    },
  ]);
});

test('the counts are those of the keyword and the type, whatever the status', async () => {
  const asked = { keyword: 'smith', type: 'nurse' } as const;
  const count = (status: UserStatus) => expected({ ...asked, status }).length;
  const wanted = { active: count('active'), locked: count('locked'), inactive: count('inactive'), away: 0 };
  expect(wanted.active + wanted.locked + wanted.inactive).toBeGreaterThan(3);
  for (const status of ['current', ...userStatuses] as const) {
    expect((await answer(db.pool, c.ada.caller, listUsers, { ...asked, status })).counts).toEqual(wanted);
  }
});

test('who is absent today is away, until the last day of it, and counted', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into absence (clinic_id, user_id, reason, from_day, until_day, made_by_id)
       select $1, of.user_id, 'holiday', (now() at time zone k.time_zone)::date + of.first, (now() at time zone k.time_zone)::date + of.last, $2
         from clinic k, (values ($3::uuid, -1, 0), ($4::uuid, 1, 2)) of(user_id, first, last) where k.clinic_id = $1`,
      [c.id, c.ada.id, c.bo.id, c.cy.id],
    ),
  );
  const asked = { status: 'away' } as const;
  const { users, counts } = await answer(db.pool, c.ada.caller, listUsers, asked);
  expect(users.map(({ userId }) => userId)).toEqual([c.bo.id]);
  expect([counts.away, users[0]?.awayUntil]).toEqual([1, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
  const chosen = await answer(db.pool, c.ada.caller, listUsers, { ...asked, keyword: 'nobody of that name' });
  expect([chosen.users, chosen.counts.away]).toEqual([[], 0]);
});

test.each([
  ['not base64', '***'],
  ['no list', toCursor([]).slice(1)],
  ['too few keys', toCursor(['', 'smith, jo'])],
  ['no id', toCursor(['', 'smith, jo', 'somebody'])],
  ['a null', toCursor([null, 'smith, jo', '00000000-0000-4000-8000-000000000000'])],
  ['a zero byte', toCursor(['', 'smith\0', '00000000-0000-4000-8000-000000000000'])],
])('a cursor with %s is none of ours', async (_, after) => {
  await expect(answer(db.pool, c.ada.caller, listUsers, { after })).rejects.toThrow('request/cursor-unknown');
});

test('actor/not-permitted', async () => {
  await expect(answer(db.pool, c.dee.caller, listUsers, {})).rejects.toThrow('actor/not-permitted');
});

test('any part of a name is found, without accents; both halves around a comma can be begun; so can an email', async () => {
  const of = await clinic(db.owner);
  await arrange(db.owner, of.id, () =>
    db.owner.query(
      `with one as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
                    values ($1, next_numbers('user'), 'Dufresne-Achterberg', 'Marie-Clémentine', 'midwife') returning clinic_id, user_id),
            here as (insert into active_user (clinic_id, user_id) select * from one)
       insert into credentials (clinic_id, user_id, email) select clinic_id, user_id, 'clem@alder.example' from one`,
      [of.id],
    ),
  );
  const find = async (keyword: string) =>
    (await answer(db.pool, of.ada.caller, listUsers, { keyword })).users.map(({ lastName }) => lastName);
  for (const keyword of [
    'achterb',
    'CLEMENTINE',
    'marie clem',
    'duf, mar',
    'dufresne-achterberg, marie',
    'clem@',
    'cast, b',
  ])
    expect([keyword, await find(keyword)]).toEqual([
      keyword,
      [keyword === 'cast, b' ? 'Castellane' : 'Dufresne-Achterberg'],
    ]);
  expect(await find('achterberg, m')).toEqual([]);
});
