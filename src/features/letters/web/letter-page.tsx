import { type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useCovers, useSession } from '#web/session.ts';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { letterWords } from '#web/words/letters.ts';
import { workWords } from '#web/words/work.ts';
import { HoldersPanel, PatientLink, PersonCell, WorkColumns } from '../../work/web/public.tsx';
import { type LetterRead, ReadLetter } from '../contract.ts';
import { practitioners } from '../rules.ts';
import { LetterActs } from './letter-acts.tsx';
import { LetterPaper } from './letter-paper.tsx';
import { LetterState } from './letters-table.tsx';
import { useLetterActs } from './use-letter-acts.ts';

const words = letterWords.read;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadLetter, { letterId: (params['letterId'] ?? '') as Id<'letter'> }, request);

/** Each letter is a page of its own: what was just done to the one before is forgotten. */
export function LetterPage() {
  const letter = useLoaderData<typeof loader>();
  return (
    <Main>
      <OneLetter key={letter.letterId} letter={letter} />
    </Main>
  );
}

const isOpen = ({ status }: LetterRead) => status !== 'sent' && status !== 'withdrawn';

/** A letter as it is printed, what can be done with it, and who had it. */
function OneLetter({ letter }: { readonly letter: LetterRead }) {
  const { userId, type } = useSession();
  const covers = useCovers('letter');
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const acts = useLetterActs(letter);
  const { subject, patient, status, holder, author, cameFrom, holders, madeAt, sentAt, sentBy, sentHow, sentTo } =
    letter;
  const mine = isOpen(letter) && (holder === null || holder.userId === userId || covers(holder));
  const said = acts.did ?? (acts.trouble || acts.stale ? undefined : state?.done);
  const facts = [
    { label: workWords.holders.author, value: <PersonCell person={author} /> },
    ...(isOpen(letter) ? [{ label: workWords.holders.holder, value: <PersonCell person={holder} /> }] : []),
    ...(cameFrom ? [{ label: workWords.holders.cameFrom, value: <PersonCell person={cameFrom} /> }] : []),
    { label: words.begun, value: <TimeText instant={madeAt} /> },
    ...(sentAt && sentHow
      ? [
          {
            label: words.sentFact,
            value: (
              <>
                <TimeText instant={sentAt} />,{' '}
                {words.sentBy(sentBy?.name ?? '', words.wayTo(words.ways[sentHow], sentTo ?? ''))}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={subject}
        crumbs={[{ to: '/letters', label: letterWords.title }]}
        beside={<LetterState status={status} />}
        lead={<PatientLink patient={patient} />}
        actions={<LetterActs letter={letter} mine={mine} acts={acts} />}
      />
      <div className="stack">
        {acts.trouble && !acts.asking && <Notice tone="bad" title={acts.trouble} />}
        {acts.stale && (
          <Notice tone="warn" title={words.changed}>
            {words.changedWhy}
          </Notice>
        )}
        {said && <Notice tone="ok" title={said} />}
        {mine && holder && covers(holder) && <Notice>{workWords.onBehalf(holder.name)}</Notice>}
        {isOpen(letter) && !mine && holder && <Notice>{workWords.notYours(holder.name)}</Notice>}
        {mine && status === 'to-sign' && !practitioners.includes(type) && <Notice>{words.onlyPractitioners}</Notice>}
        <WorkColumns>
          <LetterPaper letter={letter} />
          <HoldersPanel facts={facts} holders={holders} />
        </WorkColumns>
      </div>
    </>
  );
}
