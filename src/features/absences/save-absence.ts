import type { Id } from '#kernel/brand.ts';
import type { Done } from '#kernel/command.ts';
import type { Input, Output } from '#kernel/contract.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { AddAbsence, AddOwnAbsence, EndAbsence, UpdateOwnAbsence } from './contract.ts';
import { checkCoverers, checkDays, type Cover, eachOnce, goesOn } from './rules.ts';
import * as store from './store.ts';

type Fields = Input<typeof AddOwnAbsence>;

/** What the log keeps of an absence: never the note. */
const recorded = ({ reason, from, until, covers }: Omit<Fields, 'note' | 'covers'> & { covers: readonly Cover[] }) => ({
  reason,
  from,
  until,
  covers,
});

/** @throws {Refusal} whatever stands against these days and these who cover. */
async function check(tx: Tx, userId: Id<'user'>, { from, until, covers }: Fields): Promise<void> {
  const [today, known] = await Promise.all([
    store.readToday(tx),
    store.findCoverers(
      tx,
      userId,
      covers.map(({ covererId }) => covererId),
      { from, until },
    ),
  ]);
  checkDays({ from, until }, today);
  checkCoverers(userId, covers, known);
}

/** Records that a user will be away. */
export async function add(
  tx: Tx,
  actor: Actor,
  userId: Id<'user'>,
  fields: Fields,
): Promise<Done<Output<typeof AddAbsence>>> {
  await check(tx, userId, fields);
  const covers = eachOnce(fields.covers);
  const added = await store.insertAbsence(tx, actor, userId, fields);
  await store.setCovers(tx, added.absenceId, covers);
  const facts = { absenceId: added.absenceId, after: recorded({ ...fields, covers }) };
  return { output: added, audit: { subjectUserId: userId, facts } };
}

/** Changes one that is not over; `of`: only of this user. */
export async function update(
  tx: Tx,
  { absenceId, version, ...fields }: Input<typeof UpdateOwnAbsence>,
  of?: Id<'user'>,
): Promise<Done<Output<typeof AddAbsence>>> {
  const was = goesOn(ofUser(await store.holdAbsence(tx, absenceId), of));
  if (was.version !== version) throw new Refusal('request/version-stale');
  await check(tx, was.userId, fields);
  const covers = eachOnce(fields.covers);
  const updated = await store.updateAbsence(tx, absenceId, fields);
  await store.setCovers(tx, absenceId, covers);
  const facts = { absenceId, before: recorded(was), after: recorded({ ...fields, covers }) };
  return { output: updated, audit: { subjectUserId: was.userId, facts } };
}

/** Ends one that is not over, and is as it was looked at; `of`: only of this user. */
export async function end(
  tx: Tx,
  { absenceId, version }: Input<typeof EndAbsence>,
  of?: Id<'user'>,
): Promise<Done<Output<typeof EndAbsence>>> {
  const was = goesOn(ofUser(await store.holdAbsence(tx, absenceId), of));
  if (was.version !== version) throw new Refusal('request/version-stale');
  const { userId, from, until } = was;
  return {
    output: await store.endAbsence(tx, absenceId),
    audit: { subjectUserId: userId, facts: { absenceId, before: { from, until } } },
  };
}

const ofUser = <A extends { readonly userId: Id<'user'> }>(absence: A | undefined, of: Id<'user'> | undefined) =>
  of === undefined || absence?.userId === of ? absence : undefined;
