import type { Input } from '#kernel/contract.ts';
import { ExportButton } from '#web/ui/export-button.tsx';
import type { ExportOpeners, ExportUses } from '../contract.ts';

interface FileButtonsProps<T extends typeof ExportUses | typeof ExportOpeners> {
  readonly operation: T;
  /** The filters of the page. */
  readonly input: Input<T>;
  readonly fileName: (format: 'csv' | 'pdf') => string;
  readonly onFailed: (why: string) => void;
}

/** A whole list to print, and for a spreadsheet. */
export const FileButtons = <T extends typeof ExportUses | typeof ExportOpeners>(props: FileButtonsProps<T>) => {
  const { operation, input, fileName, onFailed } = props;
  return (
    <>
      <ExportButton
        paper
        operation={operation}
        input={{ ...input, format: 'pdf' }}
        fileName={fileName('pdf')}
        onFailed={onFailed}
      />
      <ExportButton operation={operation} input={input} fileName={fileName('csv')} onFailed={onFailed} />
    </>
  );
};
