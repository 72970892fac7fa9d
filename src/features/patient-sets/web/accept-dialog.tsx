import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { type PatientChoice, PatientField } from '#web/ui/patient-field.tsx';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { suggestionWords } from '#web/words/patient-set-suggestions.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import type { Terms } from '../contract.ts';
import { NAME_LENGTH } from '../contract.ts';
import { AcceptSuggestion, type Suggestion } from '../suggestion-contract.ts';
import { usualTerms, wrongWith } from './access-draft.ts';
import { TermsFields } from './terms-fields.tsx';

const words = suggestionWords;

export interface SuggestionDialogProps {
  readonly suggestion: Suggestion;
  readonly onClose: () => void;
  readonly onDone: (says: string) => void;
}

/** Makes a set of the chosen patients and closes it to the user, in one act. */
export function AcceptDialog({ suggestion: { user, patients }, onClose, onDone }: SuggestionDialogProps) {
  const { today } = useClinic();
  const [name, setName] = useState(words.setName(user.name));
  const [added, setAdded] = useState<readonly PatientChoice[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>(patients.map(({ patientId }) => patientId));
  const [terms, setTerms] = useState<Terms>({ ...usualTerms, reason: words.usualReason });
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback } = useAttempt((refused) =>
    refused.code.startsWith('set/name') ? 'name' : atPassword(refused),
  );
  const add = (patient: PatientChoice) => {
    if ([...patients, ...added].every(({ patientId }) => patientId !== patient.patientId))
      setAdded([...added, patient]);
    if (!chosen.includes(patient.patientId)) setChosen([...chosen, patient.patientId]);
  };
  const wrong = wrongWith(terms, today);
  const accept = async (password: string) => {
    const patientIds = [...patients, ...added].map(({ patientId }) => patientId).filter((id) => chosen.includes(id));
    const asked = { userId: user.userId, patientIds, name, ...terms };
    const answer = await attempt(() => call(AcceptSuggestion, asked, { password }), patientSetWords.away);
    if (answer?.ok) onDone(words.accepted(name.trim(), user.name));
  };
  return (
    <ConfirmWithPassword
      opened
      onClose={onClose}
      title={words.acceptTitle(user.name)}
      does={[words.does(user.name, chosen.length), patientSetWords.access.confirm.acts]}
      action={words.acceptAction}
      check={() => {
        setTried(true);
        return !wrong && chosen.length > 0 && name.trim() !== '';
      }}
      busy={busy}
      refused={setback?.field === 'own' ? setback.says : undefined}
      onConfirm={(password) => void accept(password)}
    >
      <TextInput
        label={patientSetWords.rename.name}
        required
        maxLength={NAME_LENGTH}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
        error={tried && name.trim() === '' ? patientSetWords.rename.missing : setback?.field === 'name' && setback.says}
      />
      <Checkbox.Group
        label={patientSetWords.set.members}
        value={[...chosen]}
        onChange={setChosen}
        error={tried && chosen.length === 0 && words.nobodyChosen}
      >
        <div className="stack">
          {patients.map(({ patientId, name: patient, demographicNumber, because }) => (
            <Checkbox
              key={patientId}
              value={patientId}
              label={words.relative(patient, demographicNumber)}
              description={words.because[because]}
            />
          ))}
          {added.map(({ patientId, name: patient }) => (
            <Checkbox key={patientId} value={patientId} label={patient} description={words.added} />
          ))}
        </div>
      </Checkbox.Group>
      <PatientField
        key={added.length}
        label={words.another}
        patient={null}
        onChange={(patient) => patient && add(patient)}
      />
      <TermsFields legend={words.how} terms={terms} onChange={setTerms} wrong={tried ? wrong : undefined} />
      {setback && setback.field !== 'own' && setback.field !== 'name' && <Notice tone="bad" title={setback.says} />}
    </ConfirmWithPassword>
  );
}
