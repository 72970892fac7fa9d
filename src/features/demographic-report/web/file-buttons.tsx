import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { callForFile } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { useAttempt } from '#web/use-attempt.ts';
import { reportWords } from '#web/words/demographic-report.ts';
import { type Asked, ExportReport, PrintReport } from '../contract.ts';
import css from './report-page.module.css';

const words = reportWords.result;
const files = [
  { operation: ExportReport, label: words.csv, Icon: IconDownload, ending: 'csv' },
  { operation: PrintReport, label: words.print, Icon: IconPrinter, ending: 'pdf' },
] as const;

/** The whole report as a file: CSV, or PDF for paper. */
export function FileButtons({ asked }: { readonly asked: Asked }) {
  const may = useMay();
  const { today } = useClinic();
  const { setback, attempt } = useAttempt();
  const [making, setMaking] = useState<string>();
  const take = async ({ operation, ending }: (typeof files)[number]) => {
    setMaking(ending);
    const answer = await attempt(() => callForFile(operation, asked));
    if (answer?.ok) saveFile(`${reportWords.file(today)}.${ending}`, answer.value);
    setMaking(undefined);
  };
  return (
    <div className={css.files}>
      {files
        .filter(({ operation }) => may(operation.name))
        .map((file) => (
          <Button
            key={file.ending}
            size="xs"
            variant="default"
            leftSection={<file.Icon size={15} aria-hidden />}
            aria-busy={making === file.ending}
            onClick={() => making === undefined && void take(file)}
          >
            {making === file.ending ? words.making : file.label}
          </Button>
        ))}
      {setback && (
        <p role="alert" className={css.missing}>
          {setback.says}
        </p>
      )}
    </div>
  );
}
