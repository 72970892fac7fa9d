import { IconUserShare } from '@tabler/icons-react';
import type { Static } from 'typebox';
import type { CoveredKind } from '#features/work/contract.ts';
import type { Person } from '#kernel/schema.ts';
import { useCovers } from '../session.ts';
import { uiWords } from '../words/ui.ts';
import { Tag } from './tag.tsx';

interface ForWhomProps {
  readonly kind: CoveredKind;
  readonly holder: Static<typeof Person> | null;
}

/** Whose a piece of work is, where the reader does it on behalf of them. */
export const ForWhom = ({ kind, holder }: ForWhomProps) =>
  useCovers(kind)(holder) && holder ? (
    <Tag tone="brand" icon={IconUserShare}>
      {uiWords.forWhom(holder.name)}
    </Tag>
  ) : null;
