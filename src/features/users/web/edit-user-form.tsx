import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { useSession } from '#web/session.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SaveBar, SectionForm, SectionIndex } from '#web/ui/section-form.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import { provinceOf } from '../provinces/provinces.ts';
import { ReadUser, UpdateUser, type UserRecord } from '../contract.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import type { DoneState } from './done-notice.tsx';
import type { EditFrom } from './edit-from.ts';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { CompletenessPanel, equippedBy } from './completeness-panel.tsx';
import { useUserForm } from './use-user-form.ts';
import { type Choices, draftOf, nameOf, toUpdate } from './user-draft.ts';
import { UserSections } from './user-sections.tsx';
import { changedFields, differences, labelOf, merged } from './versions.ts';

const words = userWords.form;

interface EditUserFormProps {
  readonly user: UserRecord;
  readonly choices: Choices;
  /** The list that the page was reached from, and what saving is called there. */
  readonly from: EditFrom;
}

/** Edit: the cards of Add User without the credentials, and what to do when somebody else has saved in the meantime. */
export function EditUserForm({ user, choices, from }: EditUserFormProps) {
  const go = useNavigate();
  const province = provinceOf(useSession().clinic.province);
  const [saved, setSaved] = useState(user);
  const [newer, setNewer] = useState<UserRecord>();
  const base = draftOf(saved);
  const {
    form,
    draft,
    change,
    setDraft,
    own,
    index,
    missing,
    errorOf,
    isComplete,
    attempt,
    busy,
    setback,
    setSetback,
  } = useUserForm(base, 'edit', { choices, province });
  const changed = changedFields(base, draft);
  const deactivateTo = `/admin/users/${user.userId}/deactivate`;
  const leaves = draft.status === 'inactive';
  const onStale = async () => {
    const now = await attempt(() => call(ReadUser, { userId: user.userId }));
    if (!now?.ok) return;
    if (now.value.status === 'inactive') setSetback({ says: userRecordWords.stale.left(nameOf(now.value)) });
    else setNewer(now.value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    if (changed.length > 0) {
      const answer = await attempt(() =>
        call(UpdateUser, toUpdate(draft, { userId: user.userId, version: saved.version, province })),
      );
      if (answer && !answer.ok && answer.code === 'request/version-stale') return onStale();
      if (!answer?.ok) return;
    }
    const done: DoneState = { done: { title: userWords.manage.updated(nameOf(draft)) } };
    const state = changed.length > 0 ? done : null;
    await go(leaves ? deactivateTo : `/admin/users/${user.userId}`, { state });
  };
  const saying = [
    missing.length > 0 ? words.missing(missing.map(({ label }) => label)) : '',
    changed.length > 0 ? words.changed(changed.map(labelOf)) : leaves ? '' : words.nothingChanged,
    leaves ? (changed.length > 0 ? words.saveThenDeactivate(from.update) : words.thenDeactivate(from.update)) : '',
  ];
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.editTitle(nameOf(saved))}
        crumbs={[from]}
        beside={<StatusBadge status={saved.status} />}
      />
      <SectionForm
        index={<SectionIndex sections={index} />}
        aside={<CompletenessPanel name={draft.firstName} province={province} equipped={equippedBy(draft, choices)} />}
      >
        <SetbackNotice setback={setback} />
        <UserSections
          sections={own}
          draft={draft}
          change={change}
          choices={choices}
          province={province}
          page="edit"
          errorOf={errorOf}
          deactivateTo={deactivateTo}
          saved={saved}
        />
      </SectionForm>
      <SaveBar said={saying.filter(Boolean).join(' ')}>
        <Button variant="default" component={Link} to={`/admin/users/${user.userId}`}>
          {userWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {from.update}
        </Button>
      </SaveBar>
      {newer && (
        <BothVersions
          name={nameOf(newer)}
          lead={userRecordWords.stale.lead(from.update)}
          differences={differences({ base, mine: draft, theirs: draftOf(newer) }, choices)}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft({ ...merged(draft, draftOf(newer), ofMine), status: draft.status });
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
