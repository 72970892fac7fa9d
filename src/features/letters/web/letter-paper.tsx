import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { letterWords } from '#web/words/letters.ts';
import { uiWords } from '#web/words/ui.ts';
import type { LetterRead } from '../contract.ts';
import css from './letter-paper.module.css';

const words = letterWords.read;

/** The letter as it is printed: letterhead, recipient, words, signature. */
export function LetterPaper({ letter }: { readonly letter: LetterRead }) {
  const { locale, timeZone } = useClinic();
  const { letterhead, recipient, organization, address, patient, subject, body, signedAt, signedBy, madeAt } = letter;
  const head = [
    letterhead.address,
    letterhead.city,
    letterhead.phone && uiWords.letterhead.tel(letterhead.phone),
    letterhead.fax && uiWords.letterhead.fax(letterhead.fax),
  ].filter(Boolean);
  const day = formatDay(dayOf(signedAt ?? madeAt, timeZone), locale);
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
      <p>{day}</p>
      <div className={css.to}>
        <span>{recipient}</span>
        {organization && <span>{organization}</span>}
        {address && <span className={css.lines}>{address}</span>}
      </div>
      <div>
        <h2 className={css.subject}>{subject}</h2>
        <p>{words.re(`${patient.firstName} ${patient.lastName}`.trim(), patient.demographicNumber)}</p>
      </div>
      {body ? <p className={css.body}>{body}</p> : <p className={css.empty}>{words.empty}</p>}
      <p className={css.signed}>{signedBy ? words.signed(signedBy.name) : words.notSigned}</p>
    </article>
  );
}
