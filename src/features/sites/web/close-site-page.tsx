import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { RefusedFace } from '#web/ui/faces.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { siteWords } from '#web/words/sites.ts';
import { CloseSite, MoveAppointments, PreviewClosing } from '../contract.ts';
import { ClosingUsers } from './closing-users.tsx';
import { countOf } from './to-come.ts';
import { ToComePanel } from './to-come-panel.tsx';

const words = siteWords.closing;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(PreviewClosing, { siteId: params['siteId'] as Id<'site'> }, request);

/** Before a site closes: what stands in the way, the way to move it, and whom closing concerns. */
export function CloseSitePage() {
  const { siteId, name, toCome, users, others } = useLoaderData<typeof loader>();
  const go = useNavigate();
  const { revalidate } = useRevalidator();
  const { act, busy, trouble } = useAct();
  const [moved, setMoved] = useState<string>();
  const left = countOf(toCome);
  const crumbs = [{ to: '/admin/sites', label: siteWords.sites }];
  const move = (to: { readonly siteId: Id<'site'>; readonly name: string }) =>
    act(
      MoveAppointments,
      { siteId, toSiteId: to.siteId },
      {
        done: async (done) => {
          await revalidate();
          setMoved(words.moved(done.moved, to.name));
        },
      },
    );
  // Somebody may have booked since this page was loaded.
  const refused = async () => {
    await revalidate();
    return false;
  };
  const close = () =>
    act(
      CloseSite,
      { siteId },
      {
        done: () => {
          const state: DoneState = { done: words.done(name) };
          return go('/admin/sites', { state });
        },
        refused,
      },
    );
  if (others.length === 0) {
    return (
      <>
        <PageHeader title={words.title(name)} crumbs={crumbs} />
        <Panel>
          <RefusedFace
            title={words.last}
            action={
              <Button component={Link} to="/admin/sites">
                {siteWords.sites}
              </Button>
            }
          >
            {words.lastWhy}
          </RefusedFace>
        </Panel>
      </>
    );
  }
  return (
    <>
      <PageHeader title={words.title(name)} crumbs={crumbs} lead={words.lead} />
      <div className="stack">
        {trouble ? <Notice tone="bad" title={trouble} /> : moved && <Notice tone="ok" title={moved} />}
        <ToComePanel siteId={siteId} toCome={toCome} others={others} busy={busy} onMove={(to) => void move(to)} />
        <ClosingUsers users={users} others={others} />
      </div>
      <SaveBar said={left > 0 ? words.notYet(left) : words.ready}>
        <Button variant="default" component={Link} to="/admin/sites">
          {siteWords.cancel}
        </Button>
        <Button color="brick" disabled={left > 0} loading={busy} onClick={() => void close()}>
          {words.close(name)}
        </Button>
      </SaveBar>
    </>
  );
}
