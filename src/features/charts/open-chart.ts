import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { chartOf } from './chart-store.ts';
import { OpenChart } from './contract.ts';

/** Opens a chart; that it was opened stays in the log. */
export const openChart = command(OpenChart, async (tx, actor, { patientId, after }) => {
  const chart = await chartOf(tx, actor, patientId, after);
  if (!chart) throw new Refusal('patient/not-found');
  return { output: chart, audit: { patientId } };
});
