import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { roleWords } from '#web/words/roles.ts';
import { type PermissionChoice, ReadRole, type RoleRecord, UpdateRole } from '../contract.ts';
import { differences, draftOf, merged, saidChanges } from './role-draft.ts';
import { RoleFields } from './role-fields.tsx';
import { RoleFactor } from './role-factor.tsx';
import { RoleHeader } from './role-header.tsx';
import { RoleUsers } from './role-users.tsx';
import { SaveRoleDialog } from './save-role-dialog.tsx';
import { useRoleForm } from './use-role-form.ts';

const words = roleWords.form;

interface EditRoleFormProps {
  readonly role: RoleRecord;
  readonly choices: readonly PermissionChoice[];
  readonly later: boolean;
}

/** Details of a role of the clinic's own: changed, looked at once more, then saved. */
export function EditRoleForm({ role, choices, later }: EditRoleFormProps) {
  const go = useNavigate();
  const { roleId } = role;
  const [saved, setSaved] = useState(role);
  const [newer, setNewer] = useState<RoleRecord>();
  const [asking, setAsking] = useState(false);
  const [round, setRound] = useState(0);
  const base = draftOf(saved);
  const { form, draft, setDraft, change, isComplete, nameError, attempt, busy, setback, setSetback } =
    useRoleForm(base);
  const changed = saidChanges(base, draft);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete() && changed.length > 0) setAsking(true);
  };
  const onStale = async () => {
    setAsking(false);
    const now = await attempt(() => call(ReadRole, { roleId }));
    if (now?.ok) setNewer(now.value);
  };
  const save = async (changeHash: string) => {
    const input = { roleId, ...draft, permissions: [...draft.permissions], changeHash, version: saved.version };
    const answer = await attempt(() => call(UpdateRole, input), roleWords.away);
    if (answer && !answer.ok && answer.code === 'request/version-stale') return onStale();
    if (answer && !answer.ok && answer.code === 'role/change-outdated') setRound(round + 1);
    if (answer && !answer.ok && (answer.code === 'role/name-taken' || answer.code === 'role/name-short'))
      setAsking(false);
    if (!answer?.ok) return;
    const state: DoneState = { done: words.saved(draft.name.trim()) };
    await go('/admin/roles', { state });
  };
  return (
    <form ref={form} onSubmit={ask} noValidate>
      <RoleHeader role={saved} changed={changed.length > 0} />
      <div className="stack">
        {setback && !setback.field && !asking && <Notice tone="bad" title={setback.says} />}
        <RoleFields draft={draft} change={change} choices={choices} nameError={nameError} />
        {/* Saved by itself; what is typed above stays, and goes on from the version that this makes. */}
        <RoleFactor role={saved} onSaved={(now) => setSaved({ ...saved, ...now })} />
        <RoleUsers role={role} later={later} />
      </div>
      <SaveBar said={changed.length > 0 ? words.changed(changed) : words.nothingChanged}>
        <Button variant="default" component={Link} to="/admin/roles">
          {roleWords.cancel}
        </Button>
        <Button type="submit">{words.save}</Button>
      </SaveBar>
      {asking && (
        <SaveRoleDialog
          roleId={roleId}
          name={draft.name.trim()}
          permissions={draft.permissions}
          busy={busy}
          trouble={setback?.field ? undefined : setback?.says}
          round={round}
          onSave={(changeHash) => void save(changeHash)}
          onClose={() => setAsking(false)}
        />
      )}
      {newer && (
        <BothVersions
          name={newer.name}
          differences={differences({ base, mine: draft, theirs: draftOf(newer) }, choices)}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft(merged(draft, draftOf(newer), ofMine));
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
