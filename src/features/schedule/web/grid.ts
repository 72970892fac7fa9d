import type { Appointment, TakenSlot } from '../contract.ts';
import { minutesOf, timeAt } from './clock.ts';

/** An appointment, or a time taken by a patient who is closed to the reader. */
export type Slot = Appointment | TakenSlot;

/** Closed slots have no id: what tells them apart is all that is known of them. */
export const keyOf = (slot: Slot): string =>
  slot.patient ? slot.appointmentId : `${slot.provider?.userId} ${slot.siteId} ${slot.startsAt} ${slot.endsAt}`;

const HOUR = 60;
const DAY = 24 * HOUR;
/** Free time is offered in steps as long as the shortest appointment, within these bounds. */
const SHORTEST_STEP = 10;
const LONGEST_STEP = 20;

/** Lowest a card can be and still hold a line and be pressed, in px. */
const LOWEST_CARD = 26;
const USUAL_SCALE = 1.4;
const LARGEST_SCALE = 2.6;

/** What part of a day is drawn, and how large. Minutes since midnight; px a minute. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** How many minutes of free time are offered at once. */
  readonly step: number;
  readonly perMinute: number;
}

const startOf = ({ start }: Slot) => minutesOf(start);
// What goes on after midnight is cut off at the end of its day.
const endOf = (slot: Slot) => Math.min(startOf(slot) + slot.durationMinutes, DAY);

/** From eight to five, and as much longer as anything lasts; larger where appointments are short. */
export function scaleOf(slots: readonly Slot[]): Scale {
  const from = Math.min(8 * HOUR, ...slots.map(startOf));
  const to = Math.max(17 * HOUR, ...slots.map(endOf));
  const shortest = Math.min(LONGEST_STEP, ...slots.map(({ durationMinutes }) => durationMinutes));
  const perMinute = Math.min(LARGEST_SCALE, Math.max(USUAL_SCALE, LOWEST_CARD / shortest));
  const step = Math.max(SHORTEST_STEP, shortest);
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR, step, perMinute };
}

/** Distance from the top of the board, in px. */
export const topAt = ({ from, perMinute }: Scale, minutes: number): number => Math.round((minutes - from) * perMinute);

/** Where a card stands in its column: px from the top, px high, and its lane among those beside it. */
export interface Place {
  readonly slot: Slot;
  readonly top: number;
  readonly height: number;
  readonly lane: number;
  readonly lanes: number;
}

/** Puts what is at one time side by side; what only touches stands in one line. Given in the order of time. */
export function placesOf(slots: readonly Slot[], scale: Scale): Place[] {
  const cards = slots.map((slot) => {
    const top = topAt(scale, startOf(slot));
    return { slot, top, height: Math.max(LOWEST_CARD, topAt(scale, endOf(slot)) - top) - 2 };
  });
  const places: Place[] = [];
  let beside: (typeof cards)[number][] = [];
  const settle = () => {
    const bottoms: number[] = [];
    const lanes = beside.map((card) => {
      const free = bottoms.findIndex((bottom) => bottom <= card.top);
      const lane = free < 0 ? bottoms.length : free;
      bottoms[lane] = card.top + card.height;
      return lane;
    });
    beside.forEach((card, at) => places.push({ ...card, lane: lanes[at] ?? 0, lanes: bottoms.length }));
    beside = [];
  };
  for (const card of cards) {
    if (beside.every(({ top, height }) => top + height <= card.top)) settle();
    beside.push(card);
  }
  settle();
  return places;
}

/** Whether it takes its provider's time. */
export const takesTime = (slot: Slot): boolean =>
  slot.patient === null || slot.status === 'booked' || slot.status === 'arrived' || slot.status === 'seen';

/** The clock times at which nothing takes the provider's time, in steps. */
export function freeTimes(slots: readonly Slot[], { from, to, step }: Scale): string[] {
  const busy = slots.filter(takesTime);
  const steps = Array.from({ length: Math.floor((to - from) / step) }, (_, at) => from + at * step);
  return steps
    .filter((start) => busy.every((slot) => endOf(slot) <= start || startOf(slot) >= start + step))
    .map(timeAt);
}
