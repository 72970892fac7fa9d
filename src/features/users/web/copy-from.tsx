import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { useColleagues } from '#web/colleagues.ts';
import { useMay } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import { ReadUser, type UserRecord } from '../contract.ts';
import type { SectionProps } from './section.ts';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { type Choices, nameOf, type UserDraft } from './user-draft.ts';

const words = userRecordWords.copy;

/** What a colleague lends to a new record: the roles that may be given, open sites, the team. Nothing that is the colleague's own. */
export function copied(
  { roles, sites, team }: Pick<UserRecord, 'roles' | 'sites' | 'team'>,
  choices: Choices,
): { readonly part: Pick<UserDraft, 'roleIds' | 'siteIds' | 'team' | 'doctor'>; readonly leftOut: readonly string[] } {
  const mayGive = (id: string) => choices.roles.some(({ roleId, mayGive: may }) => roleId === id && may);
  const isOpen = (id: string) => choices.sites.some(({ siteId }) => siteId === id);
  return {
    part: {
      roleIds: roles.filter(({ id }) => mayGive(id)).map(({ id }) => id as Id<'role'>),
      siteIds: sites.filter(({ id }) => isOpen(id)).map(({ id }) => id as Id<'site'>),
      team,
      // The roles are chosen by now: no change of the type adds one or takes one away.
      doctor: 'chosen',
    },
    leftOut: roles.filter(({ id }) => !mayGive(id)).map(({ name }) => name),
  };
}

type CopyFromProps = Pick<SectionProps, 'choices' | 'change'>;

interface CopyDialogProps extends CopyFromProps {
  readonly onClose: () => void;
  readonly onCopied: (said: string) => void;
}

function CopyDialog({ choices, change, onClose, onCopied }: CopyDialogProps) {
  const { colleagues, failed } = useColleagues();
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  const copy = async () => {
    setMissing(chosen === null);
    if (chosen === null) return;
    const answer = await attempt(() => call(ReadUser, { userId: chosen as Id<'user'> }));
    if (!answer?.ok) return;
    const { part, leftOut } = copied(answer.value, choices);
    change(part);
    onCopied([words.copied(nameOf(answer.value)), ...(leftOut.length > 0 ? [words.notYours(leftOut)] : [])].join(' '));
  };
  return (
    <Dialog opened onClose={onClose} title={words.title} size={460} closeLabel={words.cancel}>
      <div className="stack">
        <p>{words.lead}</p>
        <PersonSelect
          label={words.who}
          people={(colleagues ?? []).map(({ userId, name, type }) => ({
            value: userId,
            label: name,
            type,
            detail: userWords.types[type],
          }))}
          value={chosen}
          error={failed ? words.failed : missing && words.choose}
          onChange={(value) => {
            setChosen(value);
            setMissing(false);
          }}
        />
        <SetbackNotice setback={setback} />
        <div className="row">
          <Button onClick={() => void copy()} loading={busy}>
            {words.action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {userWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Begins a new record with what a colleague has. For whoever may look at records. */
export function CopyFrom(props: CopyFromProps) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  if (!may('users.read-user')) return null;
  return (
    <>
      <output className="small dim">{said}</output>
      <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {open && (
        <CopyDialog
          {...props}
          onClose={() => setOpen(false)}
          onCopied={(what) => {
            setSaid(what);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
