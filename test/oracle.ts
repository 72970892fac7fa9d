// A world of roles, sets, blocks and a clock: what can happen in it, carried out in a database and, apart from
// that, reckoned by an oracle.
import fc from 'fast-check';
import type { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { arrange, type Clinic } from './staff.ts';

export const PATIENTS = 6;
const SETS = 3;
const users = ['cy', 'bo'] as const;
type User = (typeof users)[number];
/** The blocks that are laid end by themselves after half a day, when a day passes; or never. */
const ends = ['soon', 'never', 'over'] as const;
const roles = ['doctor', 'admin', 'frontDesk'] as const;

/** What can happen, one after the other. */
export type Step =
  | { readonly does: 'join' | 'leave'; readonly set: number; readonly patient: number }
  | {
      readonly does: 'lay';
      readonly set: number;
      readonly user: User;
      readonly ends: (typeof ends)[number];
      readonly masterFileOpen: boolean;
    }
  | { readonly does: 'lift'; readonly set: number; readonly user: User }
  | { readonly does: 'role'; readonly user: User; readonly role: (typeof roles)[number] }
  | { readonly does: 'site'; readonly user: User; readonly assigned: boolean }
  | { readonly does: 'wait' };

const set = fc.nat(SETS - 1);
const patient = fc.nat(PATIENTS - 1);
const user = fc.constantFrom(...users);
const just = <T extends string>(word: T) => fc.constant(word);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: just('join'), set, patient }) },
  { weight: 2, arbitrary: fc.record({ does: just('leave'), set, patient }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: just('lay'),
      set,
      user,
      ends: fc.constantFrom(...ends),
      masterFileOpen: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: just('lift'), set, user }) },
  { weight: 1, arbitrary: fc.record({ does: just('role'), user, role: fc.constantFrom(...roles) }) },
  { weight: 1, arbitrary: fc.record({ does: just('site'), user, assigned: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: just('wait') }) },
);
export const steps = fc.array(anyStep, { minLength: 1, maxLength: 18 });

interface Laid {
  readonly set: number;
  readonly user: User;
  readonly masterFileOpen: boolean;
  /** Days until it ends by itself. */
  left: number;
}
interface State {
  readonly members: ReadonlySet<number>[];
  readonly blocks: readonly Laid[];
  readonly role: Readonly<Record<User, (typeof roles)[number]>>;
}

const daysLeft = { soon: 0.5, never: Infinity, over: -1 };

/** What the steps come to, reckoned from them alone. */
export function worldOf(taken: readonly Step[]): State {
  const members = Array.from({ length: SETS }, () => new Set<number>());
  let blocks: Laid[] = [];
  const role: Record<User, (typeof roles)[number]> = { cy: 'doctor', bo: 'doctor' };
  for (const step of taken) {
    const isThis = (laid: Laid) => 'user' in step && 'set' in step && laid.set === step.set && laid.user === step.user;
    if (step.does === 'join') members[step.set]?.add(step.patient);
    else if (step.does === 'leave') members[step.set]?.delete(step.patient);
    else if (step.does === 'lift') blocks = blocks.filter((laid) => !isThis(laid));
    else if (step.does === 'role') role[step.user] = step.role;
    else if (step.does === 'wait') for (const laid of blocks) laid.left -= 1;
    else if (step.does === 'lay' && !blocks.some(isThis)) {
      const { masterFileOpen } = step;
      blocks.push({ set: step.set, user: step.user, masterFileOpen, left: daysLeft[step.ends] });
    }
  }
  return { members, blocks, role };
}

/** Whose master files and whose charts are open to a user, and whether the user's role opens any. */
export function openTo({ members, blocks, role }: State, whom: User) {
  const holding = blocks.filter((laid) => laid.user === whom && laid.left > 0);
  const shutBy = (some: readonly Laid[]) => new Set(some.flatMap((laid) => [...(members[laid.set] ?? [])]));
  const not = (shut: ReadonlySet<number>) => [...Array(PATIENTS).keys()].filter((place) => !shut.has(place));
  return {
    file: not(shutBy(holding.filter((laid) => !laid.masterFileOpen))),
    chart: not(shutBy(holding)),
    permitted: role[whom] !== 'frontDesk',
  };
}

/** The clinic in which the steps are carried out. */
export interface World {
  readonly c: Clinic;
  readonly ids: readonly Id<'patient'>[];
  readonly sets: readonly string[];
}

const PASSED = `- interval '1 day'`;
/** A day passes: all that has been is a day older. */
const aDayPasses = [
  `update chart_block set laid_at = laid_at ${PASSED}, ends_at = ends_at ${PASSED}, lifted_at = lifted_at ${PASSED} where clinic_id = $1`,
  `update patient_set_member set since = since ${PASSED} where clinic_id = $1`,
  `update former_set_member set since = since ${PASSED}, until = until ${PASSED} where clinic_id = $1`,
  `update blocked_patient set until = until ${PASSED} where clinic_id = $1`,
];
const endsAt = { soon: `now() + interval '12 hours'`, never: 'null', over: `now() - interval '1 hour'` };

/** Carries a step out, as the owner of the database. */
export const carryOut = (owner: Client, { c, ids, sets }: World, step: Step): Promise<unknown> =>
  arrange(owner, c.id, async () => {
    const run = (sql: string, ...values: unknown[]) => owner.query(sql, [c.id, ...values]);
    if (step.does === 'join')
      await run(
        'insert into patient_set_member values ($1, $2, $3) on conflict do nothing',
        sets[step.set],
        ids[step.patient],
      );
    else if (step.does === 'leave')
      await run(
        'delete from patient_set_member where clinic_id = $1 and set_id = $2 and patient_id = $3',
        sets[step.set],
        ids[step.patient],
      );
    else if (step.does === 'lay')
      await run(
        `insert into chart_block (clinic_id, set_id, user_id, laid_at, ends_at, master_file_open)
         values ($1, $2, $3, now() - interval '2 hours', ${endsAt[step.ends]}, $4) on conflict do nothing`,
        sets[step.set],
        c[step.user].id,
        step.masterFileOpen,
      );
    else if (step.does === 'lift')
      await run(
        'update chart_block set lifted_at = now() where clinic_id = $1 and set_id = $2 and user_id = $3 and lifted_at is null',
        sets[step.set],
        c[step.user].id,
      );
    else if (step.does === 'role') {
      await run('delete from user_role where clinic_id = $1 and user_id = $2', c[step.user].id);
      await run('insert into user_role values ($1, $2, $3)', c[step.user].id, c.roles[step.role]);
    } else if (step.does === 'site') {
      await run('delete from site_assignment where clinic_id = $1 and user_id = $2', c[step.user].id);
      if (step.assigned) await run('insert into site_assignment values ($1, $2, $3)', c[step.user].id, c.siteId);
    } else for (const sql of aDayPasses) await run(sql);
  });
