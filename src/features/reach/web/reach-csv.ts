import { reachWords } from '#web/words/reach.ts';
import type { Block, Opener, Whose } from '../contract.ts';

const words = reachWords.openers;
const yesOrNo = (said: boolean) => (said ? reachWords.block.yes : reachWords.block.no);

/** "Arroyo, Pia". */
export const nameOf = ({ lastName, firstName }: Whose): string => (firstName ? `${lastName}, ${firstName}` : lastName);

/** "Pia Arroyo", as a sentence says it. */
export const plainName = ({ lastName, firstName }: Whose): string => `${firstName} ${lastName}`.trim();

/** A user in a file: a line for each block that keeps them out, or one. */
export function rowsOfOpener({ name, type, through, standing, blocks }: Opener) {
  const plain = [name, type, through.map((role) => role.name).join('; '), yesOrNo(standing === 'could')];
  const line = (block?: Block) => [
    ...plain,
    words.standings[standing],
    block?.set ?? '',
    block?.laidAt ?? '',
    block?.laidBy ?? '',
    block?.endsAt ?? '',
    block?.reason ?? '',
  ];
  return blocks.length === 0 ? [line()] : blocks.map(line);
}
