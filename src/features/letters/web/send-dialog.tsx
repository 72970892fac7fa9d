import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { letterWords } from '#web/words/letters.ts';
import { type WayToSend, waysToSend } from '../contract.ts';

const words = letterWords.send;

interface SendDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** As the letter has it. */
  readonly fax: string;
  readonly busy: boolean;
  readonly trouble: string | undefined;
  readonly onSend: (how: WayToSend, to: string) => void;
}

/** How a letter was sent, and to which number. */
export function SendDialog({ opened, onClose, fax, busy, trouble, onSend }: SendDialogProps) {
  const [how, setHow] = useState<WayToSend>(fax ? 'fax' : 'mail');
  const [to, setTo] = useState(fax);
  const [tried, setTried] = useState(false);
  const missing = how === 'fax' && !/\d/.test(to);
  const send = () => {
    setTried(true);
    if (!missing) onSend(how, how === 'fax' ? to : '');
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title} closeLabel={words.close} size={440}>
      <div className="stack">
        <p>{words.lead}</p>
        <NativeSelect
          label={words.how}
          data-autofocus
          value={how}
          data={waysToSend.map((value) => ({ value, label: words.ways[value] }))}
          onChange={({ currentTarget: { value } }) => setHow(waysToSend.find((one) => one === value) ?? 'mail')}
        />
        {how === 'fax' && (
          <TextInput
            label={words.fax}
            type="tel"
            required
            withAsterisk={false}
            maxLength={200}
            value={to}
            error={tried && missing ? words.faxMissing : undefined}
            onChange={({ currentTarget: { value } }) => setTo(value)}
          />
        )}
        {trouble && <Notice tone="bad">{trouble}</Notice>}
        <div className="row">
          <Button loading={busy} onClick={send}>
            {words.send}
          </Button>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
