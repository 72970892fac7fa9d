import { Button, Checkbox, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { call } from '#web/api.ts';
import { newKey } from '#web/new-key.ts';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { importWords } from '#web/words/import-users.ts';
import type { Column } from '../../import-columns.ts';
import { type Imported, ImportUsers } from '../../import-contract.ts';
import { DoubtTable, FlawTable } from './flaw-tables.tsx';
import css from './import-users.module.css';
import type { Checked } from './use-import.ts';

const words = importWords.preview;

interface PreviewPanelsProps {
  readonly checked: Checked;
  readonly columns: readonly Column[];
  readonly onImported: (imported: Imported) => void;
  readonly onAnother: () => void;
  readonly onCheck: () => Promise<void>;
}

/** What an import would do, what stands against it, and the button that does it. */
export function PreviewPanels({ checked, columns, onImported, onAnother, onCheck }: PreviewPanelsProps) {
  const { sheet, preview } = checked;
  const { clean, flawed, invited, withoutSignIn, flaws, flawCount, doubts, doubtCount } = preview;
  const [onlyClean, setOnlyClean] = useState(false);
  const { attempt, busy, setback } = useAttempt();
  // One name for what was previewed: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const top = useRef<HTMLOutputElement>(null);
  // It takes the place of the file, which may have been far down.
  useEffect(() => top.current?.scrollIntoView({ block: 'center' }), []);
  const confirmed = flawed === 0 || onlyClean;
  const submit = async () => {
    const { columns: own, rows } = sheet;
    const asked = { columns: own, rows, planHash: preview.planHash, ...(onlyClean ? { onlyClean } : {}) };
    const answer = await attempt(
      () => call(ImportUsers, asked, { key: `${key}${onlyClean ? '-clean' : ''}` }),
      actWords.awayOnce,
    );
    if (answer?.ok) onImported(answer.value);
  };
  return (
    <>
      <Panel title={words.title}>
        <div className="stack">
          <output className={css.says} ref={top}>
            <p>
              <b>{words.clean(clean)}</b>
            </p>
            {flawed === 0 ? <p>{words.allClean}</p> : <p className={css.bad}>{words.flawed(flawed)}</p>}
            {invited > 0 && <p>{words.invited(invited)}</p>}
            {withoutSignIn > 0 && <p>{words.withoutSignIn(withoutSignIn)}</p>}
            {sheet.leftExample && <p className="dim">{words.exampleLeftOut}</p>}
          </output>
          {flawed > 0 && clean > 0 && (
            <Checkbox
              label={words.onlyClean(clean, flawed)}
              checked={onlyClean}
              onChange={(event) => setOnlyClean(event.currentTarget.checked)}
            />
          )}
          {setback && (
            <Notice
              tone="bad"
              title={setback.says}
              action={
                setback.code && (
                  <Button size="xs" variant="default" onClick={() => void onCheck()}>
                    {words.checkAgain}
                  </Button>
                )
              }
            />
          )}
          {busy && (
            <output className={css.progress}>
              {words.importing(clean)}
              <Progress value={100} animated aria-label={words.importing(clean)} />
            </output>
          )}
          <div className="row">
            <Button
              onClick={() => void submit()}
              loading={busy}
              disabled={clean === 0 || !confirmed}
              aria-describedby={clean === 0 || !confirmed ? 'import-why-not' : undefined}
            >
              {words.action(clean)}
            </Button>
            <Button variant="default" onClick={onAnother} disabled={busy}>
              {words.another}
            </Button>
            {(clean === 0 || !confirmed) && (
              <span className="small dim" id="import-why-not">
                {clean === 0 ? words.nothingClean : words.confirmFirst}
              </span>
            )}
          </div>
        </div>
      </Panel>
      {flaws.length > 0 && <FlawTable flaws={flaws} all={flawCount} numbers={sheet.numbers} columns={columns} />}
      {doubts.length > 0 && <DoubtTable doubts={doubts} all={doubtCount} numbers={sheet.numbers} />}
    </>
  );
}
