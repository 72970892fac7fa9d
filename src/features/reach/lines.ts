import { auditWords } from '#web/words/audit.ts';
import { reachWords } from '#web/words/reach.ts';
import type { Block, Opener, Use, Uses, Whose } from './contract.ts';

const { block: terms, openers, uses } = reachWords;

/** "yes" or "no". */
export const yesOrNo = (said: boolean): string => (said ? terms.yes : terms.no);

/** "Arroyo, Pia". */
export const nameOf = ({ lastName, firstName }: Whose): string => (firstName ? `${lastName}, ${firstName}` : lastName);

/** What kind of information it was about: the capability that the action belongs to. */
export const informationOf = ({ action }: Use): string => auditWords.capability(action.slice(0, action.indexOf('.')));

/** A user in a file: a line for each block that keeps them out, or one. */
export function linesOfOpener({ name, type, through, standing, blocks }: Opener) {
  const plain = [name, type, through.map((role) => role.name).join('; '), yesOrNo(standing === 'could')];
  const line = (block?: Block) => [
    ...plain,
    openers.standings[standing],
    block?.set ?? '',
    block?.laidAt ?? '',
    block?.laidBy ?? '',
    block?.endsAt ?? '',
    block?.reason ?? '',
  ];
  return blocks.length === 0 ? [line()] : blocks.map(line);
}

/** A use in a file. Each line says whose record it was, and can stand by itself. */
export const lineOfUse = (patient: Uses['patient']) => (use: Use) => [
  use.entryId,
  use.at,
  use.who?.name ?? uses.nobodySignedIn,
  use.onBehalfOf?.name ?? '',
  use.roles.join('; '),
  auditWords.action(use.action, use.outcome),
  informationOf(use),
  uses.outcomes[use.outcome],
  use.reason ?? '',
  use.origin ?? '',
  patient.demographicNumber,
  nameOf(patient),
  patient.healthNumber,
];
