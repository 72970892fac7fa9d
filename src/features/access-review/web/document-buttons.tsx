import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { callForFile } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { useMay } from '#web/session.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { accessReviewWords } from '#web/words/access-review.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { formats, MakeDocument, type Review } from '../contract.ts';

const words = accessReviewWords.page;

interface DocumentButtonsProps {
  readonly review: Review;
  readonly onFailed: (why: string | undefined) => void;
}

/** The document for the file, in either form. Of an open review it says how things stand, and that it is open. */
export function DocumentButtons({ review, onFailed }: DocumentButtonsProps) {
  const may = useMay()('access-review.make-document');
  const { timeZone, today } = useClinic();
  const [making, setMaking] = useState<(typeof formats)[number]>();
  if (!may) return null;
  const { reviewId, name, closedAt } = review;
  const take = async (format: (typeof formats)[number]) => {
    onFailed(undefined);
    setMaking(format);
    try {
      const answer = await callForFile(MakeDocument, { reviewId, format });
      const day = closedAt ? dayOf(closedAt, timeZone) : today;
      if (answer.ok) saveFile(`${words.file(name, day)}.${format}`, answer.value);
      else onFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      onFailed(words.away);
    } finally {
      setMaking(undefined);
    }
  };
  return formats.map((format) => (
    <Button
      key={format}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      aria-label={words[`${format}Long`]}
      aria-busy={making === format}
      onClick={() => making === undefined && void take(format)}
    >
      {making === format ? words.making : words[format]}
    </Button>
  ));
}
