import { useSession } from '#web/session.ts';
import { dayOf, formatDay, timeOf, zoneNameOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Mark } from '#web/ui/mark.tsx';
import { handoverWords } from '#web/words/handover.ts';
import type { Departure } from '../contract.ts';
import { providerFieldLabel } from '#features/users/web/public.tsx';
import css from './receipt-page.module.css';
import type { Receipt } from './receipt-sums.ts';
import { LoadTable, WorkTable } from './receipt-tables.tsx';

const words = handoverWords.receipt;

interface ReceiptPaperProps {
  readonly receipt: Receipt;
  readonly departure: Departure | undefined;
}

/** The page for the file, as it is printed. */
export function ReceiptPaper({ receipt, departure }: ReceiptPaperProps) {
  const { clinic } = useSession();
  const { leaver, sessionsEnded, disconnected } = receipt;
  const { roles = [], sites = [] } = departure ?? {};
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name);
  return (
    <article className={css.paper} aria-label={words.over}>
      <header className={css.head}>
        <div>
          <p className={css.over}>{words.over}</p>
          <h2>{leaver.name}</h2>
        </div>
        <div className={css.clinic}>
          <Mark size={22} />
          <b>{clinic.name}</b>
        </div>
      </header>
      <ReceiptFacts receipt={receipt} />
      <h3>{words.openWork}</h3>
      <WorkTable receipt={receipt} />
      <div className={css.two}>
        <section>
          <h3>{words.loads}</h3>
          <LoadTable receipt={receipt} />
        </section>
        <section>
          <h3>{words.ended}</h3>
          <ul className={css.ended}>
            <li>{words.sessions(sessionsEnded)}</li>
            <li>{words.login}</li>
            {roles.length > 0 && <li>{words.roles(names(roles))}</li>}
            {sites.length > 0 && <li>{words.sites(names(sites))}</li>}
            {disconnected.length > 0 && (
              <li>{words.disconnected(disconnected.map((key) => providerFieldLabel(key) ?? key))}</li>
            )}
          </ul>
        </section>
      </div>
      <footer className={css.foot}>
        <span>{words.administrator}</span>
        <span>{words.privacyOfficer}</span>
      </footer>
    </article>
  );
}

function ReceiptFacts({ receipt: { at, actor, handoverId, reason, digest } }: { readonly receipt: Receipt }) {
  const { timeZone, locale } = useClinic();
  const day = formatDay(dayOf(at, timeZone), locale, 'full');
  const time = `${timeOf(at, timeZone, { seconds: true })} ${zoneNameOf(at, timeZone, locale)}`;
  return (
    <dl className={css.facts}>
      <div>
        <dt>{words.done}</dt>
        <dd>
          <time dateTime={at}>
            {day}, {time}
          </time>
        </dd>
      </div>
      <div>
        <dt>{words.by}</dt>
        <dd>{actor.name}</dd>
      </div>
      <div>
        <dt>{words.reason}</dt>
        <dd>{reason}</dd>
      </div>
      <div>
        <dt>{words.number}</dt>
        <dd>
          <code>{handoverId}</code>
        </dd>
      </div>
      {digest && (
        <div>
          <dt>{words.digest}</dt>
          <dd>
            <code>{digest}</code>
          </dd>
        </div>
      )}
    </dl>
  );
}
