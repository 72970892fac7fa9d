import { setTimeout } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Pool } from 'pg';
import { letterOf } from './letter.ts';
import { againAfterMinutes } from './rules.ts';
import { type DueMail, withNextMail } from './store.ts';

/** How this server sends mail. */
export interface MailConfig {
  /** `smtps://user:password@host:465` */
  readonly smtpUrl: string;
  /** `Custodian <no-reply@clinic.example>` */
  readonly from: string;
  /** Where the pages are for whoever reads the mail. */
  readonly publicUrl: string;
}

export interface Sender {
  /** Sends everything that is due now. */
  readonly sendDue: () => Promise<void>;
  /** Lets the mail in flight end. */
  readonly stop: () => Promise<void>;
}

const PAUSE_MS = 3_000;
const PATIENCE_MS = 20_000;

/** Sends what waits in the outbox, looking every few seconds. Any number of servers may do it side by side. */
export function startSender(pool: Pool, { smtpUrl, from, publicUrl }: MailConfig, pauseMs = PAUSE_MS): Sender {
  const transport = createTransport(
    { url: smtpUrl, connectionTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
    { from },
  );
  const stopping = new AbortController();
  const send = async (mail: DueMail) => {
    try {
      await transport.sendMail({
        ...letterOf(mail, publicUrl),
        messageId: `<${mail.mailId}@${new URL(publicUrl).hostname}>`,
      });
      return 'sent' as const;
    } catch (error) {
      const { responseCode = 0, message } = error as Error & { responseCode?: number };
      // Five hundred and more: this mail will never be taken.
      const again = responseCode >= 500 ? null : againAfterMinutes(mail.tries + 1);
      console.error(`a mail (${mail.kind}) could not be sent${again === null ? ' and is given up' : ''}: ${message}`);
      return again;
    }
  };
  const sendDue = async () => {
    while (!stopping.signal.aborted && (await withNextMail(pool, send)));
  };
  const rest = () => setTimeout(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  const running = (async () => {
    while (!stopping.signal.aborted) {
      // A database that is away comes back; what waits, waits.
      await sendDue().catch((error: unknown) => console.error(`the outbox rests: ${(error as Error).message}`));
      await rest();
    }
  })();
  const stop = async () => {
    stopping.abort();
    await running;
    transport.close();
  };
  return { sendDue, stop };
}
