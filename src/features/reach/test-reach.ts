import type { Client, Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { type Command, perform } from '#kernel/command.ts';
import type { FileAnswer } from '#kernel/contract.ts';
import { UTF8_MARK } from '#kernel/csv.ts';
import { textOfPdf } from '#test/canary-reading.ts';
import { arrange, type Clinic, entries, type Member, one } from '#test/staff.ts';

/** The terms of a block, and since when it holds. */
interface Terms {
  readonly reason?: string;
  readonly masterFileOpen?: boolean;
  readonly emergencyAllowed?: boolean;
  readonly patientRequest?: boolean;
  /** As an interval before now: `30 days`. */
  readonly laidAgo?: string;
  readonly liftedAgo?: string;
  readonly endedAgo?: string;
}

/** Keeps a user out of these patients by a set of that name, laid by Ada; answers the block's id. */
export const layBlock = (
  owner: Client,
  c: Clinic,
  name: string,
  { id }: Member,
  patientIds: readonly string[],
  terms: Terms = {},
): Promise<Id<'block'>> =>
  arrange(owner, c.id, async () => {
    const ago = terms.laidAgo ?? '0 seconds';
    const set = await one(owner, 'insert into patient_set (clinic_id, name) values ($1, $2) returning set_id', [
      c.id,
      name,
    ]);
    await owner.query(
      `insert into patient_set_member (clinic_id, set_id, patient_id, since) select $1, $2, unnest($3::uuid[]), now() - $4::interval`,
      [c.id, set, patientIds, ago],
    );
    return one<Id<'block'>>(
      owner,
      `insert into chart_block (clinic_id, set_id, user_id, laid_by_id, reason, master_file_open, emergency_allowed, patient_request,
                                laid_at, lifted_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now() - $9::interval, now() - $10::interval, now() - $11::interval) returning block_id`,
      [
        c.id,
        set,
        id,
        c.ada.id,
        terms.reason ?? '',
        terms.masterFileOpen ?? false,
        terms.emergencyAllowed ?? false,
        terms.patientRequest ?? false,
        ago,
        terms.liftedAgo ?? null,
        terms.endedAgo ?? null,
      ],
    );
  });

/** Performs a command and answers with what it was refused with; its entry says the same. */
export async function refusedWith(
  { pool, owner }: { readonly pool: Pool; readonly owner: Client },
  c: Clinic,
  by: Member,
  asked: Command,
  input: object,
): Promise<string> {
  const said = await perform(pool, by.caller, asked, input as never).then(
    () => 'done',
    (error: Error) => error.message,
  );
  const last = (await entries(owner, c.id)).at(-1);
  if (last?.outcome !== 'refused' || last.reason !== said || last.action !== asked.operation.name)
    throw new Error(`${said}, but the log says ${JSON.stringify(last)}`);
  return said;
}

/** As if whoever is here had been here, in their roles, for a year. */
export const agedByAYear = (owner: Client, c: Clinic) =>
  arrange(owner, c.id, async () => {
    for (const table of ['role', 'role_permission', 'user_role', 'active_user', 'clinic_user', 'credentials']) {
      await owner.query(
        `update ${table}_history set during = tstzrange(lower(during) - interval '1 year', null) where clinic_id = $1`,
        [c.id],
      );
    }
    await owner.query(
      `update permission_history set during = tstzrange(now() - interval '3 years', null) where upper_inf(during) and lower(during) > now() - interval '2 years'`,
    );
  });

/** A day of the clinic's calendar, so many days from today. */
export const dayFromNow = (owner: Client, days: number): Promise<string> =>
  one(owner, `select ((now() at time zone 'America/Vancouver')::date + $1::int)::text`, [days]);

/** The lines of a file. */
export async function linesOf({ content }: FileAnswer): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of content) pieces.push(String(piece));
  return pieces.join('').replace(UTF8_MARK, '').trimEnd().split('\r\n');
}

/** What is written in a document on paper. */
export async function textOf({ content }: FileAnswer): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(Buffer.from(piece));
  return textOfPdf(Buffer.concat(pieces));
}
