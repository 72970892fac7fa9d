import { Button, Checkbox } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Panel } from '#web/ui/panel.tsx';
import { reportWords } from '#web/words/demographic-report.ts';
import { columns, type ReportColumn } from '../contract.ts';
import css from './report-page.module.css';
import { usualColumns } from './report-draft.ts';

const words = reportWords.searchFor;

interface SearchForProps {
  readonly chosen: readonly ReportColumn[];
  readonly onChoose: (columns: readonly ReportColumn[]) => void;
}

/** The columns before and after one of them has changed places with the one before it. */
const movedForward = (chosen: readonly ReportColumn[], column: ReportColumn): ReportColumn[] => {
  const at = chosen.indexOf(column);
  return [...chosen.slice(0, at - 1), column, ...chosen.slice(at - 1, at), ...chosen.slice(at + 1)];
};

/** Which columns, in which order: a new one stands last, a press moves it forward. */
export function SearchFor({ chosen, onChoose }: SearchForProps) {
  const toggle = (column: ReportColumn) =>
    onChoose(chosen.includes(column) ? chosen.filter((one) => one !== column) : [...chosen, column]);
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      aside={
        <span className={css.choices}>
          <Button size="xs" variant="default" onClick={() => onChoose(usualColumns)}>
            {words.usual}
          </Button>
          <Button size="xs" variant="default" onClick={() => onChoose(columns)}>
            {words.all}
          </Button>
        </span>
      }
    >
      <fieldset className={css.columns}>
        <legend className="said">{words.title}</legend>
        {columns.map((column) => (
          <Checkbox
            key={column}
            size="xs"
            label={reportWords.columns[column]}
            checked={chosen.includes(column)}
            onChange={() => toggle(column)}
          />
        ))}
      </fieldset>
      {chosen.length === 0 ? (
        <p className={css.missing}>{words.none}</p>
      ) : (
        <div className={css.order}>
          <span className="small dim">{words.order}</span>
          <ol>
            {chosen.map((column, at) => (
              <li key={column}>
                {at === 0 ? (
                  <span className={css.place}>{reportWords.columns[column]}</span>
                ) : (
                  <button
                    type="button"
                    className={css.place}
                    aria-label={words.earlier(reportWords.columns[column])}
                    onClick={() => onChoose(movedForward(chosen, column))}
                  >
                    <IconArrowLeft size={12} aria-hidden />
                    {reportWords.columns[column]}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
    </Panel>
  );
}
