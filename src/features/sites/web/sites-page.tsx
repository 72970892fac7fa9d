import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation, useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { siteWords as words } from '#web/words/sites.ts';
import { ListSites, OpenSite, type Site } from '../contract.ts';
import { SitesTable } from './sites-table.tsx';

export const loader = ({ request }: LoaderFunctionArgs) => load(ListSites, {}, request);

/** The places of the clinic, closed ones last. */
export function SitesPage() {
  const { sites } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const [opened, setOpened] = useState<string>();
  const { act, busy, trouble } = useAct();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const open = ({ siteId, name }: Site) =>
    act(
      OpenSite,
      { siteId },
      {
        done: async () => {
          await revalidate();
          setOpened(words.opened(name));
        },
      },
    );
  const said = opened ?? state?.done;
  return (
    <div className="stack">
      <PageHeader
        title={words.sites}
        lead={words.lead}
        actions={
          may('sites.add-site') && (
            <Button component={Link} to="/admin/sites/add" leftSection={<IconPlus size={16} aria-hidden />}>
              {words.addSite}
            </Button>
          )
        }
      />
      {trouble ? <Notice tone="bad" title={trouble} /> : said && <Notice tone="ok" title={said} />}
      <Panel flush>
        {sites.length === 0 ? (
          <EmptyFace title={words.none.title}>{words.none.why}</EmptyFace>
        ) : (
          <SitesTable sites={sites} busy={busy} onOpen={(site) => void open(site)} />
        )}
      </Panel>
    </div>
  );
}
