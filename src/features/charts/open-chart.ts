import { notOpen } from '#features/patients/public.ts';
import { look } from '#kernel/command.ts';
import { chartOf } from './chart-store.ts';
import { OpenChart } from './contract.ts';

/** Opens a chart; that it was opened stays in the log. */
export const openChart = look(
  OpenChart,
  ({ patientId }) => ({ patientId }),
  async (tx, _actor, { patientId, after }) => {
    const chart = await chartOf(tx, patientId, after);
    if (!chart) throw await notOpen(tx, patientId);
    return chart;
  },
);
