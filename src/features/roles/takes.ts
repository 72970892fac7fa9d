import { AddLetter, SignLetter, TakeLetter, UpdateLetter } from '../letters/contract.ts';
import { practitioners } from '../letters/rules.ts';
import { SignPrescription, UpdatePrescription, WritePrescription } from '../prescriptions/contract.ts';
import { prescribers } from '../prescriptions/rules.ts';
import { BookAppointment, MoveAppointment } from '../schedule/contract.ts';
import type { Takes } from './rules.ts';

const taken: Readonly<Record<string, Takes>> = {
  [BookAppointment.name]: { site: true },
  [MoveAppointment.name]: { site: true },
  [WritePrescription.name]: { site: true, types: prescribers },
  [UpdatePrescription.name]: { site: true, types: prescribers },
  [SignPrescription.name]: { site: true, types: prescribers, numbers: 'prescribe' },
  [AddLetter.name]: { site: true },
  [UpdateLetter.name]: { site: true },
  [SignLetter.name]: { site: true, types: practitioners },
  [TakeLetter.name]: { site: true },
};

/** What this operation takes always, whatever it is done to; most take nothing but the role. */
export const takesOf = (permission: string): Takes => taken[permission] ?? {};
