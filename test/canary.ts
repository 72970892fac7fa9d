// A clinic in which whatever is known of a patient carries that patient's mark.
import { randomUUID } from 'node:crypto';
import { perform } from '#kernel/command.ts';
import { runReport } from '#features/demographic-report/run-report.ts';
import { saveQuery } from '#features/demographic-report/save-query.ts';
import { savePatientSet } from '#features/patient-sets/save-patient-set.ts';
import { savePlan } from '#features/handover/save-plan.ts';
import { kinds } from '#features/handover/kinds.ts';
import { startReview } from '#features/access-review/start-review.ts';
import { makeAdministrator, ready } from './acting.ts';
import type { TestDatabase } from './database.ts';
import type { Ids } from './inputs.ts';
import { fill, tablesOf } from './looking.ts';
import { arrange, type Clinic, clinic, type Member, patients } from './staff.ts';
import { block, openWork, toUser, without } from './work.ts';

/** What stands in every text about a patient; in the names, the second. No input ever carries one of them whole. */
export const marks = { closed: ['Zq7Mark', 'Zq7Name'], open: ['Wx3Mark', 'Wx3Name'] } as const;
/** How the marks begin: what a search may be asked for. */
export const BEGINNING = 'Zq7';

/** The columns in which a mark can stand, by table: texts without a rule of their own, found by trying. */
export type Markable = ReadonlyMap<string, readonly { readonly column: string; readonly json: boolean }[]>;

/** Tries each column of each table that speaks of a patient, on rows that are then undone. */
export async function markable(database: TestDatabase): Promise<Markable> {
  const { owner } = database;
  const c = await clinic(owner);
  await fill(database, c, await patients(owner, c.id, ['Try, One']));
  const found = new Map<string, { column: string; json: boolean }[]>();
  for (const table of await tablesOf(database)) {
    const { rows } = await owner.query<{ column: string; json: boolean }>(
      `select attname as column, atttypid = 'jsonb'::regtype as json from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and atttypid in ('text'::regtype, 'jsonb'::regtype)`,
      [table],
    );
    const taken: typeof rows = [];
    for (const one of rows) {
      await owner.query('begin');
      await owner.query(`select set_config('custodian.clinic', $1, true), set_config('custodian.actor', $2, true)`, [
        c.id,
        c.ada.id,
      ]);
      const value = one.json ? `'{"x": "Mark"}'::jsonb` : `'Mark x'`;
      await owner.query(`update ${table} set ${one.column} = ${value} where clinic_id = '${c.id}'`).then(
        ({ rowCount }) => rowCount && taken.push(one),
        () => undefined,
      );
      await owner.query('rollback');
    }
    found.set(table, taken);
  }
  return found;
}

async function mark({ owner }: TestDatabase, c: Clinic, columns: Markable, of: readonly string[]): Promise<void> {
  const each = of.map((id, n) => {
    const [text, name] = n === 0 ? marks.closed : marks.open;
    return `('${id}'::uuid, '${text}', '${name}', ${n})`;
  });
  const marked = `(values ${each.join(', ')}) m(id, mark, name, n)`;
  const updates = [...columns].flatMap(([table, taken]) => {
    const set = taken.map(({ column, json }) => {
      const words = `m.${column.endsWith('_name') ? 'name' : 'mark'} || ' ${table} ${column}'`;
      return `${column} = ${json ? `jsonb_build_object('x', ${words})` : words}`;
    });
    return set.length === 0
      ? []
      : [
          `update ${table} t set ${set.join(', ')} from ${marked} where t.clinic_id = '${c.id}' and t.patient_id = m.id`,
        ];
  });
  const entries = `insert into audit_entry (clinic_id, at, actor_id, action, outcome, patient_id, reason, facts)
    select '${c.id}', now() - (n + 1) * interval '1 hour', '${c.ada.id}', 'patients.update-patient', 'done', m.id, m.mark,
           jsonb_build_object('before', m.mark, 'after', m.name) from ${marked}`;
  // Without triggers: what is signed, sent or cancelled carries its mark too, though nobody could change it.
  const silent = [
    'set local session_replication_role = replica',
    ...updates,
    'set local session_replication_role = origin',
  ];
  await arrange(owner, c.id, () => owner.query([...silent, entries].join(';\n')));
}

/** What waits to be told to those who are blocked, in pages or by mail, and speaks of the closed patient. */
export async function writtenTo({ owner }: TestDatabase, { c, blocked, doctor, closed }: Canary): Promise<string[]> {
  const { rows } = await owner.query<{ kind: string; facts: string }>(
    `select kind, facts::text from (select clinic_id, user_id, kind, facts from notice union all
                                    select clinic_id, user_id, kind, facts from mail) told
      where clinic_id = $1 and user_id = any($2::uuid[]) and facts::text ilike any ($3::text[])`,
    [c.id, [blocked.id, doctor.id], [...marks.closed, closed].map((one) => `%${one}%`)],
  );
  return rows.map(({ kind, facts }) => `${kind} ${facts}`);
}

export interface Canary {
  readonly c: Clinic;
  /** Doctor and administrator to whom nothing is closed. */
  readonly control: Member;
  /** Doctor and administrator, and a doctor alone, to whom the first patient is closed. */
  readonly blocked: Member;
  readonly doctor: Member;
  readonly closed: string;
  readonly ids: Ids;
}

const identified = new WeakMap<TestDatabase, Promise<string>>();
/** The statement that finds every identifier of a clinic: read off the catalogue, so that a new table is known by itself. */
async function identifying({ owner }: TestDatabase): Promise<string> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[1]
      where c.relnamespace = 'custodian'::regnamespace and i.indisprimary and i.indnkeyatts = 2
        and a.atttypid = 'uuid'::regtype and a.attname like '%\\_id'`,
  );
  return rows
    .map(
      ({ table, column }) =>
        `(select '${column.replace(/_id$/, '')}' as thing, ${column}::text as id from ${table} where clinic_id = $1 order by 2 limit 40)`,
    )
    .join(' union ');
}

/** Every identifier of the clinic, by what it names; under the empty name all, and one that names nothing. */
async function idsOf(database: TestDatabase, c: Clinic): Promise<Ids> {
  const statement = identified.get(database) ?? identifying(database);
  identified.set(database, statement);
  const { rows } = await database.owner.query<{ thing: string; id: string }>(await statement, [c.id]);
  const ids = new Map<string, string[]>();
  for (const { thing, id } of rows) {
    const name = thing.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    ids.set(name, [...(ids.get(name) ?? []), id]);
  }
  ids.set('', [...rows.map(({ id }) => id), randomUUID()]);
  return ids;
}

/** Everybody's own query, and a set of all patients but one, who has come to meet its criteria since. */
async function report({ owner, pool }: TestDatabase, c: Clinic, working: readonly Member[], both: readonly string[]) {
  const shown = { criteria: {}, orderBy: 'last-name' } as const;
  const asked = { ...shown, columns: ['demographic-number', 'last-name'] as ('demographic-number' | 'last-name')[] };
  for (const [n, who] of working.entries())
    await perform(pool, who.caller, saveQuery, { name: `Everybody, ${n}`, shared: true, asked });
  const { summary } = await perform(pool, c.ada.caller, runReport, asked);
  const seen = { patients: summary?.shown ?? 0, fingerprint: summary?.fingerprint ?? '' };
  const { setId } = await perform(pool, c.ada.caller, savePatientSet, { name: 'Everybody', ...shown, seen });
  await arrange(owner, c.id, () =>
    owner.query('delete from patient_set_member where set_id = $1 and patient_id = $2', [setId, both[1]]),
  );
}

/** A clinic with something of everything about two patients, of whom the first is closed to two of its users. */
export async function canary(database: TestDatabase, columns: Markable): Promise<Canary> {
  const { owner, pool } = database;
  const c = await clinic(owner);
  const both = await patients(owner, c.id, ['Try, One', 'Try, Two']);
  const [closed = ''] = both;
  await makeAdministrator(owner, c, c.cy);
  await arrange(owner, c.id, async () => {
    await owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.doctor]);
    // Only a practitioner signs: who administers practises too, as in a small clinic, and the control is refused nothing by type.
    await owner.query(`update clinic_user set type = 'doctor' where clinic_id = $1`, [c.id]);
    await owner.query(
      `insert into provider_field (clinic_id, user_id, field, position, value, identifies)
       select $1, id, 'bc.cpsid', 0, 31700 + n, true from unnest($2::uuid[]) with ordinality u(id, n)`,
      [c.id, [c.ada.id, c.cy.id, c.dee.id]],
    );
  });
  // Bo leaves, and so there is a receipt; what Bo held waits in the pool.
  await fill(database, c, both);
  const plan = kinds.map(({ kind, dispositions }) => {
    const rest = dispositions.find((how) => how !== 'transfer');
    // A prescription that is cancelled is final, and no mark could be written into it.
    return rest && kind !== 'prescription' ? without(kind, rest) : toUser(kind, c.ada.id);
  });
  await (
    await ready(pool, c.ada, c.bo, plan)
  )();
  const working = [c.ada, c.cy, c.dee];
  for (const who of working) await openWork(owner, c, who.id, both);
  await arrange(owner, c.id, async () => {
    await owner.query(
      'update task set done_at = now(), done_by_id = holder_id where clinic_id = $1 and holder_id is not null',
      [c.id],
    );
    await owner.query('update inbox_item set filed_at = now() where clinic_id = $1 and holder_id is not null', [c.id]);
    for (const [name, shortName] of [
      ['Birch Lane', 'BL'],
      ['Cedar Court', 'CC'],
    ])
      await owner.query('insert into site (clinic_id, name, short_name) values ($1, $2, $3)', [c.id, name, shortName]);
    await owner.query(
      `insert into site_assignment (clinic_id, user_id, site_id)
       select $1, unnest($2::uuid[]), site_id from site where clinic_id = $1 and short_name = 'BL'`,
      [c.id, working.map(({ id }) => id)],
    );
    await owner.query(
      `delete from open_site where clinic_id = $1 and site_id = (select site_id from site where clinic_id = $1 and short_name = 'CC')`,
      [c.id],
    );
  });
  for (const who of working) await openWork(owner, c, who.id, both);
  const due = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await perform(pool, c.ada.caller, startReview, {
    name: 'Everybody',
    scope: 'all',
    dueOn: due,
    reviewerIds: [c.ada.id, c.cy.id],
  });
  await report(database, c, working, both);
  for (const { id } of [c.cy, c.dee])
    await perform(pool, c.ada.caller, savePlan, { userId: id, plan: [without('task', 'return')], basedOn: 0 });
  // One is the patient of somebody to whom they are closed, the other waits for an MRP.
  await arrange(owner, c.id, () =>
    owner.query('update patient set mrp_id = case when patient_id = $2 then $3::uuid end where clinic_id = $1', [
      c.id,
      closed,
      c.cy.id,
    ]),
  );
  await mark(database, c, columns, both);
  for (const who of [c.cy, c.dee]) await block(owner, c, who.id, [closed]);
  return { c, control: c.ada, blocked: c.cy, doctor: c.dee, closed, ids: await idsOf(database, c) };
}
