import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import type { Answer } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import type { Missing } from '#web/missing.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { actWords } from '#web/words/acts.ts';
import { absenceWords } from '#web/words/absences.ts';
import type { Absence } from '../contract.ts';
import { type AbsenceDraft, differences, differs, draftOf, emptyDraft, merged } from './absence-draft.ts';
import { AbsenceFields } from './absence-fields.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { useAbsenceForm } from './use-absence-form.ts';

const words = absenceWords.form;

interface AbsenceFormProps {
  readonly title: string;
  /** Where the list is to which it leads back. */
  readonly back: { readonly to: string; readonly label: string };
  /** Who is away: the reader, somebody, or nobody chosen yet. */
  readonly whose: Id<'user'> | 'own' | null;
  /** Chooses who that is, where it is to be chosen; `error` is what is wrong with it. */
  readonly choose?: (error: string | undefined) => ReactNode;
  /** What is changed; left out where one is added. */
  readonly absence?: Absence;
  /** What a new one begins with. */
  readonly begins?: Partial<AbsenceDraft>;
  /** What is said on the list when it is saved. */
  readonly done: string;
  readonly save: (draft: AbsenceDraft, version: number) => Promise<Answer<unknown>>;
  /** The absence as somebody else has saved it meanwhile. */
  readonly readAgain?: () => Promise<Answer<Absence>>;
}

/** An absence, added or changed: days, reason, who covers, and what to look at before it is saved. */
export function AbsenceForm({ title, back, whose, choose, absence, begins, done, save, readAgain }: AbsenceFormProps) {
  const go = useNavigate();
  const { colleagues = [] } = useColleagues();
  const [saved, setSaved] = useState(absence);
  const [newer, setNewer] = useState<Absence>();
  const base = saved ? draftOf(saved) : { ...emptyDraft, ...begins };
  const { form, draft, setDraft, change, missing, tried, errorOf, isComplete, attempt, busy, setback, setSetback } =
    useAbsenceForm(base);
  const unchosen: Missing[] = whose === null ? [{ field: 'userId', label: words.user }] : [];
  const lacking = [...unchosen, ...missing];
  const nameOf = (userId: string) => colleagues.find((one) => one.userId === userId)?.name ?? '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete(unchosen)) return;
    const answer = await attempt(() => save(draft, saved?.version ?? 1));
    if (answer && !answer.ok && answer.code === 'request/version-stale' && readAgain) {
      const now = await attempt(readAgain);
      if (now?.ok) setNewer(now.value);
      return;
    }
    if (!answer?.ok) return;
    const state: DoneState = { done };
    await go(back.to, { state });
  };
  const chooseError = errorOf('userId') ?? (tried && unchosen.length > 0 ? actWords.needed : undefined);
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader title={title} crumbs={[back]} />
      <div className="stack">
        <SetbackNotice setback={setback} />
        {choose?.(chooseError)}
        <AbsenceFields
          draft={draft}
          change={change}
          errorOf={errorOf}
          colleagues={colleagues.filter(({ userId }) => userId !== whose)}
        />
        <PreviewPanel whose={whose} draft={draft} />
      </div>
      <SaveBar said={lacking.length > 0 ? words.missing(lacking.map(({ label }) => label)) : words.complete}>
        <Button variant="default" component={Link} to={back.to}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
      {newer && (
        <BothVersions
          name={title}
          differences={differences({ base, mine: draft, theirs: draftOf(newer) }, nameOf)}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft(merged(draft, draftOf(newer), ofMine));
            setSaved(newer);
            setSetback(undefined);
            setNewer(undefined);
          }}
        />
      )}
      <LeaveGuard dirty={differs(base, draft)} />
    </form>
  );
}
