import { broken, type Place } from './broken.ts';
import type { Chunk } from './decode-file.ts';
import { type Segment, segmentOf, separatorsOf } from './segments.ts';

/** What was asked of the laboratory, and what it observed. */
export interface Order {
  readonly orc: Segment | undefined;
  readonly obr: Segment;
  /** OBX and NTE, in their order. */
  readonly items: readonly Segment[];
}

/** One patient of a message: a message may speak of several. */
export interface PatientGroup {
  readonly pid: Segment;
  readonly notes: readonly Segment[];
  readonly orders: readonly Order[];
}

export interface Message {
  readonly msh: Segment;
  readonly patients: readonly PatientGroup[];
}

/**
 * The messages of a file, each checked to be results (ORU^R01) of patients and whole. Batches are looked through; segments
 * that say nothing about results are passed over.
 *
 * @see docs/sources.md#hl7-v2
 * @throws {Refusal} `labs/message-broken`
 */
export function messagesOf(chunks: readonly Chunk[], file: string): Message[] {
  const messages: Message[] = [];
  let batch: { begun: number } | undefined;
  let fileIsOpen = false;
  for (const chunk of chunks) {
    const id = chunk.lines[0]?.text.slice(0, 3);
    if (id === 'MSH') messages.push(messageOf(chunk, { file, message: messages.length + 1 }));
    else if (id === 'FHS') fileIsOpen = true;
    else if (id === 'BHS') batch = { begun: messages.length };
    else if (id === 'FTS') fileIsOpen = false;
    else if (id === 'BTS') {
      countIsRight(chunk, messages.length - (batch?.begun ?? 0), file);
      batch = undefined;
    } else throw broken({ file }, 'has no MSH at its beginning; it is no file of HL7 messages');
  }
  if (batch || fileIsOpen) throw broken({ file }, 'ends before the batch in it does; get it whole from the laboratory');
  if (messages.length === 0) throw broken({ file }, 'holds no message');
  return messages;
}

function countIsRight({ lines: [line] }: Chunk, messages: number, file: string): void {
  const said = /^BTS.(\d+)/.exec(line?.text ?? '')?.[1];
  if (said === undefined || Number(said) === messages) return;
  throw broken({ file, segment: line?.at ?? 1, name: 'BTS', field: 1 }, 'counts other messages than there are');
}

function messageOf({ lines, cutOff }: Chunk, where: Place): Message {
  const [head, ...rest] = lines;
  if (!head) throw broken(where, 'is empty');
  const separators = separatorsOf(head, { ...where, segment: head.at, name: 'MSH' });
  const msh = segmentOf(head, separators, where);
  refuseOthers(msh);
  const segments = rest.map((line) => segmentOf(line, separators, where));
  const last = segments.at(-1);
  if (cutOff && last && isCut(last))
    throw broken(last.place, 'ends in the middle; get the file whole from the laboratory');
  const patients = patientsOf(segments);
  if (patients.length === 0) throw broken(where, 'has no PID: nobody knows whom it is about');
  return { msh, patients };
}

function refuseOthers(msh: Segment): void {
  const [code, event] = msh.parts(9);
  if (!code) throw broken({ ...msh.place, field: 9 }, 'does not say what message it is');
  if (code !== 'ORU' || (event && !/^R(?:01|30|31|32)$/.test(event))) {
    throw broken({ ...msh.place, field: 9 }, 'is no message of results (ORU^R01)');
  }
  const version = msh.first(12);
  if (version && !version.startsWith('2')) throw broken({ ...msh.place, field: 12 }, 'is no version 2 of HL7');
  if (msh.first(14)) throw broken({ ...msh.place, field: 14 }, 'goes on with another message; ask for whole ones');
}

/** The last segment of a file that does not even end its line. An observation has its state in OBX-11. */
const isCut = ({ id, raw }: Segment): boolean =>
  id === 'PID' || id === 'ORC' || id.length < 3 || (id === 'OBX' && raw(11) === '') || (id === 'OBR' && raw(4) === '');

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

function patientsOf(segments: readonly Segment[]): PatientGroup[] {
  const patients: (Omit<Growing<PatientGroup>, 'orders'> & { orders: Growing<Order>[] })[] = [];
  let orc: Segment | undefined;
  for (const segment of segments) {
    const { id, place } = segment;
    const patient = patients.at(-1);
    const order = patient?.orders.at(-1);
    if (id === 'PID') {
      orc = undefined;
      patients.push({ pid: segment, notes: [], orders: [] });
    } else if (id === 'ORC') orc = segment;
    else if (id === 'OBR') {
      if (!patient) throw broken(place, 'stands before a PID: nobody knows whom it is about');
      patient.orders.push({ orc, obr: segment, items: [] });
    } else if (id === 'OBX') {
      if (!order) throw broken(place, 'stands before an OBR: nobody knows what was asked for');
      if (segment.raw(3) === '') throw broken({ ...place, field: 3 }, 'does not say what was observed');
      order.items.push(segment);
    } else if (id === 'NTE') (order?.items ?? patient?.notes)?.push(segment);
    else if (id === 'DSC' && segment.raw(1) !== '') {
      throw broken({ ...place, field: 1 }, 'goes on in another message; ask for whole ones');
    }
  }
  const empty = patients.find(({ orders }) => orders.length === 0);
  if (empty) throw broken(empty.pid.place, 'is followed by no OBR: there is no result of this patient');
  return patients;
}
