import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Colleague } from '#web/colleagues.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { FieldGrid, span } from '#web/ui/section-form.tsx';
import { absenceWords } from '#web/words/absences.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { coveredKinds } from '../../work/contract.ts';
import { reasons } from '../contract.ts';
import { type AbsenceDraft, type CovererDraft, isReason } from './absence-draft.ts';
import css from './absences.module.css';

const words = absenceWords.form;

interface AbsenceFieldsProps {
  readonly draft: AbsenceDraft;
  readonly change: (part: Partial<AbsenceDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
  /** Who can be chosen to cover. */
  readonly colleagues: readonly Colleague[];
}

/** From when until when, why, and who covers. */
export function AbsenceFields({ draft, change, errorOf, colleagues }: AbsenceFieldsProps) {
  const day = (name: 'from' | 'until') => ({
    name,
    type: 'date',
    label: words[name],
    value: draft[name],
    error: errorOf(name),
    withAsterisk: true,
    className: span.third,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => change({ [name]: value }),
  });
  return (
    <>
      <Panel title={words.when}>
        <FieldGrid>
          <TextInput {...day('from')} />
          <TextInput {...day('until')} />
          <NativeSelect
            className={span.third}
            name="reason"
            label={words.reason}
            value={draft.reason}
            data={reasons.map((value) => ({ value, label: absenceWords.reasons[value] }))}
            onChange={({ currentTarget: { value } }) => isReason(value) && change({ reason: value })}
          />
          <TextInput
            className={span.whole}
            name="note"
            label={words.note}
            description={words.noteHelp}
            maxLength={500}
            value={draft.note}
            error={errorOf('note')}
            onChange={({ currentTarget: { value } }) => change({ note: value })}
          />
        </FieldGrid>
      </Panel>
      <Coverers draft={draft} change={change} error={errorOf('covers')} colleagues={colleagues} />
    </>
  );
}

interface CoverersProps extends Pick<AbsenceFieldsProps, 'draft' | 'change' | 'colleagues'> {
  readonly error: string | undefined;
}

/** Who covers, each with the kinds of work that they do meanwhile. */
function Coverers({ draft: { coverers }, change, colleagues, error }: CoverersProps) {
  const people = colleagues
    .filter(({ locked }) => !locked)
    .map(({ userId: value, name, type }) => ({ value, label: name, type }));
  const set = (line: number, part: Partial<CovererDraft>) =>
    change({ coverers: coverers.map((one) => (one.line === line ? { ...one, ...part } : one)) });
  const add = () => {
    const line = 1 + Math.max(-1, ...coverers.map((one) => one.line));
    const free = coveredKinds.filter((kind) => !coverers.some(({ kinds }) => kinds.includes(kind)));
    change({ coverers: [...coverers, { line, covererId: null, kinds: free }] });
  };
  return (
    <Panel title={words.covers} lead={words.coversHelp}>
      <div className={css.coverers} data-field="covers" tabIndex={-1}>
        {coverers.map(({ line, covererId, kinds }, place) => (
          <div key={line} className={css.coverer}>
            <div className={css.who}>
              <PersonSelect
                label={words.coverer(place + 1)}
                placeholder={words.nobody}
                clearable
                people={people}
                value={covererId}
                error={place === 0 ? error : undefined}
                onChange={(value) => set(line, { covererId: value })}
              />
              {coverers.length > 1 && (
                <Button
                  variant="default"
                  aria-label={words.removeNamed(place + 1)}
                  onClick={() => change({ coverers: coverers.filter((one) => one.line !== line) })}
                >
                  {words.remove}
                </Button>
              )}
            </div>
            <Checkbox.Group
              label={words.kinds}
              value={[...kinds]}
              onChange={(chosen) => set(line, { kinds: coveredKinds.filter((kind) => chosen.includes(kind)) })}
            >
              <div className={css.kinds}>
                {coveredKinds.map((kind) => (
                  <Checkbox key={kind} value={kind} label={workKinds[kind]?.many ?? kind} />
                ))}
              </div>
            </Checkbox.Group>
          </div>
        ))}
        <div>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {words.addCoverer}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
