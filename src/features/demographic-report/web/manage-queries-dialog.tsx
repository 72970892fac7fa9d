import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { useMay } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { reportWords } from '#web/words/demographic-report.ts';
import {
  DeleteQuery,
  DeleteSharedQuery,
  RenameSharedQuery,
  type SavedQuery,
  UpdateQuery,
} from '../queries-contract.ts';
import css from './report-page.module.css';

const words = reportWords.queries;

interface ManageQueriesDialogProps {
  readonly queries: readonly SavedQuery[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** What can be done with a query: all with one's own, and what administrators may with those that others share. */
function useManaging(onChanged: () => void) {
  const { busy, setback, attempt } = useAttempt();
  const act = async (work: Promise<{ readonly ok: boolean } | undefined>) => {
    const answer = await work;
    // Also when it was turned down: what stands here may be of yesterday.
    onChanged();
    return answer?.ok === true;
  };
  const change = async ({ asked, ...query }: SavedQuery, to: { name?: string; shared?: boolean }) => {
    const { queryId, version, name, shared } = query;
    return asked !== null && act(attempt(() => call(UpdateQuery, { queryId, version, name, shared, asked, ...to })));
  };
  return {
    busy,
    setback,
    share: (query: SavedQuery) => change(query, { shared: !query.shared }),
    rename: (query: SavedQuery, name: string) => {
      const { queryId, version, own } = query;
      return own ? change(query, { name }) : act(attempt(() => call(RenameSharedQuery, { queryId, version, name })));
    },
    remove: ({ queryId, own }: SavedQuery) =>
      act(own ? attempt(() => call(DeleteQuery, { queryId })) : attempt(() => call(DeleteSharedQuery, { queryId }))),
  };
}
type Managing = ReturnType<typeof useManaging>;

/** All saved queries: one's own can be renamed, shared and deleted; those that others share by whoever may. */
export function ManageQueriesDialog({ queries, onChanged, onClose }: ManageQueriesDialogProps) {
  const managing = useManaging(onChanged);
  return (
    <Dialog opened onClose={onClose} title={words.manage} closeLabel={words.close} size={560}>
      <div className="stack">
        {managing.setback && (
          <p role="alert" className={css.missing}>
            {managing.setback.says}
          </p>
        )}
        {queries.length === 0 && <p className="dim">{words.none}</p>}
        <ul className={css.queries}>
          {queries.map((query) => (
            <Query key={query.queryId} query={query} managing={managing} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface QueryProps {
  readonly query: SavedQuery;
  readonly managing: Managing;
}

function Query({ query, managing }: QueryProps) {
  const { name, own, owner, shared } = query;
  const may = useMay();
  const [doing, setDoing] = useState<'rename' | 'delete'>();
  const { busy, share, remove } = managing;
  const done = () => setDoing(undefined);
  const removeOfOthers = async () => {
    await remove(query);
    done();
  };
  const small = { size: 'xs', variant: 'default', disabled: busy } as const;
  if (doing === 'rename')
    return (
      <li>
        <Rename query={query} managing={managing} onDone={done} />
      </li>
    );
  return (
    <li>
      <span className={css.query}>
        <strong>{name}</strong>
        <span className="small dim">{own ? words.owned(shared) : words.sharedBy(owner)}</span>
      </span>
      {doing === undefined && (
        <span className={css.choices}>
          {(own || may(RenameSharedQuery.name)) && (
            <Button {...small} aria-label={words.rename(name)} onClick={() => setDoing('rename')}>
              {words.renameShort}
            </Button>
          )}
          {own && (
            <Button
              {...small}
              aria-label={shared ? words.unshare(name) : words.share(name)}
              onClick={() => void share(query)}
            >
              {shared ? words.unshareShort : words.shareShort}
            </Button>
          )}
          {(own || may(DeleteSharedQuery.name)) && (
            <Button
              {...small}
              aria-label={words.delete(name)}
              onClick={() => (own ? void remove(query) : setDoing('delete'))}
            >
              {words.deleteShort}
            </Button>
          )}
        </span>
      )}
      {doing === 'delete' && (
        <div className="stack">
          <p>{words.ofOthers(name, owner)}</p>
          <span className={css.choices}>
            <Button {...small} onClick={done}>
              {words.keep}
            </Button>
            <Button {...small} color="brick" variant="filled" onClick={() => void removeOfOthers()}>
              {words.deleteShort}
            </Button>
          </span>
        </div>
      )}
    </li>
  );
}

interface RenameProps extends QueryProps {
  readonly onDone: () => void;
}

function Rename({ query, managing: { busy, rename }, onDone }: RenameProps) {
  const [name, setName] = useState(query.name);
  const save = async () => {
    if (name.trim() && (await rename(query, name))) onDone();
  };
  return (
    <form
      className={css.rename}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        size="xs"
        data-autofocus
        label={words.newName(query.name)}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <Button size="xs" type="submit" loading={busy}>
        {words.saveName}
      </Button>
      <Button size="xs" variant="default" onClick={onDone}>
        {words.cancel}
      </Button>
    </form>
  );
}
