import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { actWords } from '#web/words/acts.ts';
import { siteWords } from '#web/words/sites.ts';
import { AddSite } from '../contract.ts';
import { changedFields, emptyDraft, labelOf } from './site-draft.ts';
import { SiteSections } from './site-sections.tsx';
import { useSiteForm } from './use-site-form.ts';

const words = siteWords.form;

/** A site in one page and one request; it lies in the clinic's province until another is chosen. */
export function AddSitePage() {
  const { clinic } = useSession();
  const go = useNavigate();
  const [begun] = useState(() => emptyDraft(clinic.province));
  const { form, draft, change, missing, errorOf, isComplete, attempt, busy, setback } = useSiteForm(begun);
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const answer = await attempt(() => call(AddSite, draft, { key }), actWords.awayOnce);
    if (!answer?.ok) return;
    const state: DoneState = { done: words.added(draft.name.trim()) };
    await go('/admin/sites', { state });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.addTitle}
        crumbs={[{ to: '/admin/sites', label: siteWords.sites }]}
        lead={words.addLead}
      />
      <div className="stack">
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <SiteSections draft={draft} change={change} errorOf={errorOf} />
      </div>
      <SaveBar said={missing.length > 0 ? words.missing(missing.map(labelOf)) : words.ready(draft.name.trim())}>
        <Button variant="default" component={Link} to="/admin/sites">
          {siteWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.add}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={changedFields(begun, draft).length > 0} />
    </form>
  );
}
