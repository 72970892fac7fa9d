import { query } from '#kernel/query.ts';
import { handsOf, isOpenPatient } from '../work/public.ts';
import { ReadMrpHistory } from './contract.ts';
import { notOpen } from './public.ts';

/** From whom to whom a patient went as MRP, oldest first. */
export const readMrpHistory = query(ReadMrpHistory, async (tx, _actor, { patientId }) => {
  const [open, hands] = await Promise.all([isOpenPatient(tx, patientId), handsOf(tx, 'mrp-patient', patientId)]);
  if (!open) throw await notOpen(tx, patientId);
  return { hands };
});
