import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Input, Operation } from '#kernel/contract.ts';
import { callForFile } from '../api.ts';
import { saveFile } from '../save-file.ts';
import { listWords as words } from '../words/lists.ts';
import { sayRefusal } from '../words/refusals.ts';

interface ExportButtonProps<T extends Operation> {
  readonly operation: T;
  /** The filters of the page. */
  readonly input: Input<T>;
  readonly fileName: string;
  /** It is a document to print. */
  readonly paper?: boolean;
  readonly onFailed: (why: string) => void;
}

/** What the filters of a page find, all pages of it, as a file. */
export function ExportButton<T extends Operation>(props: ExportButtonProps<T>) {
  const { operation, input, fileName, paper = false, onFailed } = props;
  const Icon = paper ? IconPrinter : IconDownload;
  const [making, setMaking] = useState(false);
  const take = async () => {
    setMaking(true);
    try {
      const answer = await callForFile(operation, input);
      if (answer.ok) saveFile(fileName, answer.value);
      else onFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      onFailed(words.away);
    } finally {
      setMaking(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      aria-busy={making}
      onClick={() => !making && void take()}
    >
      {making ? words.making : paper ? words.print : words.export}
    </Button>
  );
}
