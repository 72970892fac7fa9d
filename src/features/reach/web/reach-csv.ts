import { reachWords } from '#web/words/reach.ts';
import type { Block, ClosedPatient, Opener, Whose } from '../contract.ts';

const words = reachWords.openers;
const yesOrNo = (said: boolean) => (said ? reachWords.block.yes : reachWords.block.no);

/** "Arroyo, Pia". */
export const nameOf = ({ lastName, firstName }: Whose): string => (firstName ? `${lastName}, ${firstName}` : lastName);

/** "Pia Arroyo", as a sentence says it. */
export const plainName = ({ lastName, firstName }: Whose): string => `${firstName} ${lastName}`.trim();

/** A closed patient in a file: a line for each block, with its terms. */
export function rowsOfReach(blocks: readonly Block[]) {
  const known = new Map(blocks.map((block) => [block.blockId, block]));
  return ({ closedBy, ...patient }: ClosedPatient) =>
    closedBy.map(({ blockId, since }) => {
      const { demographicNumber, lastName, firstName, dateOfBirth } = patient;
      const block = known.get(blockId);
      return [
        demographicNumber,
        lastName,
        firstName,
        dateOfBirth ?? '',
        block?.set ?? '',
        since,
        block?.laidBy ?? '',
        block?.endsAt ?? '',
        yesOrNo(block?.masterFileOpen ?? false),
        yesOrNo(block?.emergencyAllowed ?? false),
        yesOrNo(block?.patientRequest ?? false),
        block?.reason ?? '',
      ];
    });
}

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
