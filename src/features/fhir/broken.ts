import { Refusal } from '#kernel/refusal.ts';

/**
 * The refusal of a whole file, naming the first thing wrong with it and where it stands.
 * `path` reads like FHIRPath from the bundle on: `entry[12].resource.period.start`. What stands
 * there is never repeated, since it may be a patient's.
 */
export function broken(file: string, path: string, problem: string): Refusal {
  const entry = /^entry\[(\d+)\]/.exec(path)?.[1];
  return new Refusal('fhir/bundle-broken', { file, entry: entry ? Number(entry) : 'none', path, problem });
}
