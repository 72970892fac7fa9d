import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { unlessClosed } from '#web/ui/closed-record.tsx';
import { type ClosedRecord, ReadClosedRecord } from '../contract.ts';

/** What a loader answers in place of a record that is closed to the reader. */
interface Closed {
  readonly closed: ClosedRecord;
}

export const isClosed = (loaded: object): loaded is Closed => 'closed' in loaded;

/** For loaders: the record, or what may be said of it where it is closed, or null where there is none. */
export async function closedOr<T extends object>(
  loading: Promise<T>,
  patientId: Id<'patient'>,
): Promise<T | Closed | null> {
  try {
    return await unlessClosed(loading);
  } catch (error) {
    const closed = typeof error === 'object' && error !== null && 'code' in error && error.code === 'patient/closed';
    if (!closed) throw error;
    // Opened by somebody else in between, it is there at the next try.
    const record = await unlessClosed(load(ReadClosedRecord, { patientId }));
    return record && { closed: record };
  }
}
