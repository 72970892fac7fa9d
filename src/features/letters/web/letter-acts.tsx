import { Button } from '@mantine/core';
import { IconPencil, IconPrinter, IconSend, IconSignature } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay, useSession } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { letterWords } from '#web/words/letters.ts';
import { workWords } from '#web/words/work.ts';
import { EndDialog, GiveDialog } from '../../work/web/public.tsx';
import type { LetterRead } from '../contract.ts';
import { practitioners } from '../rules.ts';
import { SendDialog } from './send-dialog.tsx';
import type { useLetterActs } from './use-letter-acts.ts';

const words = letterWords.read;

interface LetterActsProps {
  readonly letter: LetterRead;
  /** The reader holds it, or nobody does. */
  readonly mine: boolean;
  readonly acts: ReturnType<typeof useLetterActs>;
}

/** What can be done with a letter next; one of them is the usual step. */
export function LetterActs({ letter, mine, acts }: LetterActsProps) {
  const may = useMay();
  const { type } = useSession();
  const { letterId, status, holder } = letter;
  const { busy, ask } = acts;
  const signs = status === 'to-sign' && practitioners.includes(type) && may('letters.sign-letter');
  const edits = (status === 'to-create' || status === 'to-sign') && may('letters.update-letter');
  const sends = status === 'to-send' && may('letters.send-letter');
  const isOpen = status !== 'sent' && status !== 'withdrawn';
  const written = status === 'to-send' || status === 'sent';
  return (
    <>
      {mine && may('letters.withdraw-letter') && (
        <Button variant="subtle" onClick={() => ask('withdraw')}>
          {words.withdraw}
        </Button>
      )}
      {may(mine ? 'letters.give-letter' : 'letters.pass-letter') && isOpen && (
        <Button variant="default" onClick={() => ask('give')}>
          {workWords.give.button}
        </Button>
      )}
      {mine && holder === null && may('letters.take-letter') && (
        <Button variant="default" disabled={busy} onClick={acts.take}>
          {workWords.take}
        </Button>
      )}
      {written && (
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => globalThis.print()}
        >
          {words.print}
        </Button>
      )}
      {mine && edits && (
        <Button
          variant={signs ? 'default' : 'filled'}
          component={Link}
          to={`/letters/${letterId}/edit`}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {words.edit}
        </Button>
      )}
      {mine && signs && (
        <Button leftSection={<IconSignature size={16} aria-hidden />} onClick={() => ask('sign')}>
          {words.sign}
        </Button>
      )}
      {mine && sends && (
        <Button leftSection={<IconSend size={16} aria-hidden />} onClick={() => ask('send')}>
          {words.send}
        </Button>
      )}
      {acts.dialog}
      <LetterDialogs letter={letter} mine={mine} acts={acts} />
    </>
  );
}

function LetterDialogs({ letter, mine, acts }: LetterActsProps) {
  const { subject, status, fax } = letter;
  const { asking, busy, trouble, ask, sign, send, give, pass, withdraw } = acts;
  const close = () => ask(undefined);
  const beside = { busy, trouble, onClose: close };
  return (
    <>
      <Dialog
        opened={asking === 'sign'}
        onClose={close}
        title={letterWords.sign.title}
        closeLabel={letterWords.sign.close}
        size={440}
      >
        <div className="stack">
          <p>{letterWords.sign.why}</p>
          {trouble && <Notice tone="bad">{trouble}</Notice>}
          <div className="row">
            <Button loading={busy} onClick={sign}>
              {words.sign}
            </Button>
            <Button variant="default" onClick={close}>
              {letterWords.send.cancel}
            </Button>
          </div>
        </div>
      </Dialog>
      <SendDialog opened={asking === 'send'} fax={fax} onSend={send} {...beside} />
      <GiveDialog
        kind="letter"
        itemId={letter.letterId}
        opened={asking === 'give'}
        name={subject}
        offered={({ userId, type, siteIds }) =>
          userId !== letter.holder?.userId &&
          siteIds.includes(letter.siteId) &&
          (status !== 'to-sign' || practitioners.includes(type))
        }
        onGive={mine ? give : pass}
        {...beside}
      />
      <EndDialog
        opened={asking === 'withdraw'}
        title={letterWords.withdraw.title(subject)}
        closeLabel={letterWords.withdraw.close}
        why={letterWords.withdraw.why}
        action={words.withdraw}
        onEnd={withdraw}
        {...beside}
      />
    </>
  );
}
