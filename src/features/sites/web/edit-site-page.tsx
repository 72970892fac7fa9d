import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { siteWords } from '#web/words/sites.ts';
import { ReadSite, type Site, UpdateSite } from '../contract.ts';
import { recorded } from '../rules.ts';
import { changedFields, differences, labelOf, merged } from './site-draft.ts';
import { SiteSections } from './site-sections.tsx';
import { useSiteForm } from './use-site-form.ts';

const words = siteWords.form;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(ReadSite, { siteId: params['siteId'] as Id<'site'> }, request);

export function EditSitePage() {
  const site = useLoaderData<typeof loader>();
  return <EditSiteForm key={site.siteId} site={site} />;
}

/** Edit: the cards of Add Site, and what to do when somebody else has saved in the meantime. */
function EditSiteForm({ site }: { readonly site: Site }) {
  const go = useNavigate();
  const [saved, setSaved] = useState(site);
  const [newer, setNewer] = useState<Site>();
  const base = recorded(saved);
  const { form, draft, setDraft, change, missing, errorOf, isComplete, attempt, busy, setback, setSetback } =
    useSiteForm(base);
  const { siteId } = site;
  const changed = changedFields(base, draft);
  const onStale = async () => {
    const now = await attempt(() => call(ReadSite, { siteId }));
    if (now?.ok) setNewer(now.value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    if (changed.length === 0) return go('/admin/sites');
    const answer = await attempt(() => call(UpdateSite, { siteId, ...draft, version: saved.version }));
    if (answer && !answer.ok && answer.code === 'request/version-stale') return onStale();
    if (!answer?.ok) return;
    const state: DoneState = { done: words.updated(draft.name.trim()) };
    await go('/admin/sites', { state });
  };
  const saying = [
    missing.length > 0 ? words.missing(missing.map(labelOf)) : '',
    changed.length > 0 ? words.changed(changed.map(labelOf)) : words.nothingChanged,
  ];
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.editTitle(saved.name)}
        crumbs={[{ to: '/admin/sites', label: siteWords.sites }]}
        beside={saved.closedAt !== null && <Tag>{siteWords.closed}</Tag>}
      />
      <div className="stack">
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <SiteSections draft={draft} change={change} errorOf={errorOf} />
      </div>
      <SaveBar said={saying.filter(Boolean).join(' ')}>
        <Button variant="default" component={Link} to="/admin/sites">
          {siteWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
      {newer && (
        <BothVersions
          name={newer.name}
          differences={differences({ base, mine: draft, theirs: recorded(newer) })}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft(merged(draft, recorded(newer), ofMine));
            setSaved(newer);
            setSetback(undefined);
            setNewer(undefined);
          }}
        />
      )}
      <LeaveGuard dirty={changed.length > 0} />
    </form>
  );
}
