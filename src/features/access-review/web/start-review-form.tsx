import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import type { ReadUserChoices } from '#features/users/contract.ts';
import { useAct } from '#web/act.ts';
import { newKey } from '#web/new-key.ts';
import { addDays, isDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid, SaveBar } from '#web/ui/section-form.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import { type Preview, type ScopeKind, scopes, StartReview } from '../contract.ts';
import { ReviewerChoice } from './reviewer-choice.tsx';
import { type Draft, missingOf, scopeOf } from './start-draft.ts';
import { usePreview } from './use-preview.ts';

const words = accessReviewWords.start;
const DAYS_TO_DECIDE = 14;

interface StartReviewFormProps extends Pick<Output<typeof ReadUserChoices>, 'roles' | 'sites'> {
  readonly candidates: Preview['candidates'];
}

/** The month a day is in, as a name begins: `November 2026`. */
const monthOf = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(day));

export function StartReviewForm({ roles, sites, candidates }: StartReviewFormProps) {
  const { today, locale } = useClinic();
  const [draft, setDraft] = useState<Draft>({
    name: words.proposed(monthOf(today, locale)),
    scope: 'all',
    dueOn: addDays(today, DAYS_TO_DECIDE),
    reviewerIds: [],
  });
  const [key] = useState(newKey);
  const { act, busy, trouble } = useAct();
  const go = useNavigate();
  const { name, scope, dueOn, reviewerIds } = draft;
  const asked = scopeOf(draft);
  const { preview, trouble: turnedDown } = usePreview(asked && { ...asked, reviewerIds: [...reviewerIds] });
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some });
  const missing = missingOf(draft, today, preview);
  const start = () =>
    asked &&
    isDay(dueOn) &&
    act(
      StartReview,
      { name, dueOn, reviewerIds: [...reviewerIds], ...asked },
      {
        key,
        done: ({ reviewId, lines }) => {
          const state: DoneState = { done: words.done(name.trim(), lines) };
          return go(`/admin/access-reviews/${reviewId}?show=all`, { state });
        },
      },
    );
  return (
    <>
      <div className="stack">
        {(trouble ?? turnedDown) && <Notice tone="bad" title={trouble ?? turnedDown} />}
        <Panel title={words.what}>
          <FieldGrid>
            <TextInput
              label={words.name}
              maxLength={200}
              value={name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={words.dueOn}
              description={words.dueHelp}
              min={today}
              value={dueOn}
              onChange={(event) => change({ dueOn: event.currentTarget.value })}
            />
            <NativeSelect
              label={words.scope}
              value={scope}
              onChange={(event) => change({ scope: event.currentTarget.value as ScopeKind })}
              data={scopes.map((value) => ({ value, label: words.scopes[value] }))}
            />
            {scope === 'site' && (
              <NativeSelect
                label={words.site}
                value={draft.siteId ?? ''}
                onChange={({ currentTarget }) =>
                  change({ siteId: sites.find(({ siteId }) => siteId === currentTarget.value)?.siteId })
                }
                data={[{ value: '', label: '' }, ...sites.map((one) => ({ value: one.siteId, label: one.name }))]}
              />
            )}
            {scope === 'role' && (
              <NativeSelect
                label={words.role}
                value={draft.roleId ?? ''}
                onChange={({ currentTarget }) =>
                  change({ roleId: roles.find(({ roleId }) => roleId === currentTarget.value)?.roleId })
                }
                data={[{ value: '', label: '' }, ...roles.map((one) => ({ value: one.roleId, label: one.name }))]}
              />
            )}
          </FieldGrid>
        </Panel>
        <ReviewerChoice
          candidates={candidates}
          preview={preview}
          chosen={reviewerIds}
          onChoose={(ids) => change({ reviewerIds: ids })}
        />
      </div>
      <SaveBar said={missing ?? (preview ? words.ready(preview.lines, reviewerIds.length) : words.counting)}>
        <Button variant="default" component={Link} to="/admin/access-reviews">
          {accessReviewWords.cancel}
        </Button>
        <Button disabled={missing !== undefined || !preview} loading={busy} onClick={() => void start()}>
          {words.action}
        </Button>
      </SaveBar>
    </>
  );
}
