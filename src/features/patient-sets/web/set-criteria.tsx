import { Button, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { PatientSet } from '../contract.ts';
import { type Drift, KeepUpToDate, ReadDrift, UpdateSet } from '../drift-contract.ts';
import css from './patient-sets.module.css';

const words = patientSetWords.drift;

interface MovingProps {
  readonly title: string;
  readonly moving: Drift['joins'];
}

/** Some of those who would join or depart, and how many more. */
const Moving = ({ title, moving: { count, first } }: MovingProps) =>
  count > 0 && (
    <div>
      <h3>{title}</h3>
      <ul className={css.names}>
        {first.map(({ patientId, firstName, lastName, demographicNumber }) => (
          <li key={patientId}>{words.patient(`${firstName} ${lastName}`.trim(), demographicNumber)}</li>
        ))}
        {count > first.length && <li className="dim">{patientSetWords.list.more(count - first.length)}</li>}
      </ul>
    </div>
  );

interface SetCriteriaProps {
  readonly set: PatientSet;
  readonly onDone: (says: string) => void;
}

/** What a set was made from, how it differs from that by now, and whether it follows by itself. */
export function SetCriteria({ set, onDone }: SetCriteriaProps) {
  const { criteria, cutTo, keptUpToDate, keptBy, concernsYou, setId, version } = set;
  const may = useMay();
  const [drift, setDrift] = useState<Drift>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  if (!criteria) return <Panel title={patientSetWords.set.made}>{concernsYou ? words.notForYou : words.single}</Panel>;
  if (cutTo !== null) return <Panel title={patientSetWords.set.made}>{words.cut(criteria, cutTo)}</Panel>;
  const look = async () => {
    const answer = await attempt(() => call(ReadDrift, { setId }), patientSetWords.awayLook);
    setDrift(answer?.ok ? answer.value : undefined);
  };
  const update = async () => {
    setMissing(reason.trim() === '');
    if (!drift || reason.trim() === '') return;
    const { fingerprint } = drift;
    const answer = await attempt(() => call(UpdateSet, { setId, version, reason, fingerprint }), patientSetWords.away);
    if (!answer?.ok) return;
    setDrift(undefined);
    setReason('');
    onDone(words.done(answer.value.versionNumber, answer.value.joined, answer.value.departed));
  };
  const keep = async (kept: boolean) => {
    const answer = await attempt(() => call(KeepUpToDate, { setId, version, kept }), patientSetWords.away);
    if (answer?.ok) onDone(kept ? words.kept : words.notKept);
  };
  const drifts = drift && drift.joins.count + drift.departs.count > 0;
  return (
    <Panel title={patientSetWords.set.made}>
      <div className="stack">
        <p>{criteria}</p>
        {may('patient-sets.keep-up-to-date') && (
          <Switch
            label={words.keep}
            description={words.keepWhy}
            checked={keptUpToDate}
            disabled={busy}
            onChange={({ currentTarget: { checked } }) => void keep(checked)}
          />
        )}
        {keptUpToDate && keptBy?.deactivated && (
          <Notice tone="warn" title={words.keeperLeft(keptBy.name)}>
            {words.keeperLeftWhy}
          </Notice>
        )}
        {may('patient-sets.read-drift') && !drift && (
          <div>
            <Button variant="default" loading={busy} onClick={() => void look()}>
              {words.look}
            </Button>
          </div>
        )}
        {drift && !drifts && <Notice tone="ok" title={words.none} />}
        {drift && drifts && (
          <>
            <Moving title={words.joins(drift.joins.count)} moving={drift.joins} />
            <Moving title={words.departs(drift.departs.count)} moving={drift.departs} />
            {may('patient-sets.update-set') && (
              <>
                <TextInput
                  label={words.reason}
                  required
                  maxLength={500}
                  value={reason}
                  onChange={({ currentTarget: { value } }) => setReason(value)}
                  error={missing && patientSetWords.change.reasonMissing}
                />
                <div className="row">
                  <Button loading={busy} onClick={() => void update()}>
                    {words.update}
                  </Button>
                  <Button variant="default" onClick={() => setDrift(undefined)}>
                    {patientSetWords.cancel}
                  </Button>
                </div>
              </>
            )}
          </>
        )}
        <SetbackNotice setback={setback} />
        {setback?.code === 'set/drift-changed' && (
          <div>
            <Button variant="default" onClick={() => void look()}>
              {words.again}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
