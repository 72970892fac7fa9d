import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link, useRevalidator } from 'react-router';
import { useAct } from '#web/act.ts';
import { type Session, useSession } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { EndAccess } from '../contract.ts';
import css from './open-accesses.module.css';

const words = emergencyWords.banner;
/** What a browser's clock may differ from the server's. */
const GRACE_MS = 1_000;
/** So long before the end it is said that what is not saved goes with it. */
const SOON_MS = 5 * 60_000;

/** Whether less than that is left. */
function useSoon(endsAt: string): boolean {
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSoon(true), Math.max(0, Date.parse(endsAt) - Date.now() - SOON_MS));
    return () => clearTimeout(timer);
  }, [endsAt]);
  return soon;
}

/** On every page while a closed record is open to the user: whose, until when, and the way to end it. */
export function OpenAccesses() {
  const { openAccesses } = useSession();
  const { revalidate } = useRevalidator();
  const next = openAccesses[0]?.endsAt;
  useEffect(() => {
    if (!next) return undefined;
    // When the time is up, what is still shown of the record goes with the banner.
    const timer = setTimeout(() => void revalidate(), Math.max(0, Date.parse(next) - Date.now()) + GRACE_MS);
    return () => clearTimeout(timer);
  }, [next, revalidate]);
  if (openAccesses.length === 0) return null;
  return (
    <section className={css.open} aria-label={words.region}>
      {openAccesses.map((one) => (
        <Open key={one.accessId} access={one} />
      ))}
    </section>
  );
}

function Open({ access }: { readonly access: Session['openAccesses'][number] }) {
  const { accessId, patientId, patientName, endsAt } = access;
  const { revalidate } = useRevalidator();
  const { act, busy } = useAct();
  const soon = useSoon(endsAt);
  const end = () =>
    void act(EndAccess, { accessId }, { done: revalidate, refused: () => revalidate().then(() => true) });
  return (
    <Notice
      tone="warn"
      title={words.title(patientName)}
      action={
        <span className="row no-print">
          <Button component={Link} to={`/patients/${patientId}/chart`} size="xs" variant="default">
            {words.chart}
          </Button>
          <Button size="xs" color="brick" disabled={busy} onClick={end}>
            {words.end}
          </Button>
        </span>
      }
    >
      {words.until} <TimeText instant={endsAt} within />. <output>{soon && words.soon}</output>
    </Notice>
  );
}
