import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { useColleagues } from '#web/colleagues.ts';
import { useSession } from '#web/session.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { LoadingFace } from '#web/ui/faces.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { actWords } from '#web/words/acts.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { choicesOf, differences, draftOf, merged, reviewersOf, withheldOf, wrongWith } from './access-draft.ts';
import css from './patient-sets.module.css';
import { SetAccessConfirm } from './set-access-confirm.tsx';
import { SetAccessLists } from './set-access-lists.tsx';
import { useSetAccess } from './use-set-access.ts';

const words = patientSetWords.access;

interface SetAccessDialogProps {
  /** Whose access is shown at first. */
  readonly userId?: Id<'user'> | undefined;
  readonly onClose: () => void;
  readonly onDone: (says: string) => void;
}

/** The guide's overlay: which sets are closed to a user. Done saves everything at once, Cancel nothing. */
export function SetAccessDialog(props: SetAccessDialogProps) {
  const [dirty, setDirty] = useState(false);
  return (
    <>
      <LeaveGuard dirty={dirty} />
      <Overlay {...props} onDirty={setDirty} />
    </>
  );
}

function Overlay({
  userId: first,
  onClose,
  onDone,
  onDirty,
}: SetAccessDialogProps & { readonly onDirty: (dirty: boolean) => void }) {
  const { userId: own } = useSession();
  const { locale, today } = useClinic();
  const { colleagues, failed } = useColleagues();
  const [userId, setUserId] = useState(first);
  const [chosen, setChosen] = useState<Id<'set'>>();
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const set = useSetAccess(userId);
  const { access, base, draft, choices, changes, preview, theirs } = set;
  const dirty = changes.length > 0;
  useEffect(() => onDirty(dirty), [dirty, onDirty]);
  const itself = userId === own;
  const close = () => (dirty ? setLeaving(true) : onClose());
  const done = () => {
    setTried(true);
    const wrong = changes.find(({ setId }) => {
      const terms = draft.get(setId);
      return terms && wrongWith(terms, today);
    });
    if (wrong) setChosen(wrong.setId);
    else if (dirty) void set.look();
    else onClose();
  };
  if (access && theirs)
    return (
      <BothVersions
        name={words.versions.name(access.name)}
        differences={differences({ base, mine: draft, theirs: draftOf(theirs) }, choicesOf(theirs), (day) =>
          formatDay(day, locale),
        )}
        onChosen={(ofMine) => set.goOn(merged(draft, draftOf(theirs), ofMine))}
        onClose={set.leaveTheirs}
      />
    );
  if (access && preview)
    return (
      <SetAccessConfirm
        access={access}
        preview={preview}
        opens={changes.some(({ change }) => change === 'opens')}
        busy={set.saving.busy}
        refused={set.saving.setback?.says}
        onClose={set.forget}
        onConfirm={(password, liftReason) => void set.save(password, liftReason, onDone)}
      />
    );
  if (leaving)
    return (
      <Dialog
        opened
        onClose={() => setLeaving(false)}
        title={words.leaveTitle}
        size={420}
        closeLabel={actWords.leave.close}
      >
        <div className="stack">
          <p>{words.leaveWhy}</p>
          <div className="row">
            <Button onClick={() => setLeaving(false)}>{words.stay}</Button>
            <Button variant="default" onClick={onClose}>
              {words.leave}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog opened onClose={close} title={words.title} size={760} closeLabel={words.close}>
      <div className="stack">
        {failed ? (
          <Notice tone="bad" title={words.usersFailed} />
        ) : (
          <PersonSelect
            label={words.user}
            description={dirty ? words.saveFirst : userId ? undefined : words.choose}
            className={css.whose ?? ''}
            disabled={dirty || !colleagues}
            people={(colleagues ?? []).map(({ userId: value, name, type, locked }) => ({
              value,
              label: name,
              type,
              detail: locked ? `${type}, ${actWords.people.locked}` : type,
            }))}
            value={userId ?? null}
            onChange={(value) => {
              if (value === (userId ?? null)) return;
              set.clear();
              setUserId((value ?? undefined) as Id<'user'> | undefined);
              setChosen(undefined);
              setTried(false);
            }}
          />
        )}
        {set.trouble && <Notice tone="bad" title={set.trouble} />}
        {userId && !access && !set.trouble && <LoadingFace label={words.loading} rows={5} />}
        {access && itself && <Notice title={words.yourself}>{words.yourselfWhy}</Notice>}
        {set.news.length > 0 && (
          <Notice tone="warn" title={words.changedSets}>
            <ul className={css.names}>
              {set.news.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Notice>
        )}
        {access && (
          <div inert={itself || set.looking.busy} className="stack">
            <SetAccessLists
              choices={choices}
              reviewers={reviewersOf(access)}
              withheld={withheldOf(access)}
              base={base}
              draft={draft}
              onChange={set.setDraft}
              chosen={chosen}
              onChoose={setChosen}
              tried={tried}
            />
          </div>
        )}
        {set.looking.setback && <Notice tone="bad" title={set.looking.setback.says} />}
        <div className={css.save}>
          <p className="small" aria-live="polite">
            {dirty && access ? (
              <>
                <b>{words.unsaved(changes.length)}</b>{' '}
                {changes.map(({ change, name }) => words[change](name, access.name)).join('; ')}
                {words.acts}
              </>
            ) : (
              words.nothing
            )}
          </p>
          <div className="row">
            <Button variant="default" onClick={onClose}>
              {patientSetWords.cancel}
            </Button>
            <Button onClick={done} loading={set.looking.busy} disabled={!access || itself}>
              {words.done}
            </Button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}
