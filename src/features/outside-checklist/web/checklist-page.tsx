import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { saveFile } from '#web/save-file.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { outsideChecklistWords as words } from '#web/words/outside-checklist.ts';
import { userWords } from '#web/words/users.ts';
import { type ChecklistLine, ReadChecklist, TakeBackMark } from '../contract.ts';
import { csvOf } from './checklist-csv.ts';
import { ChecklistTable } from './checklist-table.tsx';
import { MarkDialog, type Marking } from './mark-dialog.tsx';
import { RemoveFileDialog } from './remove-file-dialog.tsx';
import { filesOf, type KeptFile } from './use-files.ts';

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadChecklist, { userId: params['userId'] as Id<'user'> }, request);

/** From which day the days are counted. */
function whenOf(
  { leftOn, leavesOn }: Pick<Output<typeof ReadChecklist>, 'leftOn' | 'leavesOn'>,
  locale: string,
): string {
  if (leftOn) return words.left(formatDay(leftOn, locale, 'year'));
  return leavesOn ? words.leaves(formatDay(leavesOn, locale, 'year')) : words.notLeft;
}

/** What must be done elsewhere when a user leaves: by when, by whom it was done, and what is overdue. */
export function ChecklistPage() {
  const { userId, name, leftOn, leavesOn, lines } = useLoaderData<typeof loader>();
  const { locale } = useClinic();
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [marking, setMarking] = useState<Marking>();
  const [removing, setRemoving] = useState<KeptFile>();
  const [said, setSaid] = useState<string>();
  const show = async (text: string) => {
    setMarking(undefined);
    setRemoving(undefined);
    await revalidate();
    setSaid(text);
  };
  const files = filesOf({ act }, { userId, show });
  const takeBack = ({ line, says }: ChecklistLine) =>
    act(TakeBackMark, { userId, line }, { done: () => show(words.takenBack(says)) });
  return (
    <div className="stack">
      <PageHeader
        title={words.of(name)}
        crumbs={[
          { to: '/admin/users', label: userWords.manageUsers },
          { to: `/admin/users/${userId}`, label: name },
        ]}
        lead={words.lead}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveFile(`${words.file(name)}.csv`, new Blob([csvOf(lines)], { type: 'text/csv' }))}
          >
            {words.export}
          </Button>
        }
      />
      {trouble ? <Notice tone="bad" title={trouble} /> : said && <Notice tone="ok" title={said} />}
      <p className="dim">{whenOf({ leftOn, leavesOn }, locale)}</p>
      <Panel flush>
        <ChecklistTable
          lines={lines}
          busy={busy}
          files={{ ...files, onRemove: setRemoving }}
          onMark={setMarking}
          onTakeBack={(line) => void takeBack(line)}
        />
      </Panel>
      <RemoveFileDialog
        file={removing}
        busy={busy}
        onClose={() => setRemoving(undefined)}
        onRemove={(file) => void files.remove(file)}
      />
      {marking && (
        <MarkDialog
          {...marking}
          userId={userId}
          onClose={() => setMarking(undefined)}
          onDone={() => void show(words.marked(marking.line.says))}
        />
      )}
    </div>
  );
}
