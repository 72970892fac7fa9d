import { Refusal } from '#kernel/refusal.ts';

/** What a rule refuses with, and what its sentence speaks of, or null: for a preview, which says so before. */
export function refusedBy(rule: () => void): Pick<Refusal, 'code' | 'facts'> | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
}

/** The code that a rule refuses with, or null. */
export const refusalCode = (rule: () => void): string | null => refusedBy(rule)?.code ?? null;
