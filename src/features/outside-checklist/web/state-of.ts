import type { ChecklistLine } from '../contract.ts';

/** How a line stands, in the name of its word. */
export const stateOf = ({ mark, overdue }: ChecklistLine) => mark?.state ?? (overdue ? 'overdue' : 'open');
