import { Link } from 'react-router';
import { dayOf, formatDay, timeOf, zoneNameOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { auditWords as words } from '#web/words/audit.ts';
import type { Entry } from '../contract.ts';
import css from './audit-log-page.module.css';
import { type Change, readFacts, sayValue } from './facts.ts';
import { everything, writeAddress } from './log-address.ts';
import { sayField, sayReason } from './saying.ts';

interface ValueProps {
  readonly value: unknown;
  readonly names: Readonly<Record<string, string>>;
}

/** A value in words, and as tidy JSON where there are none for its shape. */
function Value({ value, names }: ValueProps) {
  const said = sayValue(value, { names, clinic: useClinic() });
  return said ?? <pre>{JSON.stringify(value, null, 2)}</pre>;
}

function Changes({ changes, names }: { readonly changes: readonly Change[]; readonly names: ValueProps['names'] }) {
  return (
    <table className={css.changes}>
      <thead>
        <tr>
          <th scope="col">{words.changed}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{sayField(field)}</th>
            <td>
              <del>
                <Value value={before} names={names} />
              </del>
            </td>
            <td>
              <ins>
                <Value value={after} names={names} />
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stands where nothing was changed, or where it is not for the reader. */
function sayUnchanged({ outcome, withheld }: Entry): string {
  if (withheld) return words.withheld;
  return outcome === 'refused' ? words.refusedNothing : words.nothingChanged;
}

/** Other entries of the same people. */
function Ways({ entry: { actor, onBehalfOf, subjectUser, patient } }: { readonly entry: Entry }) {
  const to = (filters: Parameters<typeof writeAddress>[1]) => ({ search: writeAddress(everything, filters) });
  return (
    <p className={css.ways}>
      {actor && <Link to={to({ actorId: actor.userId })}>{words.onlyBy(actor.name)}</Link>}
      {onBehalfOf && <Link to={to({ onBehalfOfId: onBehalfOf.userId })}>{words.onlyBehalf(onBehalfOf.name)}</Link>}
      {patient && <Link to={to({ patientId: patient.patientId })}>{words.onlyOn(patient.name)}</Link>}
      {subjectUser && subjectUser.userId !== actor?.userId && (
        <Link to={to({ subjectUserId: subjectUser.userId })}>{words.onlyOn(subjectUser.name)}</Link>
      )}
    </p>
  );
}

interface EntryDetailsProps {
  readonly entry: Entry;
  readonly names: ValueProps['names'];
}

/** All that an entry says: what it was before and after, why, and under which number it stands. */
export function EntryDetails({ entry, names }: EntryDetailsProps) {
  const { timeZone, locale } = useClinic();
  const { entryId, at, action, outcome, origin, facts } = entry;
  const { changes, more } = readFacts(facts);
  const reason = sayReason(entry);
  const when = `${formatDay(dayOf(at, timeZone), locale, 'full')}, ${timeOf(at, timeZone, { seconds: true })} ${zoneNameOf(at, timeZone, locale)}`;
  const lines: [string, string | undefined][] = [
    [words.number, String(entryId)],
    [words.operation, action],
    [words.at, when],
    [words.origin, origin ?? undefined],
    [outcome === 'refused' ? words.refusedBecause : words.reason, reason],
  ];
  return (
    <div className={css.detail}>
      <div>
        {changes.length > 0 ? (
          <Changes changes={changes} names={names} />
        ) : (
          <p className="dim">{sayUnchanged(entry)}</p>
        )}
        <Ways entry={entry} />
      </div>
      <dl>
        {lines.map(
          ([label, said]) =>
            said !== undefined && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{said}</dd>
              </div>
            ),
        )}
        {more.map(({ field, value }) => (
          <div key={`fact ${field}`}>
            <dt>{sayField(field)}</dt>
            <dd>
              <Value value={value} names={names} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
