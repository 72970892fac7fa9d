import { numbersFor } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import {
  accessOf,
  blockAt,
  findPermission,
  patientIsOpen,
  readMoment,
  rolesThatGave,
  standingOf,
} from './access-store.ts';
import { ExplainAccess } from './access-contract.ts';
import { explain, hasBeen } from './rules.ts';
import { takesOf } from './takes.ts';

/** Asking whether somebody can open a record is a look at what protects it, and leaves its entry. */
export const explainAccess = command(ExplainAccess, async (tx, _actor, { userId, permission, patientId, ...asOf }) => {
  const [asked, found, open] = await Promise.all([
    readMoment(tx, asOf),
    findPermission(tx, permission),
    patientId ? patientIsOpen(tx, patientId) : true,
  ]);
  if (!found) throw new Refusal('role/unknown-permission');
  if (!open) throw new Refusal('patient/not-found');
  const { moment } = hasBeen(asked);
  const takes = takesOf(permission);
  const [standing, heldBy, gave, block, numbers] = await Promise.all([
    standingOf(tx, userId, moment),
    accessOf(tx, userId, moment),
    rolesThatGave(tx, permission, moment),
    patientId && blockAt(tx, userId, patientId, moment),
    takes.numbers && moment === null ? numbersFor(tx, userId, takes.numbers) : undefined,
  ]);
  if (!standing) throw new Refusal('user/not-found');
  const { name, type, status, signIn, heldUntil, sites, activeSince, leftAt, lockedAt, lockedReason } = standing;
  const through = heldBy(standing.roles).find((one) => one.permission === permission)?.through ?? [];
  const blocked = patientId && Boolean(block);
  const said = explain({ permission, takes, type, status, signIn, through, sites, lacks: numbers?.lacks, blocked });
  const output = {
    ...found,
    name,
    ...said,
    signIn,
    through,
    allowedBy: gave.map((role) => role.name),
    type,
    sites,
    lacks: [...(numbers?.lacks ?? [])],
    heldUntil,
    activeSince,
    leftAt,
    lockedAt,
    lockedReason,
    blockedSince: (block && block.laidAt) || null,
    blockedBy: (block && block.set) || null,
  };
  const facts = { permission, ...asOf, allowed: said.allowed, because: said.because };
  return { output, audit: { subjectUserId: userId, patientId, facts } };
});
