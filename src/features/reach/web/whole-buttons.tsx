import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { reachWords } from '#web/words/reach.ts';

const words = reachWords.whole;

interface WholeButtonsProps {
  /** How many lines have been read so far, while they are. */
  readonly read: number | undefined;
  readonly onSave: () => void;
  readonly onPrint?: () => void;
}

/** What lets a whole list leave; while it is read, the buttons count. */
export const WholeButtons = ({ read, onSave, onPrint }: WholeButtonsProps) => (
  <>
    {onPrint && (
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        aria-disabled={read !== undefined}
        onClick={onPrint}
      >
        {words.print}
      </Button>
    )}
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      aria-disabled={read !== undefined}
      onClick={onSave}
    >
      {read === undefined ? words.export : words.reading(read)}
    </Button>
  </>
);
