import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveFile } from '#web/save-file.ts';
import { type Column as TableColumn, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { importWords } from '#web/words/import-users.ts';
import type { Column } from '../../import-columns.ts';
import css from './import-users.module.css';
import { hintOf, labelOf } from './labels.ts';
import { templateOf } from './template.ts';

const words = importWords.template;

interface Explained {
  readonly key: string;
  readonly label: string;
  readonly needed: boolean;
  readonly hint: string;
  readonly example: string;
}

const shown: readonly TableColumn<Explained>[] = [
  {
    key: 'column',
    label: words.column,
    width: 220,
    small: 'title',
    cell: ({ label, needed }) => <b>{needed ? `${label} *` : label}</b>,
  },
  { key: 'what', label: words.what, cell: ({ hint }) => hint },
  { key: 'example', label: words.example, width: 210, cell: ({ example }) => <span className="dim">{example}</span> },
];

interface TemplatePanelProps {
  readonly columns: readonly Column[];
  readonly example: readonly string[];
}

/** The template to download, and what goes into each of its columns. */
export function TemplatePanel({ columns, example }: TemplatePanelProps) {
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      aside={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() =>
            saveFile(words.file, new Blob([templateOf(columns, example)], { type: 'text/csv;charset=utf-8' }))
          }
        >
          {words.download}
        </Button>
      }
    >
      <div className={css.says}>
        <p>{words.order}</p>
        <p>{words.exampleRow}</p>
        <p>{words.noSecrets}</p>
      </div>
      <details className={css.columns}>
        <summary>{words.columns}</summary>
        <DataTable
          label={words.table}
          columns={shown}
          rows={columns.map((column, at) => ({
            key: column.key,
            label: labelOf(column),
            needed: column.needed === true,
            hint: hintOf(column),
            example: example[at] ?? '',
          }))}
          rowKey={({ key }) => key}
          rowName={({ label }) => label}
        />
      </details>
    </Panel>
  );
}
