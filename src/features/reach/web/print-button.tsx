import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { reachWords } from '#web/words/reach.ts';

const words = reachWords.whole;

interface PrintButtonProps {
  /** How many lines have been read so far, while they are. */
  readonly read: number | undefined;
  readonly onPrint: () => void;
}

/** What puts a whole list on paper; while it is read, the button counts. */
export const PrintButton = ({ read, onPrint }: PrintButtonProps) => (
  <Button
    variant="default"
    leftSection={<IconPrinter size={16} aria-hidden />}
    aria-disabled={read !== undefined}
    onClick={onPrint}
  >
    {read === undefined ? words.print : words.reading(read)}
  </Button>
);
