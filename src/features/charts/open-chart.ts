import { look } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { chartOf } from './chart-store.ts';
import { OpenChart } from './contract.ts';

/** Opens a chart; that it was opened, or was not to be opened, stays in the log. */
export const openChart = look(OpenChart, async (tx, entry, { patientId, after }) => {
  const seen = await chartOf(tx, entry, patientId, after);
  return 'chart' in seen ? seen.chart : new Refusal(seen.refused);
});
