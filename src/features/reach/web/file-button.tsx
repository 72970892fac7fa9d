import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { reachWords } from '#web/words/reach.ts';

const words = reachWords.whole;

/** Takes a whole list as a file that the server makes. */
export const FileButton = ({ making, onTake }: { readonly making: boolean; readonly onTake: () => void }) => (
  <Button
    variant="default"
    leftSection={<IconDownload size={16} aria-hidden />}
    aria-busy={making}
    aria-disabled={making}
    onClick={onTake}
  >
    {making ? words.making : words.export}
  </Button>
);
