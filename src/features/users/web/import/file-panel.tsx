import { Button, FileInput, Progress, Textarea } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Notice } from '#web/ui/notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { importWords } from '#web/words/import-users.ts';
import { MOST_ROWS } from '../../import-contract.ts';
import css from './import-users.module.css';

const words = importWords.file;

interface FilePanelProps {
  readonly onCheck: (given: File | string) => Promise<void>;
  readonly problem: string | undefined;
  /** How many rows are being checked; undefined when none are. */
  readonly checking: number | undefined;
}

/** The file, chosen or pasted. */
export function FilePanel({ onCheck, problem, checking }: FilePanelProps) {
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [tried, setTried] = useState(false);
  const given = file ?? (pasted.trim() === '' ? undefined : pasted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (given !== undefined) void onCheck(given);
  };
  return (
    <Panel title={words.title} lead={words.lead(MOST_ROWS)}>
      <form className="stack" onSubmit={submit} noValidate>
        {problem && (
          <Notice tone="bad" title={words.brokenTitle}>
            {problem}
          </Notice>
        )}
        <div className={css.ways}>
          <FileInput
            label={words.choose}
            description={words.chooseHelp}
            placeholder={words.placeholder}
            accept=".csv,.tsv,.txt,text/csv"
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
            clearable
            clearButtonProps={{ 'aria-label': words.clear }}
            value={file}
            onChange={setFile}
            error={tried && given === undefined ? words.nothing : undefined}
          />
          <span className="dim">{words.or}</span>
          <Textarea
            label={words.paste}
            description={words.pasteHelp}
            rows={4}
            spellCheck={false}
            value={pasted}
            disabled={file !== null}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
        </div>
        {checking !== undefined && checking > 0 && (
          <output className={css.progress}>
            {words.checking(checking)}
            <Progress value={100} animated aria-label={words.checking(checking)} />
          </output>
        )}
        <div>
          <Button type="submit" loading={checking !== undefined}>
            {words.check}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
