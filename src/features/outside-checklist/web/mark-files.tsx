import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useMay } from '#web/session.ts';
import { outsideChecklistWords } from '#web/words/outside-checklist.ts';
import type { ChecklistLine } from '../contract.ts';
import { fileTypes } from '../file-contract.ts';
import css from './mark-files.module.css';
import type { Files, KeptFile } from './use-files.ts';

const words = outsideChecklistWords.files;

interface MarkFilesProps {
  readonly line: ChecklistLine;
  readonly busy: boolean;
  readonly files: Files;
}

/** What shows that a line is done: opened, added and removed by whoever may. */
export function MarkFiles({ line, busy, files }: MarkFilesProps) {
  const may = useMay();
  const { mark } = line;
  if (!mark) return null;
  return (
    <div className={css.files}>
      {mark.files.length > 0 && (
        <ul aria-label={words.list(line.says)}>
          {mark.files.map((file) => (
            <FileLine key={file.fileId} file={file} busy={busy} files={files} />
          ))}
        </ul>
      )}
      {may('outside-checklist.add-file') && (
        <FileButton
          accept={fileTypes.map(({ type }) => type).join()}
          onChange={(file) => file && void files.add(line, file)}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-xs"
              variant="subtle"
              disabled={busy}
              leftSection={<IconPaperclip size={13} aria-hidden />}
              aria-label={words.addTo(line.says)}
            >
              {words.add}
            </Button>
          )}
        </FileButton>
      )}
    </div>
  );
}

interface FileLineProps extends Omit<MarkFilesProps, 'line'> {
  readonly file: KeptFile;
}

function FileLine({ file, busy, files }: FileLineProps) {
  const may = useMay();
  return (
    <li className={css.file}>
      {may('outside-checklist.open-file') ? (
        <Button
          size="compact-xs"
          variant="subtle"
          className={css.name}
          disabled={busy}
          aria-label={words.open(file.name, file.bytes)}
          onClick={() => void files.open(file)}
        >
          {file.name}
        </Button>
      ) : (
        <span className="small">{file.name}</span>
      )}
      {may('outside-checklist.remove-file') && (
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          disabled={busy}
          aria-label={words.remove(file.name)}
          onClick={() => files.onRemove(file)}
        >
          <IconTrash size={14} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
