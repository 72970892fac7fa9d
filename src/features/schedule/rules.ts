import { Refusal } from '#kernel/refusal.ts';
import { type AppointmentStatus, MOST_DAYS, type Mark } from './contract.ts';

const MS_A_DAY = 86_400_000;

/**
 * Makes sure that a list has a first and a last day in order, and not more days than one list shows.
 *
 * @throws {Refusal} `schedule/days-malformed`.
 */
export function checkDays(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / MS_A_DAY + 1;
  if (days < 1 || days > MOST_DAYS) throw new Refusal('schedule/days-malformed', { most: MOST_DAYS });
}

/** Whether something can still be done with it: its time is to come, or somebody must yet say what became of it. */
export const isOpen = (status: AppointmentStatus): boolean => status === 'booked' || status === 'arrived';

/** What an appointment can be marked next. Seen and no-show are one press and can be taken back; cancelled is final. */
export const nextMarks: Readonly<Record<AppointmentStatus, readonly Mark[]>> = {
  booked: ['arrived', 'seen', 'no-show'],
  arrived: ['seen', 'no-show', 'booked'],
  seen: ['arrived', 'booked'],
  'no-show': ['booked'],
  cancelled: [],
};

/** Users with these types have a column in the schedule. */
export const bookableTypes: readonly string[] = ['doctor', 'nurse', 'resident', 'midwife'];

/** What must be known of a provider before a patient can be booked with them at a site. */
export interface Bookable {
  readonly provider: { readonly type: string; readonly locked: boolean; readonly active: boolean } | undefined;
  readonly atSite: boolean;
}

/**
 * Decides whether a patient can be booked with a provider at a site.
 *
 * @throws {Refusal} `user/not-found`, `schedule/not-bookable`, `schedule/not-at-site`.
 */
export function checkBookable({ provider, atSite }: Bookable): void {
  if (!provider) throw new Refusal('user/not-found');
  if (!provider.active || provider.locked || !bookableTypes.includes(provider.type)) {
    throw new Refusal('schedule/not-bookable');
  }
  if (!atSite) throw new Refusal('schedule/not-at-site');
}

/**
 * Keeps a clinic's word not to book with whoever is away.
 *
 * @throws {Refusal} `schedule/provider-away`.
 */
export function notAway(refused: { readonly name: string } | undefined): void {
  if (refused) throw new Refusal('schedule/provider-away', { name: refused.name });
}

/** What somebody with these permissions may do with an appointment as it stands. */
export const abilities = (permissions: ReadonlySet<string>, status: AppointmentStatus) => ({
  move: isOpen(status) && permissions.has('schedule.move-appointment'),
  cancel: isOpen(status) && permissions.has('schedule.cancel-appointment'),
  mark: permissions.has('schedule.mark-appointment') ? [...nextMarks[status]] : [],
});

interface Marking {
  readonly status: Mark;
  /** What it was marked when the caller looked at it. */
  readonly was?: AppointmentStatus;
}

/**
 * Decides whether an appointment may be marked so. Seen and no-show are taken back by whoever knows that they stand
 * there: a press of Arrived on a page that is no longer true must not undo them.
 *
 * @throws {Refusal} `schedule/appointment-not-found`, `schedule/appointment-closed`.
 */
export function markableOrRefuse<A extends { readonly status: AppointmentStatus }>(
  appointment: A | undefined,
  { status, was }: Marking,
): A {
  const isTakenBack = appointment && appointment.status === was && nextMarks[was].includes(status);
  return isTakenBack ? appointment : openOrRefuse(appointment);
}

/**
 * Makes sure that there is an appointment and that it is open.
 *
 * @throws {Refusal} `schedule/appointment-not-found`, `schedule/appointment-closed`.
 */
export function openOrRefuse<A extends { readonly status: AppointmentStatus }>(appointment: A | undefined): A {
  if (!appointment) throw new Refusal('schedule/appointment-not-found');
  if (!isOpen(appointment.status)) throw new Refusal('schedule/appointment-closed');
  return appointment;
}
