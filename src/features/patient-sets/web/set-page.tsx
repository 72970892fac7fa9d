import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { Block } from '../contract.ts';
import { ListMembers, type Member, ReadSet } from '../contract.ts';
import { LiftDialog } from './lift-dialog.tsx';
import { SetBlocks } from './set-blocks.tsx';
import { SetCriteria } from './set-criteria.tsx';
import { DeleteDialog, MemberDialog, RenameDialog } from './set-dialogs.tsx';
import { SetMembers } from './set-members.tsx';
import { SetVersions } from './set-versions.tsx';

const words = patientSetWords.set;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const setId = params['setId'] as Id<'set'>;
  const search = new URL(request.url).searchParams;
  const after = search.get('after') ?? undefined;
  const [set, page] = await Promise.all([
    load(ReadSet, { setId }, request),
    load(ListMembers, { setId, ...(after ? { after } : {}) }, request),
  ]);
  return { set, ...page, after, from: Math.max(1, Number(search.get('from')) || 1) };
}

type Open = 'rename' | 'remove' | 'add' | { readonly take: Member } | { readonly lift: Block };

/** A patient set: its patients, its versions, whom it keeps out, and what can be done with it. */
export function SetPage() {
  const { set, members, next, after, from } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: { fromPageBefore?: boolean } | null };
  const go = useNavigate();
  const may = useMay();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState<Open>();
  const [said, setSaid] = useState<string>();
  const { name, concernsYou, blocks } = set;
  const blocking = blocks.some(({ overAt }) => overAt === null);
  const mayChange = may('patient-sets.change-members');
  const done = (says: string) => {
    setOpen(undefined);
    setSaid(says);
    void revalidate();
  };
  const dialog = { set, onClose: () => setOpen(undefined), onDone: done };
  const deleted = (says: string) => {
    const left: DoneState = { done: says };
    void go('/admin/patient-sets', { state: left });
  };
  const onNext = () =>
    void go(
      { search: `?${new URLSearchParams({ after: next ?? '', from: String(from + members.length) })}` },
      { state: { fromPageBefore: true } },
    );
  const onPrevious = () => void (state?.fromPageBefore ? go(-1) : go({ search: '' }));
  return (
    <div className="stack">
      <PageHeader
        title={name}
        crumbs={[{ to: '/admin/patient-sets', label: patientSetWords.list.title }]}
        lead={words.lead(set.members, set.versionNumber)}
        beside={set.keptUpToDate && <Tag tone="brand">{patientSetWords.list.kept}</Tag>}
        actions={
          !concernsYou && (
            <>
              {may('patient-sets.delete-set') && !blocking && (
                <Button variant="default" onClick={() => setOpen('remove')}>
                  {words.remove}
                </Button>
              )}
              {may('patient-sets.rename-set') && (
                <Button variant="default" onClick={() => setOpen('rename')}>
                  {words.rename}
                </Button>
              )}
            </>
          )
        }
      />
      {said && <Notice tone="ok" title={said} />}
      {concernsYou && (
        <Notice tone="warn" title={words.concerns}>
          {words.concernsWhy}
        </Notice>
      )}
      {blocking && !concernsYou && may('patient-sets.delete-set') && <p className="small dim">{words.cannotDelete}</p>}
      <SetBlocks blocks={blocks} onLift={(lift) => setOpen({ lift })} onDone={done} />
      <SetCriteria key={set.version} set={set} onDone={done} />
      {!concernsYou && (
        <SetMembers
          members={members}
          from={from}
          onPrevious={after ? onPrevious : undefined}
          onNext={next ? onNext : undefined}
          onTake={mayChange ? (take) => setOpen({ take }) : undefined}
          onAdd={mayChange ? () => setOpen('add') : undefined}
        />
      )}
      <SetVersions versions={set.versions} />
      {open === 'rename' && <RenameDialog {...dialog} />}
      {open === 'remove' && <DeleteDialog {...dialog} onDone={deleted} />}
      {open === 'add' && <MemberDialog {...dialog} />}
      {typeof open === 'object' && 'take' in open && (
        <MemberDialog
          {...dialog}
          member={{ patientId: open.take.patientId, name: `${open.take.firstName} ${open.take.lastName}`.trim() }}
        />
      )}
      {typeof open === 'object' && 'lift' in open && (
        <LiftDialog block={open.lift} onClose={() => setOpen(undefined)} onDone={done} />
      )}
    </div>
  );
}
