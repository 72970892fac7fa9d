import { Refusal } from '#kernel/refusal.ts';

/** The code that a rule refuses with, or null: for a preview, which says so before. */
export function refusalCode(rule: () => void): string | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
