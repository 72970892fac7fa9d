import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { secondFactorWords } from '#web/words/second-factors.ts';
import { ReadRole, type RoleRecord, SetSecondFactor } from '../contract.ts';

const words = secondFactorWords.role;
const choices = ['none', 'passkey', 'authenticator', 'either'] as const;
type Asked = RoleRecord['secondFactor'];
type Guarded = Pick<RoleRecord, 'roleId' | 'name' | 'secondFactor' | 'withoutFactor' | 'version'>;
type Standing = Pick<Guarded, 'secondFactor' | 'version'>;

interface RoleFactorDialogProps {
  readonly role: Guarded;
  readonly onClose: () => void;
  readonly onSaved: (saved: Pick<Guarded, 'secondFactor' | 'withoutFactor' | 'version'>) => void;
}

function RoleFactorDialog({ role, onClose, onSaved }: RoleFactorDialogProps) {
  const [asked, setAsked] = useState<Asked>(role.secondFactor);
  const [base, setBase] = useState<Standing>(role);
  const [newer, setNewer] = useState<Standing>();
  const { attempt, busy, setback } = useAttempt();
  const { roleId } = role;
  const save = async () => {
    const answer = await attempt(() => call(SetSecondFactor, { roleId, secondFactor: asked, version: base.version }));
    if (answer?.ok) return onSaved(answer.value);
    if (answer?.code !== 'request/version-stale') return undefined;
    const now = await attempt(() => call(ReadRole, { roleId }));
    return now?.ok ? setNewer(now.value) : undefined;
  };
  const said = (of: Asked) => words.choices[of ?? 'none'];
  if (newer) {
    const differs = newer.secondFactor !== asked;
    return (
      <BothVersions
        name={role.name}
        differences={
          differs
            ? [
                {
                  field: 'secondFactor',
                  label: words.title,
                  mine: said(asked),
                  theirs: said(newer.secondFactor),
                  proposed: newer.secondFactor === base.secondFactor ? 'mine' : 'theirs',
                },
              ]
            : []
        }
        onClose={() => setNewer(undefined)}
        onChosen={(ofMine) => {
          if (ofMine.length === 0) setAsked(newer.secondFactor);
          setBase(newer);
          setNewer(undefined);
        }}
      />
    );
  }
  return (
    <Dialog opened onClose={onClose} title={words.dialog(role.name)} size={520} closeLabel={words.close}>
      <div className="stack">
        <Radio.Group
          label={words.title}
          value={asked ?? 'none'}
          onChange={(value) => setAsked(value === 'none' ? null : value)}
        >
          <div className="stack">
            {choices.map((choice) => (
              <Radio
                key={choice}
                value={choice}
                label={words.choices[choice]}
                description={words.choicesHelp[choice]}
              />
            ))}
          </div>
        </Radio.Group>
        {asked && <Notice tone="warn" title={words.warning} />}
        {setback && <Notice tone="bad" title={setback.says} />}
        <div className="row">
          <Button onClick={() => void save()} loading={busy} disabled={asked === base.secondFactor}>
            {words.save}
          </Button>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {words.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface RoleFactorProps {
  readonly role: Guarded;
  readonly onSaved: RoleFactorDialogProps['onSaved'];
}

/** What a role asks of whoever has it; to be chosen also for the roles that come with the clinic. */
export function RoleFactor({ role, onSaved }: RoleFactorProps) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const { secondFactor, withoutFactor } = role;
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      aside={
        may('roles.set-second-factor') && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {words.change}
          </Button>
        )
      }
    >
      <div className="stack">
        {done && <Notice tone="ok" title={words.saved(role.name)} />}
        <p>
          {words.asks[secondFactor ?? 'none']} {secondFactor && words.without(withoutFactor)}
        </p>
      </div>
      {open && (
        <RoleFactorDialog
          role={role}
          onClose={() => setOpen(false)}
          onSaved={(saved) => {
            setOpen(false);
            setDone(true);
            onSaved(saved);
          }}
        />
      )}
    </Panel>
  );
}
