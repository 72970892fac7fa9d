import { command } from '#kernel/command.ts';
import { MOST_TOLD, PreviewImport } from './import-contract.ts';
import { planImport, signsIn } from './import-plan.ts';

/** What an import would do, and what stands against it. A look that tells whose names and numbers are taken, hence an entry. */
export const previewImport = command(PreviewImport, async (tx, actor, sheet) => {
  const { newcomers, flaws, doubts, flawed, hash } = await planImport(tx, actor, sheet);
  const invited = newcomers.filter(signsIn).length;
  const counts = { clean: newcomers.length, flawed };
  return {
    output: {
      ...counts,
      invited,
      withoutSignIn: newcomers.length - invited,
      flaws: flaws.slice(0, MOST_TOLD),
      flawCount: flaws.length,
      doubts: doubts.slice(0, MOST_TOLD),
      doubtCount: doubts.length,
      planHash: hash,
    },
    audit: { facts: counts },
  };
});
