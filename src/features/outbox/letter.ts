import { formatDay } from '#web/ui/calendar.ts';
import { outboxWords as words } from '#web/words/outbox.ts';
import { clinicAddress } from './rules.ts';
import type { DueMail } from './store.ts';

/** A mail as it goes out: plain text, and nothing of any patient. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Puts a mail into words, at the moment it is sent. */
export function letterOf(mail: DueMail, publicUrl: string): Letter {
  const { to, kind, facts, firstName, clinicName, timeZone, host } = mail;
  const address = clinicAddress(publicUrl, host);
  const when = (instant: string | undefined) => (instant ? words.when(instant, timeZone) : '');
  if (kind === 'appointment-cancelled') {
    const { startsAt, phone = '' } = facts;
    return { to, ...words.visitCancelled({ firstName, clinicName, at: when(startsAt), phone }) };
  }
  const { subject, body } =
    kind === 'invitation'
      ? words.invitation({ clinicName, link: `${address}/invitation/${facts.token ?? ''}`, until: when(facts.endsAt) })
      : words.told(kind, {
          clinicName,
          by: facts.by,
          left: facts.left,
          expires: when(facts.expiresAt),
          review: facts.review,
          due: facts.dueOn && formatDay(facts.dueOn, 'en-CA', 'full'),
          lines: facts.lines,
          leaver: facts.leaver,
          absent: facts.absent,
          absentUntil: facts.absentUntil && formatDay(facts.absentUntil, 'en-CA', 'full'),
          work: facts.work,
          set: facts.set,
          blocked: facts.blocked,
          items: facts.items,
          days: facts.days,
        });
  return { to, subject, text: words.letter({ firstName, clinicName, body, address }) };
}
