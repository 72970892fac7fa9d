import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { useMay } from '#web/session.ts';
import { reportWords } from '#web/words/demographic-report.ts';
import { type Asked } from '../contract.ts';
import { type SavedQuery, SaveQuery } from '../queries-contract.ts';
import { ManageQueriesDialog } from './manage-queries-dialog.tsx';
import css from './report-page.module.css';
import { SaveQueryDialog } from './save-query-dialog.tsx';

const words = reportWords.queries;

interface QueriesBarProps {
  readonly queries: readonly SavedQuery[];
  readonly asked: Asked;
  readonly onLoad: (asked: Asked) => void;
}

/** Save, load and manage what reports ask for. */
export function QueriesBar({ queries, asked, onLoad }: QueriesBarProps) {
  const may = useMay();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState<'save' | 'manage'>();
  const [chosen, setChosen] = useState('');
  const [said, setSaid] = useState('');
  const loaded = queries.find(({ queryId }) => queryId === chosen);
  const load = (queryId: string) => {
    setChosen(queryId);
    const query = queries.find((one) => one.queryId === queryId);
    if (!query) return;
    if (!query.asked) {
      setSaid(words.withheld(query.name));
      return;
    }
    onLoad(query.asked);
    setSaid(words.loaded(query.name));
  };
  const saved = (query: SavedQuery) => {
    setOpen(undefined);
    setChosen(query.queryId);
    setSaid(words.saved(query.name));
    void revalidate();
  };
  return (
    <div className={css.queriesBar}>
      <NativeSelect
        label={words.load}
        value={loaded?.queryId ?? ''}
        onChange={({ currentTarget: { value } }) => load(value)}
        data={[
          { value: '', label: queries.length === 0 ? words.none : '' },
          ...queries.map(({ queryId, name, own, owner }) => ({
            value: queryId,
            label: own ? name : `${name} (${words.sharedBy(owner)})`,
          })),
        ]}
      />
      {may(SaveQuery.name) && (
        <Button variant="default" onClick={() => setOpen('save')} disabled={asked.columns.length === 0}>
          {words.save}
        </Button>
      )}
      <Button variant="default" onClick={() => setOpen('manage')}>
        {words.manage}
      </Button>
      <output className="small dim">{said}</output>
      {open === 'save' && (
        <SaveQueryDialog asked={asked} loaded={loaded} onSaved={saved} onClose={() => setOpen(undefined)} />
      )}
      {open === 'manage' && (
        <ManageQueriesDialog queries={queries} onChanged={() => void revalidate()} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}
