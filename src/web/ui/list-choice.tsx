import { NativeSelect, SegmentedControl } from '@mantine/core';
import { uiWords } from '../words/ui.ts';
import css from './list-choice.module.css';
import { useSmallScreen } from './small-screen.ts';

interface ListChoiceProps<List extends string> {
  /** What is chosen between, for somebody who hears the page. */
  readonly label: string;
  readonly lists: readonly { readonly list: List; readonly label: string; readonly count?: number | undefined }[];
  readonly chosen: List;
  readonly onChoose: (list: List) => void;
  /** Said beside it where there is room. */
  readonly said?: string | undefined;
}

/** Which list stands below: a few of them side by side, each with how many wait in it. */
export function ListChoice<List extends string>({ label, lists, chosen, onChoose, said }: ListChoiceProps<List>) {
  const small = useSmallScreen();
  const choose = (value: string) => {
    const one = lists.find(({ list }) => list === value);
    if (one) onChoose(one.list);
  };
  return (
    <div className={css.bar}>
      {small ? (
        <NativeSelect
          className={css.narrow ?? ''}
          aria-label={label}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={lists.map((one) => ({
            value: one.list,
            label: one.count === undefined ? one.label : `${one.label} (${uiWords.number(one.count)})`,
          }))}
        />
      ) : (
        <SegmentedControl
          aria-label={label}
          value={chosen}
          onChange={choose}
          size="sm"
          withItemsBorders={false}
          data={lists.map((one) => ({
            value: one.list,
            label: (
              <>
                {one.label}
                {one.count !== undefined && <span className={css.n}> {uiWords.number(one.count)}</span>}
              </>
            ),
          }))}
        />
      )}
      {said && (
        <span className="small dim nowrap" aria-live="polite">
          {said}
        </span>
      )}
    </div>
  );
}
