import { dayOf, formatDay, formatKnownDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { uiWords } from '#web/words/ui.ts';
import type { PrescriptionRead } from '../contract.ts';
import css from './prescription-paper.module.css';

const words = prescriptionWords.read;

/** The prescription as it is printed: letterhead with numbers, for whom, medications, signature. */
export function PrescriptionPaper({ prescription }: { readonly prescription: PrescriptionRead }) {
  const { locale, timeZone } = useClinic();
  const { letterhead, writtenFor, lines, note, signedAt, signedBy, writtenAt } = prescription;
  const head = [
    letterhead.numbers.map(({ label, value }) => words.number(label, value)).join(', '),
    letterhead.address,
    letterhead.city,
    letterhead.phone && uiWords.letterhead.tel(letterhead.phone),
    letterhead.fax && uiWords.letterhead.fax(letterhead.fax),
  ].filter(Boolean);
  const { name, dateOfBirth, healthNumber, address } = writtenFor;
  const whose = [
    { label: words.patient, value: name },
    { label: words.born, value: dateOfBirth && formatKnownDay(dateOfBirth, locale) },
    { label: words.healthNumber, value: healthNumber },
    { label: words.address, value: address },
  ];
  return (
    <article className={css.paper} aria-label={words.paper}>
      <div className={css.head}>
        <b>{letterhead.clinicName}</b>
        <span className={css.name}>
          {letterhead.type === 'doctor' ? words.doctor(letterhead.name) : letterhead.name}
        </span>
        {head.map((line) => (
          <span key={line} className={css.lines}>
            {line}
          </span>
        ))}
      </div>
      <p>{formatDay(dayOf(signedAt ?? writtenAt, timeZone), locale)}</p>
      <dl className={css.whose}>
        {whose.map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value || words.unknown}</dd>
          </div>
        ))}
      </dl>
      <ol className={css.medications}>
        {lines.map(({ medication, dose, directions, quantity, refills }, at) => (
          // oxlint-disable-next-line no-array-index-key -- lines have no name of their own, and do not move
          <li key={at}>
            <h2>{[medication, dose].filter(Boolean).join(', ')}</h2>
            <p>{directions}</p>
            <p>
              {words.quantity}: {quantity}. {words.refills}: {refills > 0 ? refills : words.noRefills}.
            </p>
          </li>
        ))}
      </ol>
      {note && (
        <p className={css.lines}>
          {words.note}: {note}
        </p>
      )}
      <p className={css.signed}>{signedBy ? words.signed(signedBy.name) : words.notSigned}</p>
    </article>
  );
}
