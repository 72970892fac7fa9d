import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { LAST, type Place } from './search-place.ts';
import type { Way } from './ways.ts';

/** All that is known here of a patient who is closed to the actor. */
export interface Closed {
  readonly patientId: Id<'patient'>;
  readonly lastName: string;
  readonly firstName: string;
  readonly key: string;
}

const columns = sql`patient_id as "patientId", last_name as "lastName", first_name as "firstName", key`;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Between two places of the list by name, which both stay out; `before` left out: to its end. */
interface Between {
  readonly beyond: Place | undefined;
  readonly before: Place | undefined;
  readonly most: number;
}

/** Those closed to the actor whose names begin so, in the order of the list. */
export async function closedByName(tx: Tx, begins: string, { beyond, before, most }: Between): Promise<Closed[]> {
  const { rows } = await sql<Closed>`
    select ${columns} from closed_by_name(lower(${begins}), lower(${begins}) || ${LAST}, ${beyond?.key ?? ''},
      ${beyond?.patientId ?? NOBODY}, ${before?.key ?? null}, ${before?.patientId ?? null}, ${most})`.execute(tx);
  return rows;
}

/** Those closed to the actor who bear exactly the day of birth or number that was typed. */
export async function closedByNumber(tx: Tx, ways: readonly Way[], most: number): Promise<Closed[]> {
  const whole = ways.find((way) => way.by === 'birth' && way.known === 'day');
  const day = whole && 'day' in whole ? whole.day : null;
  const typed = (by: 'number' | 'health') => {
    const way = ways.find((one) => one.by === by);
    return way && 'begins' in way ? way.begins : null;
  };
  const [number, health] = [typed('number'), typed('health')];
  if (day === null && number === null && health === null) return [];
  const { rows } = await sql<Closed>`
    select ${columns} from closed_by_number(${day}, ${number}, ${health}, ${most})`.execute(tx);
  return rows;
}
