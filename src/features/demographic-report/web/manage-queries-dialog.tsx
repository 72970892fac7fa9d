import { Button } from '@mantine/core';
import { call } from '#web/api.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { reportWords } from '#web/words/demographic-report.ts';
import { DeleteQuery, type SavedQuery, UpdateQuery } from '../contract.ts';
import css from './report-page.module.css';

const words = reportWords.queries;

interface ManageQueriesDialogProps {
  readonly queries: readonly SavedQuery[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** All saved queries; one's own can be shared and deleted. */
export function ManageQueriesDialog({ queries, onChanged, onClose }: ManageQueriesDialogProps) {
  const { busy, setback, attempt } = useAttempt();
  const share = ({ queryId, version, name, shared, asked }: SavedQuery) =>
    attempt(() => call(UpdateQuery, { queryId, version, name, shared: !shared, asked }));
  const act = async (work: Promise<{ ok: boolean } | undefined>) => {
    await work;
    // Also when it was turned down: what stands here may be of yesterday.
    onChanged();
  };
  return (
    <Dialog opened onClose={onClose} title={words.manage} closeLabel={words.close} size={560}>
      <div className="stack">
        {setback && (
          <p role="alert" className={css.missing}>
            {setback.says}
          </p>
        )}
        {queries.length === 0 && <p className="dim">{words.none}</p>}
        <ul className={css.queries}>
          {queries.map((query) => (
            <li key={query.queryId}>
              <span className={css.query}>
                <strong>{query.name}</strong>
                <span className="small dim">{query.own ? words.owned(query.shared) : words.sharedBy(query.owner)}</span>
              </span>
              {query.own && (
                <span className={css.choices}>
                  <Button
                    size="xs"
                    variant="default"
                    disabled={busy}
                    aria-label={query.shared ? words.unshare(query.name) : words.share(query.name)}
                    onClick={() => void act(share(query))}
                  >
                    {query.shared ? words.unshareShort : words.shareShort}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    disabled={busy}
                    aria-label={words.delete(query.name)}
                    onClick={() => void act(attempt(() => call(DeleteQuery, { queryId: query.queryId })))}
                  >
                    {words.deleteShort}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
